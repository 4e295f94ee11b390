import { Prisma, type Reader } from "@/lib/db";
import { readConflicts } from "@/lib/preconditions/read-conflicts";
import { pairInWords } from "@/lib/preconditions/rules/conflict-words";
import { partsOf } from "@/lib/preconditions/rules/conflicts";
import { behind } from "@/lib/register/behind";
import type { GrantRow } from "@/lib/register/queries/grant-rows";

/**
 * Grants marked with the conflicting duties that they are a part of today, whoever is behind them: three statements,
 * however many. Asks no permission: for queries that have asked.
 */
export async function markConflicts(reader: Reader, grants: readonly GrantRow[]): Promise<GrantRow[]> {
  const open = grants.filter((grant) => grant.state !== "removed" && grant.state !== "not_granted");
  if (open.length === 0) return [...grants];
  const people = await reader.$queryRaw<{ personId: string }[]>`
    SELECT DISTINCT who.id AS "personId" FROM "Grant" g
    CROSS JOIN LATERAL unnest(g."personId" || ${behind(Prisma.sql`g`)}) AS who(id)
    WHERE g.id = ANY(${open.map((grant) => grant.id)}::uuid[]) AND who.id IS NOT NULL`;
  const conflicts = await readConflicts(
    reader,
    people.map(({ personId }) => personId),
  );
  const pairs = new Map<string, Set<string>>();
  for (const conflict of [...conflicts.values()].flat())
    for (const { grantId } of partsOf(conflict))
      if (grantId) pairs.set(grantId, (pairs.get(grantId) ?? new Set()).add(pairInWords(conflict.pair)));
  return grants.map((grant) => ({ ...grant, conflicts: [...(pairs.get(grant.id) ?? [])] }));
}

/** The grants that are a part of conflicting duties today, of everybody. */
export async function conflictingGrantIds(reader: Reader): Promise<string[]> {
  const all = [...(await readConflicts(reader, null)).values()].flat().flatMap(partsOf);
  return [...new Set(all.flatMap(({ grantId }) => grantId ?? []))];
}

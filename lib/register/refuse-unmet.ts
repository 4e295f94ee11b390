import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { readStanding, standingKey } from "@/lib/preconditions/read-standing";
import { exceptionFor, NOTHING_SPECIAL, unmet } from "@/lib/preconditions/rules/unmet";
import type { MfaState } from "@/prisma/generated/enums";

type Row = {
  personId: string;
  clientId: string;
  personName: string;
  requesterId: string;
  agreementRef: string | null;
  dpaRef: string | null;
  mfa: MfaState | null;
};

const why = {
  papers: "the agreement or the DPA is no longer on file",
  second_factor: "their identity there has no second factor",
  ethical_wall: "they hold access on the other side of an ethical wall",
} as const;

/**
 * Raises conflict, with what to do, when access that was approved may not be given after all: a precondition that was
 * met then is not met now (docs/rules.md), and no exception lets it through. Of grants that a request asked for; a
 * constant number of statements, however many.
 */
export async function refuseUnmet(tx: Tx, grantIds: readonly string[]): Promise<void> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT g."personId", a."clientId", p.name AS "personName", i."requesterId", e."agreementRef", e."dpaRef", d.mfa::text
    FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId" JOIN "Person" p ON p.id = g."personId"
    JOIN "RequestItem" i ON g.cause = 'request' AND i.id = g."causeId"
    JOIN "Engagement" e ON e.id = g."engagementId" LEFT JOIN "Identity" d ON d.id = g."identityId"
    WHERE g.id = ANY(${[...grantIds]}::uuid[]) AND a."clientId" IS NOT NULL
    ORDER BY g.id`;
  if (rows.length === 0) return;
  // Where a wall stands, whoever gives the other side at this moment waits for us, or we for them.
  const ids = [...new Set(rows.map((row) => row.personId))];
  const clients = [...new Set(rows.map((row) => row.clientId))];
  await tx.$queryRaw`
    SELECT p.id FROM "Person" p WHERE p.id = ANY(${ids}::uuid[]) AND EXISTS (
      SELECT 1 FROM "EthicalWall" w WHERE w."endedAt" IS NULL
        AND (w."clientAId" = ANY(${clients}::uuid[]) OR w."clientBId" = ANY(${clients}::uuid[])))
    ORDER BY p.id FOR NO KEY UPDATE`;
  const standing = await readStanding(tx, rows);
  for (const row of rows) {
    const { crossings, exceptions } =
      standing.get(standingKey(row.personId, row.clientId)) ?? NOTHING_SPECIAL;
    const open = unmet({ engagement: row, identity: row.mfa ? { mfa: row.mfa } : null, crossings }).find(
      (precondition) => !exceptionFor(precondition, exceptions, row.requesterId),
    );
    if (open)
      throw conflict(
        `Do not give this to ${row.personName}: ${why[open]}. Mend that first, get an exception, or cancel the task.`,
      );
  }
}

/** The grants that tasks would give. */
export const givenBy = (
  tasks: readonly { grants: readonly { grantId: string; effect: string }[] }[],
): string[] =>
  tasks.flatMap((task) => task.grants.filter(({ effect }) => effect === "add").map(({ grantId }) => grantId));

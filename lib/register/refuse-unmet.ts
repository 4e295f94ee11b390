import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { lockAlone } from "@/lib/preconditions/lock-alone";
import { readConflicts } from "@/lib/preconditions/read-conflicts";
import { readStanding, standingKey } from "@/lib/preconditions/read-standing";
import { conflictInWords } from "@/lib/preconditions/rules/conflict-words";
import { partsOf } from "@/lib/preconditions/rules/conflicts";
import { exceptionFor, NOTHING_SPECIAL, refusedOf, unmet } from "@/lib/preconditions/rules/unmet";
import type { MfaState } from "@/prisma/generated/enums";

type Row = {
  grantId: string;
  personId: string;
  clientId: string;
  personName: string;
  requesterId: string;
  agreementRef: string | null;
  dpaRef: string | null;
  compliantDeviceRequired: boolean;
  mfa: MfaState | null;
};

const why = {
  papers: "the agreement or the DPA is no longer on file",
  second_factor: "their identity there has no second factor",
  ethical_wall: "they hold access on the other side of an ethical wall",
  device: "they have no compliant device, which the engagement asks for (they attest it on their own page)",
} as const satisfies Record<ReturnType<typeof unmet>[number], string>;

/**
 * Raises conflict, with what to do, when access that was approved may not be given after all: a precondition that was
 * met then is not met now (docs/rules.md), and no exception lets it through. Of grants that a request asked for; a
 * constant number of statements, however many.
 */
export async function refuseUnmet(tx: Tx, grantIds: readonly string[]): Promise<void> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT g.id AS "grantId", g."personId", a."clientId", p.name AS "personName", i."requesterId", e."agreementRef", e."dpaRef", e."compliantDeviceRequired", d.mfa::text
    FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId" JOIN "Person" p ON p.id = g."personId"
    JOIN "RequestItem" i ON g.cause = 'request' AND i.id = g."causeId"
    JOIN "Engagement" e ON e.id = g."engagementId" LEFT JOIN "Identity" d ON d.id = g."identityId"
    WHERE g.id = ANY(${[...grantIds]}::uuid[]) AND a."clientId" IS NOT NULL
    ORDER BY g.id`;
  if (rows.length === 0) return;
  // Whoever gives the other half at this moment waits for us, or we for them.
  const personIds = [...new Set(rows.map((row) => row.personId))];
  await lockAlone(tx, personIds, [...new Set(rows.map((row) => row.clientId))]);
  const standing = await readStanding(tx, rows);
  const conflicts = await readConflicts(tx, personIds);
  for (const row of rows) {
    const { crossings, exceptions, device } =
      standing.get(standingKey(row.personId, row.clientId)) ?? NOTHING_SPECIAL;
    const identity = row.mfa ? { mfa: row.mfa } : null;
    const open = unmet({ engagement: row, identity, crossings, device }).find(
      (precondition) => !exceptionFor(precondition, exceptions, row.requesterId),
    );
    const own = (conflicts.get(row.personId) ?? []).filter((each) =>
      partsOf(each).some((duty) => duty.grantId === row.grantId),
    );
    const [duties] = refusedOf(own, exceptions, row.requesterId);
    const against = open
      ? why[open]
      : duties && `they would hold conflicting duties, to ${conflictInWords(duties)}`;
    if (against)
      throw conflict(
        `Do not give this to ${row.personName}: ${against}. Mend that first, get an exception, or cancel the task.`,
      );
  }
}

/** The grants that tasks would give. */
export const givenBy = (
  tasks: readonly { grants: readonly { grantId: string; effect: string }[] }[],
): string[] =>
  tasks.flatMap((task) => task.grants.filter(({ effect }) => effect === "add").map(({ grantId }) => grantId));

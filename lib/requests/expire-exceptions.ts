import { z } from "zod";
import { command } from "@/lib/command";
import { Prisma } from "@/lib/db";
import { type ConflictsBy, readConflicts } from "@/lib/preconditions/read-conflicts";
import { readStanding, standingKey } from "@/lib/preconditions/read-standing";
import { partsOf } from "@/lib/preconditions/rules/conflicts";
import {
  exceptionFor,
  NOTHING_SPECIAL,
  refusedOf,
  type Standing,
  unmet,
} from "@/lib/preconditions/rules/unmet";
import { exceptFromInWords } from "@/lib/preconditions/rules/words";
import { endGrants } from "@/lib/register/end-grants";
import { WANTED_STATES } from "@/lib/register/rules/grant-life";
import type { Capability, MfaState, Precondition } from "@/prisma/generated/enums";

/** So many at once: a transaction stays short. */
const BATCH = 200;

type Over = {
  id: string;
  precondition: Precondition;
  conflictId: string | null;
  what: string;
  personId: string;
  personName: string;
  clientId: string;
  clientName: string;
};

type Pair = { firstDuty: Capability | null; secondDuty: Capability | null };

type Dependent = {
  exceptionId: string;
  grantId: string;
  personId: string;
  clientId: string;
  requesterId: string;
  agreementRef: string | null;
  dpaRef: string | null;
  compliantDeviceRequired: boolean;
  mfa: MfaState | null;
};

/**
 * Settles the exceptions that are over, by their end or before it: what was approved because of one, where the
 * precondition is still not met and no other exception lets it through, is taken back. What has been mended meanwhile
 * stays. Each exception once; what another transaction holds just now waits for the next run.
 */
export const expireExceptions = command({
  name: "requests.expire-exceptions",
  permission: "exceptions.expire",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  async target(tx) {
    const over = await tx.$queryRaw<(Omit<Over, "what"> & Pair)[]>`
      SELECT e.id, e.precondition::text, e."conflictId", e."personId", p.name AS "personName", e."clientId",
        c.name AS "clientName", x."firstDuty"::text, x."secondDuty"::text
      FROM "AccessException" e JOIN "Person" p ON p.id = e."personId" JOIN "Client" c ON c.id = e."clientId"
      LEFT JOIN "DutyConflict" x ON x.id = e."conflictId"
      WHERE e."settledAt" IS NULL AND (e."endedAt" IS NOT NULL OR e."endsAt" <= now())
      ORDER BY e.id LIMIT ${BATCH} FOR UPDATE OF e SKIP LOCKED`;
    return over.map(({ firstDuty, secondDuty, ...exception }): Over => {
      const pair = firstDuty && secondDuty ? { firstDuty, secondDuty } : null;
      return { ...exception, what: exceptFromInWords(exception.precondition, pair) };
    });
  },
  allow: () => true,
  async change({ tx, actor, target: over, now }) {
    if (over.length === 0) return { result: { exceptions: 0, ended: 0 }, audit: [] };
    const grants = await tx.$queryRaw<Dependent[]>`
      SELECT u."exceptionId", g.id AS "grantId", i."personId", q."clientId", i."requesterId", e."agreementRef",
        e."dpaRef", coalesce(e."compliantDeviceRequired", false) AS "compliantDeviceRequired", d.mfa::text
      FROM "AccessExceptionUse" u JOIN "RequestItem" i ON i.id = u."itemId"
      JOIN "AccessRequest" q ON q.id = i."requestId"
      JOIN "Grant" g ON g.cause = 'request' AND g."causeId" = i.id
        AND g.state = ANY(${[...WANTED_STATES]}::"GrantState"[])
      LEFT JOIN "Engagement" e ON e.id = g."engagementId" LEFT JOIN "Identity" d ON d.id = g."identityId"
      WHERE u."exceptionId" = ANY(${over.map((each) => each.id)}::uuid[])
      ORDER BY g.id`;
    const standing = await readStanding(tx, grants);
    const conflicts = await readConflicts(tx, [...new Set(grants.map((grant) => grant.personId))]);
    let ended = 0;
    for (const exception of over) {
      const alone = grants.filter((grant) => {
        const here = standing.get(standingKey(grant.personId, grant.clientId)) ?? NOTHING_SPECIAL;
        return grant.exceptionId === exception.id && standsOn(exception, grant, here, conflicts);
      });
      if (alone.length === 0) continue;
      await endGrants.within(tx, actor, {
        grantIds: alone.map((grant) => grant.grantId),
        reason: `The exception from “${exception.what}” is over.`,
        cause: "exception",
        causeId: exception.id,
      });
      ended += alone.length;
    }
    await tx.$executeRaw`
      UPDATE "AccessException" SET "settledAt" = ${now} WHERE id IN (${Prisma.join(over.map((each) => Prisma.sql`${each.id}::uuid`))})`;
    return {
      result: { exceptions: over.length, ended },
      audit: over.map((exception) => ({
        objectType: "person",
        objectId: exception.personId,
        objectName: `Exception for ${exception.personName} at ${exception.clientName}`,
        clientId: exception.clientId,
        reason: "The exception is over.",
        after: { exceptFrom: exception.what, over: true },
      })),
    };
  },
});

/** Whether what the exception was from is still so, and nothing else lets this grant through. */
function standsOn(exception: Over, grant: Dependent, here: Standing, conflicts: ConflictsBy): boolean {
  if (exception.precondition === "conflicting_duties")
    return refusedOf(conflicts.get(grant.personId) ?? [], here.exceptions, grant.requesterId).some(
      (each) =>
        each.pair.id === exception.conflictId && partsOf(each).some((duty) => duty.grantId === grant.grantId),
    );
  const identity = grant.mfa ? { mfa: grant.mfa } : null;
  const { crossings, device } = here;
  return (
    unmet({ engagement: grant, identity, crossings, device }).includes(exception.precondition) &&
    !exceptionFor(exception.precondition, here.exceptions, grant.requesterId)
  );
}

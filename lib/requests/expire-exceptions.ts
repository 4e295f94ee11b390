import { z } from "zod";
import { command } from "@/lib/command";
import { Prisma } from "@/lib/db";
import { readStanding, standingKey } from "@/lib/preconditions/read-standing";
import { exceptionFor, NOTHING_SPECIAL, unmet } from "@/lib/preconditions/rules/unmet";
import { preconditionWords } from "@/lib/preconditions/rules/words";
import { endGrants } from "@/lib/register/end-grants";
import { WANTED_STATES } from "@/lib/register/rules/grant-life";
import type { MfaState, Precondition } from "@/prisma/generated/enums";

/** So many at once: a transaction stays short. */
const BATCH = 200;

type Over = {
  id: string;
  precondition: Precondition;
  personId: string;
  personName: string;
  clientId: string;
  clientName: string;
};

type Standing = {
  exceptionId: string;
  grantId: string;
  personId: string;
  clientId: string;
  requesterId: string;
  agreementRef: string | null;
  dpaRef: string | null;
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
  target: (tx) => tx.$queryRaw<Over[]>`
    SELECT e.id, e.precondition::text, e."personId", p.name AS "personName", e."clientId", c.name AS "clientName"
    FROM "AccessException" e JOIN "Person" p ON p.id = e."personId" JOIN "Client" c ON c.id = e."clientId"
    WHERE e."settledAt" IS NULL AND (e."endedAt" IS NOT NULL OR e."endsAt" <= now())
    ORDER BY e.id LIMIT ${BATCH} FOR UPDATE OF e SKIP LOCKED`,
  allow: () => true,
  async change({ tx, actor, target: over, now }) {
    if (over.length === 0) return { result: { exceptions: 0, ended: 0 }, audit: [] };
    const grants = await tx.$queryRaw<Standing[]>`
      SELECT u."exceptionId", g.id AS "grantId", i."personId", q."clientId", i."requesterId", e."agreementRef",
        e."dpaRef", d.mfa::text
      FROM "AccessExceptionUse" u JOIN "RequestItem" i ON i.id = u."itemId"
      JOIN "AccessRequest" q ON q.id = i."requestId"
      JOIN "Grant" g ON g.cause = 'request' AND g."causeId" = i.id
        AND g.state = ANY(${[...WANTED_STATES]}::"GrantState"[])
      LEFT JOIN "Engagement" e ON e.id = g."engagementId" LEFT JOIN "Identity" d ON d.id = g."identityId"
      WHERE u."exceptionId" = ANY(${over.map((each) => each.id)}::uuid[])
      ORDER BY g.id`;
    const standing = await readStanding(tx, grants);
    let ended = 0;
    for (const exception of over) {
      const alone = grants.filter((grant) => {
        const here = standing.get(standingKey(grant.personId, grant.clientId)) ?? NOTHING_SPECIAL;
        const identity = grant.mfa ? { mfa: grant.mfa } : null;
        return (
          grant.exceptionId === exception.id &&
          unmet({ engagement: grant, identity, crossings: here.crossings }).includes(
            exception.precondition,
          ) &&
          !exceptionFor(exception.precondition, here.exceptions, grant.requesterId)
        );
      });
      if (alone.length === 0) continue;
      await endGrants.within(tx, actor, {
        grantIds: alone.map((grant) => grant.grantId),
        reason: `The exception from “${preconditionWords[exception.precondition]}” is over.`,
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
        after: { exceptFrom: preconditionWords[exception.precondition], over: true },
      })),
    };
  },
});

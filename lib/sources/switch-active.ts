import type { Actor } from "@/lib/auth/actor";
import { endSessionsOf } from "@/lib/auth/end-sessions";
import type { Tx } from "@/lib/db";
import { returnLeaver } from "@/lib/lifecycle/return-leaver";
import type { Calling } from "@/lib/sources/meet-source";
import { reportDepartures } from "@/lib/sources/report-departures";
import { ScimError } from "@/lib/sources/scim/error";
import { takeBackReports } from "@/lib/sources/take-back-reports";

/** What became of a person, as the audit event of the call says it. */
export type Switched =
  | "departure started"
  | "departure held"
  | "departure under way"
  | "had left"
  | "came back"
  | "stays";

/**
 * The HR system says that somebody works here no more: their departure starts, and in the same transaction every way
 * in of theirs ends (SEC-08, SEC-112). Held by the blast guard, nothing begins before a person has released it. The
 * same word again changes nothing. Raises 409 for the only owner.
 */
export async function deactivate(
  tx: Tx,
  actor: Actor,
  source: Calling,
  personId: string,
  now: Date,
): Promise<Switched> {
  const person = await tx.person.findUniqueOrThrow({ where: { id: personId } });
  if (person.endedAt) return "had left";
  await refuseOnlyOwner(tx, person);
  const over = person.endsOn !== null && person.endsOn <= now;
  const { held, already } = await reportDepartures.within(tx, actor, {
    sourceId: source.id,
    departures: [
      {
        personId,
        kind: over ? "leaves" : "terminated_now",
        lastMoment: now,
        note: "It says by SCIM that they are no longer active.",
      },
    ],
  });
  if (held.length > 0) return "departure held";
  if (already.length === 0) return "departure started";
  // A departure that was to end later: the way in ends now all the same.
  await tx.$executeRaw`
    UPDATE "Person" SET "accessEndsAt" = ${now}::timestamptz, "updatedAt" = ${now}::timestamptz
    WHERE id = ${personId}::uuid AND ("accessEndsAt" IS NULL OR "accessEndsAt" > ${now}::timestamptz)`;
  await endSessionsOf(tx, { personIds: [personId] }, "departure");
  return "departure under way";
}

/** The HR system says that somebody works here again: it gives back the person, never the access (SEC-112). */
export async function reactivate(tx: Tx, actor: Actor, source: Calling, personId: string): Promise<Switched> {
  await takeBackReports.within(tx, actor, { sourceId: source.id, personIds: [personId] });
  const reason = `${source.name} says by SCIM that they are active again.`;
  const { returned } = await returnLeaver.within(tx, actor, { personId, reason });
  return returned ? "came back" : "stays";
}

async function refuseOnlyOwner(tx: Tx, person: { id: string; name: string }): Promise<void> {
  const [owners] = await tx.$queryRaw<{ theirs: boolean; others: boolean }[]>`
    SELECT coalesce(bool_or(a."personId" = ${person.id}::uuid), false) AS theirs,
      coalesce(bool_or(a."personId" <> ${person.id}::uuid AND p."accessEndsAt" IS NULL), false) AS others
    FROM "Account" a JOIN "Person" p ON p.id = a."personId"
    WHERE 'owner' = ANY(a.roles) AND a."disabledAt" IS NULL AND p."endedAt" IS NULL`;
  if (owners?.theirs && !owners.others)
    throw new ScimError(409, `${person.name} is the only owner of Keyholder, and cannot be deactivated.`);
}

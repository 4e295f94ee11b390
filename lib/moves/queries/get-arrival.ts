import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { readRunningEngagements } from "@/lib/clients/read-running-engagements";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { type ShownLine, showLines } from "@/lib/moves/queries/show-lines";
import type { LiveSeat } from "@/lib/moves/read-seats";
import { readUnasked } from "@/lib/moves/read-unasked";
import type { DeviceState } from "@/lib/people/device-rules";
import { readDeviceStates } from "@/lib/people/read-device-states";
import { canAskForSeat } from "@/lib/requests/can-ask-for-seat";

/** How somebody's way into Keyholder stands. */
export type Invited = "not_invited" | "waits" | "ran_out" | "signs_in";

/** Somebody who joins: what stands between them and their first access, and what their kits propose. */
export type Arrival = {
  person: { id: string; name: string; title: string | null; startsOn: Date | null };
  /** Their first day has come, or none is known. */
  begun: boolean;
  invited: Invited;
  device: DeviceState;
  /** The engagements of theirs that ask for a compliant device. */
  deviceFor: string[];
  seats: LiveSeat[];
  /** What their kits need and nobody has asked for. */
  lines: ShownLine<{ grantId: null; kitLineId: string; toRoleIds: [] }>[];
  /** What waits for a decision already, in accounts. */
  waiting: number;
  /** Engagements that run, as a choice. */
  engagements: { id: string; name: string }[];
  /** True, or why the actor cannot ask for it. */
  asks: true | string;
  can: { seat: boolean; invite: boolean };
};

/** How somebody's joining stands. Null: no such person, or they have left. A constant number of statements. */
export async function getArrival(actor: Actor, personId: string): Promise<Arrival | null> {
  requirePermission(actor, "people.read");
  if (!isId(personId)) return null;
  const person = await db.person.findFirst({
    where: { id: personId, endedAt: null },
    select: { id: true, name: true, title: true, startsOn: true, accessEndsAt: true, endedAt: true },
  });
  if (!person) return null;
  const [unasked, devices, [state], engagements] = await Promise.all([
    readUnasked(db, personId),
    readDeviceStates(db, [personId]),
    readState(personId),
    readRunningEngagements(db),
  ]);
  if (!state) return null;
  const lines = unasked.lines.map((line) => ({
    ...{ grantId: null, kitLineId: line.kitLineId, toRoleIds: [] as [] },
    ...{ verdict: line.verdict, because: line.because },
  }));
  const { accessEndsAt, endedAt, ...shown } = person;
  return {
    person: shown,
    begun: state.begun,
    invited: state.invited,
    device: devices.get(personId) ?? "unknown",
    deviceFor: state.deviceFor,
    seats: unasked.seats,
    lines: await showLines(db, lines),
    waiting: unasked.waiting,
    engagements,
    asks: canAskForSeat(actor, { ...shown, accessEndsAt, endedAt }, state.now),
    can: { seat: may(actor, "clients.write"), invite: may(actor, "members.invite") },
  };
}

const readState = (personId: string) =>
  db.$queryRaw<{ begun: boolean; invited: Invited; deviceFor: string[]; now: Date }[]>`
    SELECT coalesce(p."startsOn" <= now(), true) AS begun, now(),
      CASE WHEN EXISTS (SELECT 1 FROM "Account" a WHERE a."personId" = p.id AND a."disabledAt" IS NULL) THEN 'signs_in'
        WHEN l."expiresAt" > now() THEN 'waits' WHEN l.id IS NOT NULL THEN 'ran_out' ELSE 'not_invited' END AS invited,
      coalesce((SELECT array_agg(DISTINCT c.name || ': ' || e.name) FROM "Membership" m
        JOIN "Engagement" e ON e.id = m."engagementId" AND e."compliantDeviceRequired" AND e."endedAt" IS NULL
        JOIN "Client" c ON c.id = e."clientId"
        WHERE m."personId" = p.id AND m."endedAt" IS NULL), '{}') AS "deviceFor"
    FROM "Person" p LEFT JOIN LATERAL (
      SELECT id, "expiresAt" FROM "OneTimeLink" WHERE "personId" = p.id AND kind = 'invite'
        AND "consumedAt" IS NULL AND "withdrawnAt" IS NULL ORDER BY "createdAt" DESC LIMIT 1
    ) l ON true
    WHERE p.id = ${personId}::uuid`;

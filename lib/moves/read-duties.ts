import type { Reader } from "@/lib/db";
import type { ToldDelegation } from "@/lib/delegations/rules/notices";
import { readStake } from "@/lib/lifecycle/read-stake";
import type { Stake, StakeTask } from "@/lib/lifecycle/stake";
import type { LiveSeat } from "@/lib/moves/read-seats";

/** A client whom somebody does not work for any more. */
export type LeftClient = { id: string; name: string };

/**
 * A delegation that runs or is arranged, with whom: it is about deciding, so it has no client. Whoever gave it has chosen
 * whom they trust with it, so no move gives it to another: both are told, and it goes on until one of them ends it.
 */
export type RunningDelegation = ToldDelegation & { with: string; decides: boolean };

/** What somebody looks after at the clients whom they leave. */
export type Duties = {
  left: LeftClient[];
  /** As a departure's, of these clients alone. */
  stake: Stake;
  /** Undone work there that is theirs. */
  tasks: StakeTask[];
  delegations: RunningDelegation[];
};

/**
 * What a person looks after at the clients whom they leave: those with a seat that ends now, or has ended since their
 * role changed outside of a move, and none that stays. A robot or a shared login counts when it opens accounts of
 * these clients and of no others. A constant number of statements. Asks no permission.
 */
export async function readDuties(
  reader: Reader,
  personId: string,
  seats: readonly LiveSeat[],
  change: { ends: readonly string[]; begins: readonly { engagementId: string }[] },
): Promise<Duties> {
  const stay = seats.filter((seat) => !change.ends.includes(seat.membershipId));
  const left = await reader.$queryRaw<LeftClient[]>`
    SELECT DISTINCT c.id, c.name FROM "Membership" m JOIN "Person" p ON p.id = m."personId"
    JOIN "Engagement" e ON e.id = m."engagementId" JOIN "Client" c ON c.id = e."clientId"
    WHERE m."personId" = ${personId}::uuid
      AND (m.id = ANY(${[...change.ends]}::uuid[]) OR m."endedAt" >= p."roleChangedAt" - interval '1 second')
      AND c.id <> ALL(${stay.map((seat) => seat.clientId)}::uuid[])
      AND c.id NOT IN (SELECT b."clientId" FROM "Engagement" b
        WHERE b.id = ANY(${change.begins.map((seat) => seat.engagementId)}::uuid[]))
    ORDER BY c.name`;
  const whole = await readStake(reader, personId);
  const ids = left.map((client) => client.id);
  const isLeft = (names: readonly string[]) =>
    names.length > 0 && names.every((name) => left.some((client) => client.name === name));
  const tasks = await reader.$queryRaw<StakeTask[]>`
    SELECT t.id, t.number, t.title FROM "Task" t LEFT JOIN "Asset" a ON a.id = t."assetId"
    WHERE t."assigneeId" = ${personId}::uuid AND t.state IN ('open', 'invited', 'waiting_for_platform')
      AND coalesce(t."clientId", a."clientId") = ANY(${ids}::uuid[])
    ORDER BY t.number`;
  const delegations = await reader.$queryRaw<RunningDelegation[]>`
    SELECT d.id, d."delegatorId", r.name AS "delegatorName", d."delegateId", e.name AS "delegateName", d."startsAt",
      d."endsAt", d."delegateId" = ${personId}::uuid AS decides,
      CASE WHEN d."delegateId" = ${personId}::uuid THEN r.name ELSE e.name END AS "with"
    FROM "Delegation" d JOIN "Person" r ON r.id = d."delegatorId" JOIN "Person" e ON e.id = d."delegateId"
    WHERE ${personId}::uuid IN (d."delegatorId", d."delegateId") AND d."endedAt" IS NULL AND d."endsAt" > now()
    ORDER BY d."endsAt", d.id`;
  return {
    left,
    tasks,
    delegations,
    stake: {
      ...whole,
      keys: [],
      requests: [],
      tasks: [],
      administrations: [],
      robots: whole.robots.filter((robot) => isLeft(robot.clientNames)),
      logins: whole.logins.filter((login) => isLeft(login.clientNames)),
      custodies: whole.custodies.filter((each) => each.clientId !== null && ids.includes(each.clientId)),
    },
  };
}

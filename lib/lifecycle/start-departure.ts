import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/event";
import { may } from "@/lib/auth/actor";
import { endSessionsOf } from "@/lib/auth/end-sessions";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";
import { id, optional, paragraph } from "@/lib/input";
import { handOnPlans } from "@/lib/lifecycle/hand-on-plans";
import { handOnTasks } from "@/lib/lifecycle/hand-on-tasks";
import { handOverDuties } from "@/lib/lifecycle/hand-over-duties";
import { issueCertificate } from "@/lib/lifecycle/issue-certificate";
import { readHeir, readManager } from "@/lib/lifecycle/read-heir";
import { readStake } from "@/lib/lifecycle/read-stake";
import { readUrgentTasks } from "@/lib/lifecycle/read-urgent-tasks";
import { readWatchers } from "@/lib/lifecycle/read-watchers";
import { accessEndOf } from "@/lib/lifecycle/rules/absence";
import { departureDue, lookDue } from "@/lib/lifecycle/rules/due-times";
import { DEPARTURE_KINDS, isAtOnce, reasonOf } from "@/lib/lifecycle/rules/kinds";
import { lastDayOf, lastMomentOf } from "@/lib/lifecycle/rules/last-moment";
import { canStart } from "@/lib/lifecycle/rules/may";
import { planDuties } from "@/lib/lifecycle/rules/plan-duties";
import { startNotices } from "@/lib/lifecycle/rules/urgent-notices";
import { notify } from "@/lib/notify";
import { lockPerson } from "@/lib/people/lock";
import { endGrants } from "@/lib/register/end-grants";
import { when } from "@/lib/register/input";
import { insertTasks } from "@/lib/register/insert-tasks";
import { planLooks } from "@/lib/register/rules/plan-looks";
import { cancelItemsOf } from "@/lib/requests/cancel-items-of";

/** What was made, in numbers. */
export type Started = {
  departureId: string;
  number: number;
  /** Grants that are now being taken back, and those that were never begun. */
  taken: number;
  notGranted: number;
  requestsCancelled: number;
  tasksHandedOn: number;
};

/**
 * Starts a departure: the whole checklist in one transaction and a constant number of
 * statements. Ends every grant of the person with due times by risk; makes the tasks for successors, shared logins,
 * robots, custody and requests, and the looks at what was never in the register; cancels what waits for them; hands their tasks on; ends their sessions. They can
 * sign in again until the last moment, and then no more. Whoever is named takes over robots, custodies, requests and
 * tasks at once. Terminating somebody now asks for a fresh proof and tells
 * everybody who has work of it at once. Who has
 * never started, and for whom nothing was begun, is done with at once.
 *
 * Raises forbidden for one's own departure; conflict when one is under way, when the person has left, or is the
 * only owner; invalid_input for a last moment that cannot be right.
 */
export const startDeparture = command({
  name: "lifecycle.start-departure",
  permission: "departures.start",
  timeoutMs: 60_000,
  input: z.strictObject({
    personId: id(),
    kind: z.enum(DEPARTURE_KINDS, "Say how it ends."),
    /** May be left out for what waits for no later hour: then it is now. */
    lastMoment: when().optional(),
    /** Who takes over at once; absent: the manager has the work, and says later who does. */
    heirId: optional(id()),
    note: optional(paragraph()),
  }),
  target: (tx, input) => lockPerson(tx, input.personId),
  allow: ({ actor, target }) => canStart(actor, target.id),
  also: ({ input }) => (input.kind === "terminated_now" ? "departures.terminate" : null),
  confirming: ({ input, target }) =>
    input.kind === "terminated_now"
      ? `terminate ${target.name} now`
      : `start the departure of ${target.name}`,
  async change({ tx, actor, input, target: person, now }) {
    const lastMoment = lastMomentOf({ ...person, ...input }, now);
    if (typeof lastMoment === "string") throw invalidInput(lastMoment, { lastMoment: [lastMoment] });
    await refuseImpossible(tx, person);

    const byId = actor.personId;
    const named = input.heirId ? await readHeir(tx, input.heirId, person.id) : null;
    const departure = await tx.departure.create({
      data: {
        personId: person.id,
        kind: input.kind,
        lastMoment,
        note: input.note,
        startedAt: now,
        startedById: byId,
        heirId: named?.id ?? null,
      },
    });
    const stake = await readStake(tx, person.id);
    const heirId = named?.id ?? (await readManager(tx, person.id));
    const due = departureDue(input.kind, lastMoment, now);
    const about = { cause: "departure", causeId: departure.id } as const;
    const emergency = isAtOnce(input.kind) || lastMoment <= now;
    const reason = reasonOf(input.kind, { name: person.name, number: departure.number });

    const grantIds = stake.keys.map((key) => key.grantId);
    const ended =
      grantIds.length > 0
        ? await endGrants.within(tx, actor, { grantIds, reason, ...about, dueByRisk: due, emergency })
        : null;
    const duties = await insertTasks(
      tx,
      [
        ...planDuties({ id: person.id, name: person.name, heirId }, stake),
        ...planLooks(person, stake.looks, lookDue(due)),
      ],
      { now, byId, ...about, due },
    );
    const handedOn = await handOnTasks(tx, { personId: person.id, heirId, now, byId });
    const plans = await handOnPlans(tx, { personId: person.id, heirId, now, byId });
    if (named && duties.made.some(({ kind }) => kind.startsWith("hand_over")))
      await handOverDuties.within(tx, actor, { departureId: departure.id, heirId: named.id });
    // An absence that was yet to come does not come any more: the departure takes everything back.
    await tx.absence.updateMany({
      where: { personId: person.id, endedAt: null, begunAt: null },
      data: { endedAt: now, endedById: byId, outcome: "called_off" },
    });
    const { cancelled } = await cancelItemsOf.within(tx, actor, { personIds: [person.id], reason });
    // Whoever is away stays signed out, whatever day they leave on.
    const accessEndsAt = accessEndOf(lastMoment, person.awaySince);
    await tx.person.update({
      where: { id: person.id },
      data: {
        accessEndsAt,
        // Of a contract the register has one end, not two.
        ...(input.kind === "contract_ends" && person.endsOn ? { endsOn: lastDayOf(lastMoment) } : {}),
        updatedAt: now,
        updatedById: byId,
      },
    });
    const sessions = await endSessionsOf(tx, { personIds: [person.id] }, "departure");

    const nothing = duties.made.length === 0 && grantIds.length === (ended?.notGranted.length ?? 0);
    if (input.kind === "never_started" && nothing && may(actor, "people.write"))
      await issueCertificate.within(tx, actor, { departureId: departure.id });

    const result: Started = {
      departureId: departure.id,
      number: departure.number,
      taken: (ended?.ended.length ?? 0) + (ended?.recaused.length ?? 0),
      notGranted: ended?.notGranted.length ?? 0,
      requestsCancelled: cancelled.length,
      tasksHandedOn: handedOn.moved,
    };
    const audit: AuditEntry[] = [
      {
        objectType: "departure",
        objectId: departure.id,
        objectName: `D-${departure.number}: ${person.name}`,
        after: {
          kind: input.kind,
          lastMoment: lastMoment.toISOString(),
          ...(named ? { takesOver: named.name } : {}),
          grants: grantIds.length,
          sessionsEnded: sessions,
        },
        reason: input.note,
      },
      {
        objectType: "person",
        objectId: person.id,
        objectName: person.name,
        before: { accessEndsAt: person.accessEndsAt?.toISOString() ?? null },
        after: { accessEndsAt: accessEndsAt?.toISOString() ?? null },
        reason,
      },
      ...duties.audit,
      ...handedOn.audit,
      ...plans,
    ];
    const jobs =
      input.kind === "terminated_now"
        ? await notify(tx, startNotices(await readUrgentTasks(tx, departure.id), await readWatchers(tx)))
        : [];
    return { result, audit, jobs };
  },
});

async function refuseImpossible(
  tx: Tx,
  person: { id: string; name: string; endedAt: Date | null },
): Promise<void> {
  if (person.endedAt) throw conflict(`${person.name} has left already, so there is nothing to start.`);
  const [under] = await tx.$queryRaw<{ number: number }[]>`
    SELECT number FROM "Departure"
    WHERE "personId" = ${person.id}::uuid AND "cancelledAt" IS NULL AND "certifiedAt" IS NULL`;
  if (under)
    throw conflict(
      `A departure of ${person.name} is already under way (D-${under.number}). Go on with that one, or cancel it first.`,
    );
  const [owners] = await tx.$queryRaw<{ theirs: boolean; others: boolean }[]>`
    SELECT coalesce(bool_or(a."personId" = ${person.id}::uuid), false) AS theirs,
      coalesce(bool_or(a."personId" <> ${person.id}::uuid AND p."accessEndsAt" IS NULL), false) AS others
    FROM "Account" a JOIN "Person" p ON p.id = a."personId"
    WHERE 'owner' = ANY(a.roles) AND a."disabledAt" IS NULL AND p."endedAt" IS NULL`;
  if (owners?.theirs && !owners.others)
    throw conflict(
      `${person.name} is the only owner of Keyholder. Make somebody else an owner first, or nobody could run it.`,
    );
}

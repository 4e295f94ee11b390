import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/event";
import { endSessionsOf } from "@/lib/auth/end-sessions";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";
import { checkbox, id, optional, paragraph } from "@/lib/input";
import { refuseClosed } from "@/lib/lifecycle/cancel-departure";
import { lockDeparture } from "@/lib/lifecycle/departure-row";
import { readUrgentTasks } from "@/lib/lifecycle/read-urgent-tasks";
import { readWatchers } from "@/lib/lifecycle/read-watchers";
import { accessEndOf } from "@/lib/lifecycle/rules/absence";
import { lookDue } from "@/lib/lifecycle/rules/due-times";
import { lastDayOf, lastMomentOf } from "@/lib/lifecycle/rules/last-moment";
import { canMove } from "@/lib/lifecycle/rules/may";
import { movedDue } from "@/lib/lifecycle/rules/new-due";
import { startNotices } from "@/lib/lifecycle/rules/urgent-notices";
import { notify } from "@/lib/notify";
import { lockPerson } from "@/lib/people/lock";
import { end } from "@/lib/register/input";
import { goAhead } from "@/lib/register/plan-successors";

/**
 * Moves the last moment of a departure under way, or turns it into a termination now: until when the person can sign
 * in, and by when its undone tasks are due, move with it; what is done stays as it is. In a hurry nothing is due later
 * than it was. A contract's end in the register moves too. Three statements, however many tasks.
 *
 * Raises forbidden for one's own; invalid_input for a moment that cannot be right; conflict when it is over, or
 * nothing would change.
 */
export const changeLastMoment = command({
  name: "lifecycle.change-last-moment",
  permission: "departures.start",
  timeoutMs: 60_000,
  input: z.strictObject({
    departureId: id(),
    /** May be left out for a termination: then it is now. */
    lastMoment: optional(end()),
    /** It has become a termination now. */
    terminateNow: checkbox(),
    note: optional(paragraph(500)),
  }),
  async target(tx, input) {
    const departure = await lockDeparture(tx, input.departureId);
    const person = departure && (await lockPerson(tx, departure.personId));
    return departure && person ? { departure, person } : null;
  },
  allow: ({ actor, target }) => canMove(actor, target.departure),
  also: ({ input }) => (input.terminateNow ? "departures.terminate" : null),
  confirming: ({ target }) => `terminate ${target.person.name} now`,
  async change({ tx, actor, input, target: { departure, person }, now }) {
    refuseClosed(departure);
    const kind = input.terminateNow ? "terminated_now" : departure.kind;
    const given = input.lastMoment ?? (input.terminateNow ? now : undefined);
    const lastMoment = lastMomentOf({ ...person, kind, lastMoment: given }, now);
    if (typeof lastMoment === "string") throw invalidInput(lastMoment, { lastMoment: [lastMoment] });
    if (kind === departure.kind && lastMoment.getTime() === departure.lastMoment.getTime())
      throw conflict(`This is already the last moment of ${person.name}. Nothing was changed.`);
    const byId = actor.personId;
    const contractEnd = kind === "contract_ends" && person.endsOn ? lastDayOf(lastMoment) : null;
    await tx.departure.update({ where: { id: departure.id }, data: { kind, lastMoment } });
    await tx.person.update({
      where: { id: person.id },
      data: {
        accessEndsAt: accessEndOf(lastMoment, person.awaySince),
        ...(contractEnd ? { endsOn: contractEnd } : {}),
        updatedAt: now,
        updatedById: byId,
      },
    });
    const moved = await moveTasks(tx, departure.id, {
      ...movedDue({ kind, before: departure.lastMoment, after: lastMoment }, now),
      now,
      byId,
    });
    if (kind === "terminated_now")
      await goAhead(
        tx,
        moved.map((task) => task.id),
      );
    const jobs =
      kind === "terminated_now" && kind !== departure.kind
        ? await notify(tx, startNotices(await readUrgentTasks(tx, departure.id), await readWatchers(tx)))
        : [];
    const ends = lastMoment <= now || kind === "terminated_now";
    const sessions = ends ? await endSessionsOf(tx, { personIds: [person.id] }, "departure") : 0;
    const audit: AuditEntry[] = [
      {
        objectType: "departure",
        objectId: departure.id,
        objectName: `D-${departure.number}: ${person.name}`,
        before: { kind: departure.kind, lastMoment: departure.lastMoment.toISOString() },
        after: { kind, lastMoment: lastMoment.toISOString(), sessionsEnded: sessions },
        reason: input.note,
      },
      {
        objectType: "person",
        objectId: person.id,
        objectName: person.name,
        before: { accessEndsAt: person.accessEndsAt?.toISOString() ?? null },
        after: {
          accessEndsAt: lastMoment.toISOString(),
          ...(contractEnd ? { endsOn: contractEnd.toISOString().slice(0, 10) } : {}),
        },
        reason: input.note,
      },
      ...moved.map((task) => ({
        objectType: "task",
        objectId: task.id,
        objectName: `${task.number}: ${task.title}`,
        clientId: task.clientId,
        before: { dueAt: task.was.toISOString() },
        after: { dueAt: task.dueAt.toISOString() },
      })),
    ];
    return {
      result: { departureId: departure.id, lastMoment: lastMoment.toISOString(), moved: moved.length },
      audit,
      jobs,
    };
  },
});

type Moved = { id: string; number: number; title: string; clientId: string | null; was: Date; dueAt: Date };

function moveTasks(
  tx: Tx,
  departureId: string,
  {
    due,
    followsFrom,
    neverLater,
    now,
    byId,
  }: ReturnType<typeof movedDue> & { now: Date; byId: string | null },
): Promise<Moved[]> {
  return tx.$queryRaw<Moved[]>`
    WITH due AS (
      SELECT t.id, t."dueAt" AS was, (CASE WHEN t."platformId" IS NULL THEN ${JSON.stringify(due)}::jsonb
        ELSE ${JSON.stringify(lookDue(due))}::jsonb END ->> t.risk::text)::timestamptz AS at
      FROM "Task" t
      WHERE t.cause = 'departure' AND t."causeId" = ${departureId}::uuid
        AND t.state IN ('open', 'invited', 'waiting_for_platform')
      FOR UPDATE
    )
    UPDATE "Task" t SET "dueAt" = due.at, "updatedAt" = ${now}::timestamptz, "updatedById" = ${byId}::uuid
    FROM due WHERE due.id = t.id AND due.at <> due.was
      AND (due.at < due.was OR NOT ${neverLater} AND due.was >= ${followsFrom}::timestamptz)
    RETURNING t.id, t.number, t.title, t."clientId", due.was, t."dueAt"`;
}

import { departureDue, lookDue } from "@/lib/lifecycle/rules/due-times";
import { lastDayOf } from "@/lib/lifecycle/rules/last-moment";
import { planDuties } from "@/lib/lifecycle/rules/plan-duties";
import { planLooks } from "@/lib/register/rules/plan-looks";
import type { DepartureKind } from "@/prisma/generated/enums";
import { notThere } from "./looks";
import { dayOf, daysBefore, hoursAfter, hoursBefore } from "./moments";
import { finish, takeBack, waitForPlatform } from "./removals";
import { type Draft, named, type TaskRow } from "./rows";
import { stakeOf } from "./stake";
import { addTask, isAdministering, type Work } from "./work";

type Leaving = { name: string; kind: DepartureKind; startedAt: Date; lastMoment: Date; note: string | null };

/** One terminated now and overdue, one by the last day, one nearly finished, one that only lacks its certificate. */
export function makeDepartures(draft: Draft): void {
  finished(draft);
  nearlyFinished(draft);
  byLastDay(draft);
  terminated(draft);
}

/**
 * Three hours ago, without notice: administrator roles were due after one hour, and the worst is still there. Somebody
 * has looked at two platforms already.
 */
function terminated(draft: Draft): void {
  const { now, random, rows } = draft;
  const startedAt = hoursBefore(now, 3 + 10 / 60);
  const { works, looks } = start(draft, {
    name: "Tariq Haddad",
    kind: "terminated_now",
    startedAt,
    lastMoment: startedAt,
    note: "Terminated without notice.",
  });
  const kite = named(rows.assets, "Kite – Search").id;
  for (const [index, work] of works.entries()) {
    const at = hoursAfter(startedAt, 0.3 + index * 0.08, now);
    if (work.grants.some((grant) => isAdministering(draft, grant))) continue;
    if (work.task.assetId === kite) waitForPlatform(draft, work, { at, waitsUntil: daysBefore(now, -20) });
    else if (index < works.length - 3)
      finish(draft, work, { at, verifiedAt: random.chance(0.75) ? hoursAfter(at, 0.2, now) : null });
  }
  for (const look of looks.slice(0, 2))
    notThere(draft, look, { at: hoursAfter(startedAt, 2.4, now), secondAt: null });
}

function byLastDay(draft: Draft): void {
  const { now } = draft;
  const startedAt = daysBefore(now, 4.2);
  const { works } = start(draft, {
    name: "Mateus Vieira",
    kind: "leaves",
    startedAt,
    lastMoment: evening(now, -10),
    note: "Moves to a studio in Porto. Handing over to Leïla.",
  });
  for (const work of works.slice(-3)) {
    const at = hoursAfter(startedAt, 30, now);
    finish(draft, work, { at, verifiedAt: null });
  }
}

/**
 * Everything is verified but one removal, which Google Ads holds until the client's administrator agrees, and one look,
 * which nobody has had the time for.
 */
function nearlyFinished(draft: Draft): void {
  const { now, rows } = draft;
  const startedAt = daysBefore(now, 15);
  const { works, looks } = start(draft, {
    name: "Nora Petrov",
    kind: "contract_ends",
    startedAt,
    // With the end of the last day of the contract.
    lastMoment: dayOf(daysBefore(now, 2)),
    note: null,
  });
  const kite = named(rows.assets, "Kite – Search").id;
  for (const [index, work] of works.entries()) {
    if (work.task.assetId === kite)
      waitForPlatform(draft, work, { at: daysBefore(now, 14), waitsUntil: daysBefore(now, -6) });
    else {
      const at = hoursAfter(startedAt, 20 + index * 5, now);
      finish(draft, work, { at, verifiedAt: hoursAfter(at, 22, now) });
    }
  }
  lookAfter(draft, looks.slice(1), daysBefore(now, 2.6));
}

/** Every removal is verified and every platform looked at: the certificate can be issued. */
function finished(draft: Draft): void {
  const { now } = draft;
  const startedAt = daysBefore(now, 34);
  const { works, looks } = start(draft, {
    name: "Emma Silva",
    kind: "leaves",
    startedAt,
    lastMoment: evening(now, 20),
    note: null,
  });
  for (const [index, work] of works.entries()) {
    const at = hoursAfter(startedAt, 200 + index * 6, now);
    finish(draft, work, { at, verifiedAt: hoursAfter(at, 26, now) });
  }
  lookAfter(draft, looks, daysBefore(now, 19.6));
}

/** The end of a working day so many days ago; negative is to come. */
export const evening = (now: Date, days: number): Date =>
  new Date(dayOf(daysBefore(now, days)).getTime() + 17 * 3_600_000);

/** One look after the other, each with a second one where four eyes are asked for. */
function lookAfter(draft: Draft, looks: readonly TaskRow[], from: Date): void {
  for (const [index, look] of looks.entries()) {
    const at = hoursAfter(from, index * 0.3, draft.now);
    notThere(draft, look, { at, secondAt: hoursAfter(at, 6, draft.now) });
  }
}

/** Starts a departure with its whole checklist: keys, shared logins to rotate, robots and custody to hand over, looks. */
export function start(draft: Draft, leaving: Leaving): { works: Work[]; looks: TaskRow[] } {
  const { random, rows } = draft;
  const person = named(rows.people, leaving.name);
  const { startedAt, lastMoment, kind } = leaving;
  const byId = named(rows.people, "Sara Rossi").id;
  const departureId = random.id(startedAt);
  rows.departures.push({
    id: departureId,
    personId: person.id,
    kind,
    lastMoment,
    note: leaving.note,
    startedAt,
    startedById: byId,
  });
  Object.assign(person, { accessEndsAt: lastMoment, updatedAt: startedAt, updatedById: byId });
  if (kind === "contract_ends") person.endsOn = lastDayOf(lastMoment);
  const why = {
    at: startedAt,
    byId,
    cause: "departure" as const,
    causeId: departureId,
    due: departureDue(kind, lastMoment, startedAt),
  };
  const held = rows.grants.filter((row) => row.personId === person.id && row.closedAt === null);
  const works = takeBack(draft, held, {
    ...why,
    reason: `${person.name} leaves (departure D-${rows.departures.length}).`,
  });
  const heirId = person.managerId ?? null;
  const stake = stakeOf(draft, person.id);
  for (const duty of planDuties({ id: person.id, name: person.name, heirId }, stake))
    addTask(draft, duty, why);
  const looks = planLooks(person, stake.looks, lookDue(why.due)).map((look) => addTask(draft, look, why));
  return { works, looks };
}

import { systemActor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { inBatches, type JobAnswer } from "@/lib/jobs";
import { beginAbsence } from "@/lib/lifecycle/begin-absence";
import { changeLastMoment } from "@/lib/lifecycle/change-last-moment";
import { escalateTerminations } from "@/lib/lifecycle/escalate-terminations";
import { openForFound } from "@/lib/lifecycle/open-for-found";
import { remindOfAbsences } from "@/lib/lifecycle/remind-of-absences";
import { remindOfContracts } from "@/lib/lifecycle/remind-of-contracts";
import { contractEnd } from "@/lib/lifecycle/rules/last-moment";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { suspendFound } from "@/lib/lifecycle/suspend-found";
import { takeFound } from "@/lib/lifecycle/take-found";

/**
 * Tells of contracts that end; starts the departure of each that ends within a week, in a transaction of its own, and
 * moves those whose end has been changed. What cannot be started (the only owner) stops none of the others.
 */
export async function followContracts(): Promise<JobAnswer> {
  const clock = systemActor("clock");
  const { toStart, moved } = await remindOfContracts(clock, {});
  const start = await doEach(toStart, ({ personId, endsOn }) =>
    startDeparture(clock, {
      personId,
      kind: "contract_ends",
      lastMoment: contractEnd(new Date(endsOn)),
      note: "Started by the clock: the contract ends.",
    }),
  );
  const follow = await doEach(moved, ({ departureId, endsOn }) =>
    changeLastMoment(clock, {
      departureId,
      lastMoment: contractEnd(new Date(endsOn)),
      note: "The end of the contract has changed.",
    }),
  );
  const [refused] = [...start.refused, ...follow.refused];
  if (start.done + follow.done === 0 && !refused) return undefined;
  const said = `${start.done} departures started, ${follow.done} moved with the contract's end`;
  return { said: refused ? `${said}; not all: ${refused}` : said };
}

/** Begins the absences whose first day has come, each in a transaction of its own, and tells of those who are expected back. */
export async function followAbsences(): Promise<JobAnswer> {
  const clock = systemActor("clock");
  const { toBegin } = await remindOfAbsences(clock, {});
  const { done, refused } = await doEach(toBegin, (absenceId) => beginAbsence(clock, { absenceId }));
  if (toBegin.length === 0) return undefined;
  return { said: `${done} absences begun${refused[0] ? `; not all: ${refused[0]}` : ""}` };
}

/** Tells of terminations that are not done. */
export async function escalateLateTerminations(): Promise<JobAnswer> {
  const { late } = await escalateTerminations(systemActor("clock"), {});
  return late > 0 ? { said: `${late} ${late === 1 ? "task" : "tasks"} of terminations late` } : undefined;
}

/** Does each; what is refused in words is left for the next run. Gives how many were done, and why not. */
async function doEach<Each>(
  all: readonly Each[],
  work: (each: Each) => Promise<unknown>,
): Promise<{ done: number; refused: string[] }> {
  const refused: string[] = [];
  for (const each of all) {
    try {
      await work(each);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push(error.message);
    }
  }
  return { done: all.length - refused.length, refused };
}

/**
 * Takes back what was found of people who leave, have left or are away, until nothing is left; a departure that was
 * certified opens again, and whose stay was ended without one gets one.
 */
export async function findSeen(): Promise<JobAnswer> {
  const clock = systemActor("clock");
  await inBatches(
    () => openForFound(clock, {}),
    (batch) => batch.opened,
  );
  const left = await inBatches(
    () => takeFound(clock, {}),
    (batch) => batch.taken,
  );
  const away = await inBatches(
    () => suspendFound(clock, {}),
    (batch) => batch.taken,
  );
  const taken = left + away;
  return taken > 0
    ? { said: `${taken} ${taken === 1 ? "key" : "keys"} found of people who leave, have left or are away` }
    : undefined;
}

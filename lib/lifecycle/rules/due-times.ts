import { addHours } from "date-fns";
import { type DepartureKind, isAtOnce } from "@/lib/lifecycle/rules/kinds";
import { type DueByRisk, revokeDue } from "@/lib/register/rules/due";

const HOUR = 3_600_000;

/**
 * By when everything has to be taken back. Terminated now: one hour for administrator and billing roles, four hours
 * for the rest, from the start. After a death, for a long illness, and for who has never started: four hours and a
 * day, because nobody watches over these accounts, and nobody misuses them either. Otherwise by the last moment; when
 * that has passed already, as for a termination, because the keys are out longer than they should be.
 */
export function departureDue(kind: DepartureKind, lastMoment: Date, startedAt: Date): DueByRisk {
  if (isAtOnce(kind) && kind !== "terminated_now") return revokeDue(startedAt);
  const hurry = kind === "terminated_now" || lastMoment <= startedAt;
  const first = hurry ? new Date(startedAt.getTime() + HOUR) : lastMoment;
  const rest = hurry ? new Date(startedAt.getTime() + 4 * HOUR) : lastMoment;
  return { administrator: first, billing: first, personal_data: rest, elevated: rest, low: rest };
}

/**
 * By when somebody has looked at what was never in the register: a day after the removals of the same risk, for a look
 * before the last moment would prove nothing of the time after it.
 */
export function lookDue(removals: DueByRisk): DueByRisk {
  return {
    administrator: addHours(removals.administrator, 24),
    billing: addHours(removals.billing, 24),
    personal_data: addHours(removals.personal_data, 24),
    elevated: addHours(removals.elevated, 24),
    low: addHours(removals.low, 24),
  };
}

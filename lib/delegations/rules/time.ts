import { utc } from "@date-fns/utc";
import { addDays, startOfDay } from "date-fns";

/** How long somebody's deciding can be handed on at most, in days. */
export const LONGEST_DELEGATION_DAYS = 60;

/** So far ahead it can be arranged, in days. */
const FURTHEST_START_DAYS = 366;

type Time =
  | { ok: true; startsAt: Date; endsAt: Date }
  | { ok: false; field: "from" | "until"; sentence: string };

/**
 * From when to when a delegation runs: from a day's beginning, or now, until the end of its last day (UTC). At most 60
 * days, counted whole. Pure; gives the sentence for the field that cannot be right.
 */
export function delegationTime(from: Date | null, until: Date, now: Date): Time {
  const today = new Date(startOfDay(now, { in: utc }).getTime());
  const day = from ?? today;
  const endsAt = plusDays(until, 1);
  if (day < today) return no("from", "This day has passed. Choose today or a later day.");
  if (day > plusDays(today, FURTHEST_START_DAYS)) return no("from", "Choose a day within a year.");
  if (until < today) return no("until", "This day has passed. Choose a day in the future.");
  if (until < day) return no("until", "It would end before it begins. Choose a later day.");
  if (endsAt > plusDays(day, LONGEST_DELEGATION_DAYS))
    return no("until", `A delegation lasts ${LONGEST_DELEGATION_DAYS} days at most. Choose an earlier day.`);
  return { ok: true, startsAt: day > now ? day : now, endsAt };
}

const no = (field: "from" | "until", sentence: string): Time => ({ ok: false, field, sentence });

const plusDays = (day: Date, days: number): Date => new Date(addDays(day, days, { in: utc }).getTime());

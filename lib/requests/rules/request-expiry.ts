import { UTCDate } from "@date-fns/utc";
import { addBusinessDays } from "date-fns";

/** For how long access can be asked just in time, in minutes: half an hour to half a day. */
export const JUST_IN_TIME = { min: 30, max: 720 } as const;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long a request waits for its decision, in days: after that nobody remembers what it was for. */
export const REQUEST_DAYS = 14;

/** What is needed for a few hours is needed now: it waits a day for its decision, and a day for being given. */
const SOON_HOURS = 24;

/** When a request closes itself undecided. `lastsMinutes`: just in time, for so long; null: until a day. */
export function requestExpiry(askedAt: Date, lastsMinutes: number | null): Date {
  return new Date(askedAt.getTime() + (lastsMinutes === null ? REQUEST_DAYS * DAY : SOON_HOURS * HOUR));
}

/** The latest moment at which access that was asked for a few hours can end: decided late, given late, used whole. */
export function latestJustInTimeEnd(askedAt: Date, lastsMinutes: number): Date {
  return new Date(askedAt.getTime() + 2 * SOON_HOURS * HOUR + lastsMinutes * 60_000);
}

/** By when a request is decided: the same time a working day on (Monday to Friday, UTC), or in an hour where it is for a few. */
function decisionDue(askedAt: Date, lastsMinutes: number | null): Date {
  if (lastsMinutes !== null) return new Date(askedAt.getTime() + HOUR);
  return new Date(addBusinessDays(new UTCDate(askedAt), 1).getTime());
}

/** Whether a request has waited longer than it should. */
export const isLate = (request: { createdAt: Date; lastsMinutes: number | null }, now: Date): boolean =>
  decisionDue(request.createdAt, request.lastsMinutes) <= now;

import { type DepartureKind, isAtOnce } from "@/lib/lifecycle/rules/kinds";

const DAY = 86_400_000;
/** A last moment is not longer ago than this. */
export const LONGEST_AGO = 90 * DAY;
const LONGEST_AHEAD = 2 * 366 * DAY;

type Asked = {
  name: string;
  startsOn: Date | null;
  endsOn?: Date | null;
  kind: DepartureKind;
  lastMoment?: Date | undefined;
};

/**
 * The last moment of a stay: what was given, or now for a kind that never waits for a later hour. A sentence instead
 * when it cannot be right.
 */
export function lastMomentOf({ name, startsOn, endsOn, kind, lastMoment }: Asked, now: Date): Date | string {
  const given = lastMoment ?? (isAtOnce(kind) ? now : undefined);
  if (!given) return "Choose the last day and time.";
  const at = isAtOnce(kind) && given > now ? now : given;
  if (startsOn && at < startsOn && kind !== "never_started")
    return `${name} started on ${dayText(startsOn)}, so the last day cannot be before that. Check the date.`;
  // The end of a contract stands in the register already, however long ago.
  const isContractEnd = endsOn && kind === "contract_ends" && at.getTime() === contractEnd(endsOn).getTime();
  if (!isContractEnd && now.getTime() - at.getTime() > LONGEST_AGO)
    return `${dayText(at)} is more than 90 days ago. Check the date; if it is right, use today and say so in the note.`;
  if (at.getTime() - now.getTime() > LONGEST_AHEAD)
    return `${dayText(at)} is more than two years away. Check the year.`;
  return at;
}

/** The day on which something ends at this moment: what ends at midnight ends with the day before (UTC). */
export const lastDayOf = (moment: Date): Date =>
  new Date(`${new Date(moment.getTime() - 1).toISOString().slice(0, 10)}T00:00:00Z`);

/** The moment in which a contract is over: the end of its last day (UTC). */
export const contractEnd = (endsOn: Date): Date => new Date(endsOn.getTime() + DAY);

const dayText = (at: Date): string =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(at);

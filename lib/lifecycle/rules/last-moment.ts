import type { DepartureKind } from "@/prisma/generated/enums";

const DAY = 86_400_000;
const LONGEST_AGO = 90 * DAY;
const LONGEST_AHEAD = 2 * 366 * DAY;

type Asked = { name: string; startsOn: Date | null; kind: DepartureKind; lastMoment?: Date | undefined };

/**
 * The last moment of a stay: what was given, or now for a termination, which never waits for a later hour. A
 * sentence instead when it cannot be right.
 */
export function lastMomentOf({ name, startsOn, kind, lastMoment }: Asked, now: Date): Date | string {
  const given = lastMoment ?? (kind === "terminated_now" ? now : undefined);
  if (!given) return "Choose the last day and time.";
  const at = kind === "terminated_now" && given > now ? now : given;
  if (startsOn && at < startsOn)
    return `${name} started on ${dayText(startsOn)}, so the last day cannot be before that. Check the date.`;
  if (now.getTime() - at.getTime() > LONGEST_AGO)
    return `${dayText(at)} is more than 90 days ago. Check the date; if it is right, use today and say so in the note.`;
  if (at.getTime() - now.getTime() > LONGEST_AHEAD)
    return `${dayText(at)} is more than two years away. Check the year.`;
  return at;
}

const dayText = (at: Date): string =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(at);

import { endOfDay } from "@/lib/closings/rules/due-times";

const DAY = 86_400_000;
const LONGEST_AGO = 90 * DAY;
const LONGEST_AHEAD = 2 * 366 * DAY;

/**
 * The last moment of an engagement, or of a client: what was given; else the end of its last day, when that is still
 * to come; else now. A sentence instead when it cannot be right.
 */
export function closingMoment(
  { given, endsOn }: { given?: Date | undefined; endsOn: Date | null },
  now: Date,
): Date | string {
  const planned = endsOn ? endOfDay(endsOn) : null;
  const at = given ?? (planned && planned > now ? planned : now);
  if (now.getTime() - at.getTime() > LONGEST_AGO)
    return "This is more than 90 days ago. Check the date; if it is right, use today and say so in the note.";
  if (at.getTime() - now.getTime() > LONGEST_AHEAD)
    return "This is more than two years away. Check the year.";
  return at;
}

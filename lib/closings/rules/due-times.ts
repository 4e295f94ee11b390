import { type DueByRisk, dueAll, revokeDue } from "@/lib/register/rules/due";

const DAY = 86_400_000;

/**
 * By when an engagement's keys have to be gone: by its last moment; where that has passed, as soon as any access that
 * is taken back.
 */
export function closingDue(lastMoment: Date, startedAt: Date): DueByRisk {
  return lastMoment > startedAt ? dueAll(lastMoment) : revokeDue(startedAt);
}

/** By when data has to be given back, which is with the keys, and by when it has to be deleted: so many days later. */
export function dataDue(
  { lastMoment, dataAtEndDays }: { lastMoment: Date; dataAtEndDays: number },
  startedAt: Date,
): { returned: Date; deleted: Date } {
  const over = lastMoment > startedAt ? lastMoment : startedAt;
  const soon = new Date(startedAt.getTime() + DAY);
  const returned = lastMoment > startedAt ? lastMoment : soon;
  const deleted = new Date(over.getTime() + dataAtEndDays * DAY);
  return { returned, deleted: deleted > soon ? deleted : soon };
}

/** The day on which the last moment lies: a moment at midnight is the end of the day before. */
export function lastDayOf(lastMoment: Date): Date {
  const at = new Date(lastMoment.getTime() - 1);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
}

/** The moment in which a day is over. */
export const endOfDay = (day: Date): Date => new Date(day.getTime() + DAY);

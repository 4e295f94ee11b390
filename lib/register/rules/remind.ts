const DAY = 86_400_000;

/** How many days before its end a holder is told that access ends. */
export const REMINDER_DAYS = [14, 7, 1] as const;

/**
 * The step of which a holder is told now: the nearest that has come. One that was missed is not told together with a
 * later one, and none that lies before the access began: who was given five days is not told a week before their end.
 */
export function reminderStep(grant: { startsAt: Date; endsAt: Date }, now: Date): number | null {
  const left = grant.endsAt.getTime() - now.getTime();
  if (left <= 0) return null;
  const come = REMINDER_DAYS.filter(
    (days) => left <= days * DAY && grant.startsAt.getTime() <= grant.endsAt.getTime() - days * DAY,
  );
  return come.length > 0 ? Math.min(...come) : null;
}

/** What an assignee, or whoever watches over work, is told of a task: the furthest that has come. */
export type TaskStep = "assigned" | "due" | "overdue";

/** How long before its due time a task is called due. */
const DUE_SOON = DAY;

/** How far a task is, by its due time. */
export function taskStep(dueAt: Date, now: Date): TaskStep {
  const left = dueAt.getTime() - now.getTime();
  if (left <= 0) return "overdue";
  return left <= DUE_SOON ? "due" : "assigned";
}

/** What counts as told when a step is told: itself and all before it. */
export const stepsUpTo = (step: TaskStep): TaskStep[] =>
  step === "overdue" ? ["assigned", "due", "overdue"] : step === "due" ? ["assigned", "due"] : ["assigned"];

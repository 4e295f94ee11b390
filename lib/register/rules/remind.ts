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

/**
 * What somebody is told of a task: that it became theirs, or that it is nobody's; that it is due within a day, that it is
 * overdue, the furthest that has come; or that it is done and waits for a second person.
 */
export type TaskStep = "assigned" | "unassigned" | "due" | "overdue" | "to_confirm";

/** What counts as told when a step of a task, somebody's or nobody's, is told: itself and all before it. */
export function stepsUpTo(step: TaskStep, isNobodys: boolean): TaskStep[] {
  const first = isNobodys ? "unassigned" : "assigned";
  if (step === "overdue") return [first, "due", "overdue"];
  return step === "due" ? [first, "due"] : [step];
}

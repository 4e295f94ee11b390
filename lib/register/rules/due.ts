import type { Risk } from "@/lib/platforms/role-risk";

const HOUR = 3_600_000;

/** When work of each risk has to be done. A cause hands one in; these are the studio's own when it does not. */
export type DueByRisk = Readonly<Record<Risk, Date>>;

const hours = (now: Date, quick: number, rest: number): DueByRisk => {
  const soon = new Date(now.getTime() + quick * HOUR);
  const later = new Date(now.getTime() + rest * HOUR);
  return { administrator: soon, billing: soon, personal_data: later, elevated: later, low: later };
};

/** Access that is to be given: two days. */
export const grantDue = (now: Date): DueByRisk => hours(now, 48, 48);

/** Access that is to be taken back: four hours for administrator and billing roles, one day for the rest. */
export const revokeDue = (now: Date): DueByRisk => hours(now, 4, 24);

/** The same moment for every risk. */
export const dueAll = (at: Date): DueByRisk => ({
  administrator: at,
  billing: at,
  personal_data: at,
  elevated: at,
  low: at,
});

/** How near a task's due time is: late when it has passed, today within the same day (UTC), later else. */
export type DueGroup = "overdue" | "today" | "later";

/** In which part of the worklist an undone task stands. */
export function dueGroup(dueAt: Date, now: Date): DueGroup {
  if (dueAt <= now) return "overdue";
  return dueAt.toISOString().slice(0, 10) === now.toISOString().slice(0, 10) ? "today" : "later";
}

/** What the studio believes of an HR system: the row `DepartureGuard`. */
export type Guard = { most: number; percent: number; least: number; minutes: number };

/**
 * How many departures are believed within the guard's minutes, of so many people who work here: the smaller of a number
 * and a share, but always `least`, so that a small studio can say goodbye to two people in one afternoon.
 */
export function mostBelieved({ most, percent, least }: Guard, working: number): number {
  return Math.min(most, Math.max(least, Math.floor((working * percent) / 100)));
}

/** Whether a batch goes over what is believed, with what was reported shortly before. A whole batch or nothing of it. */
export function goesOver(guard: Guard, counts: { working: number; before: number; now: number }): boolean {
  return counts.now > 0 && counts.before + counts.now > mostBelieved(guard, counts.working);
}

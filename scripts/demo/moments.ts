const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** So many days before `now`; negative is after. */
export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY);

/** So many hours before `now`; negative is after. */
export const hoursBefore = (now: Date, hours: number): Date => new Date(now.getTime() - hours * HOUR);

/** So many hours after a moment, but never in the future of `now`. */
export const hoursAfter = (at: Date, hours: number, now: Date): Date =>
  new Date(Math.min(at.getTime() + hours * HOUR, now.getTime() - 60_000));

/** The beginning of a day (UTC), for columns that are days. */
export const dayOf = (at: Date): Date => new Date(`${at.toISOString().slice(0, 10)}T00:00:00.000Z`);

/** The last second of a day (UTC): until when something lasts that ends with a day. */
export const endOfDay = (at: Date): Date => new Date(dayOf(at).getTime() + DAY - 1_000);

/** The earlier of moments. */
export const earliest = (...moments: readonly Date[]): Date =>
  new Date(Math.min(...moments.map((moment) => moment.getTime())));

/** The later of moments. */
export const latest = (...moments: readonly Date[]): Date =>
  new Date(Math.max(...moments.map((moment) => moment.getTime())));

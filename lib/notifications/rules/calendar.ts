import ical, { ICalEventTransparency } from "ical-generator";

/** A date of a person's: access that ends, or a task that is due. */
export type CalendarEntry = {
  kind: "grant" | "task";
  id: string;
  at: Date;
  /** What it is, in one line. */
  words: string;
  href: string;
  changedAt: Date;
};

const REFRESH_SECONDS = 3_600;

/**
 * Dates as a calendar program reads them (RFC 5545): in UTC, each under an id that stays, so that a later end moves
 * its entry and makes no second one. None of them takes time of anybody's day.
 */
export function calendarText(entries: readonly CalendarEntry[], origin: string): string {
  const { hostname } = new URL(origin);
  const calendar = ical({
    name: "Keyholder",
    prodId: { company: "Keyholder", product: "Keyholder", language: "EN" },
    ttl: REFRESH_SECONDS,
  });
  for (const { kind, id, at, words, href, changedAt } of entries) {
    calendar.createEvent({
      id: `${kind}-${id}@${hostname}`,
      start: at,
      stamp: changedAt,
      summary: words,
      url: new URL(href, origin).href,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}

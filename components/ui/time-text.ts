/** How a moment is written. "date" 20 Nov 2026 · "datetime" 20 Nov 2026, 16:40 · "short" Fri 20 Nov · "moment" Fri 20 Nov, 16:40 · "long" Monday 23 November 2026 · "clock" 16:40 */
export type TimeStyle = "date" | "datetime" | "short" | "moment" | "long" | "clock";

const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const styles = {
  date: { day: "numeric", month: "short", year: "numeric" },
  datetime: { day: "numeric", month: "short", year: "numeric", ...clock },
  short: { weekday: "short", day: "numeric", month: "short" },
  moment: { weekday: "short", day: "numeric", month: "short", ...clock },
  long: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  clock,
} satisfies Record<TimeStyle, Intl.DateTimeFormatOptions>;

/** Writes a moment in a time zone, the same on server and browser (months have three letters, no comma after the weekday). */
export function timeText(value: Date, style: TimeStyle = "date", timeZone = "UTC"): string {
  const parts = new Intl.DateTimeFormat("en-GB", { ...styles[style], timeZone }).formatToParts(value);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((found) => found.type === type)?.value;
  const month = style === "long" ? part("month") : part("month")?.slice(0, 3);
  const day = [part("weekday"), part("day"), month, part("year")].filter(Boolean).join(" ");
  const hour = part("hour") ? `${part("hour")}:${part("minute")}` : "";
  return [day, hour].filter(Boolean).join(", ");
}

/** The calendar day of a moment in a time zone, as 2026-11-20. */
export function dayOf(value: Date, timeZone = "UTC"): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(value);
}

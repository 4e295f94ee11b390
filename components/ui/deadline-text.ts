import type { Tone } from "./shape";
import { dayOf, timeText } from "./time-text";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How near a due time is, in words and as a tone: over is critical, today is high, the rest is plain. */
export function deadlineText(due: Date, now: Date, timeZone = "UTC"): { text: string; tone: Tone } {
  const left = due.getTime() - now.getTime();
  if (left < 0) return { text: `${span(-left)} over`, tone: "critical" };
  if (left < 3 * hour) return { text: `in ${span(left)}`, tone: "high" };
  const days = calendarDays(now, due, timeZone);
  if (days === 0) return { text: `today, ${timeText(due, "clock", timeZone)}`, tone: "high" };
  if (days === 1) return { text: "tomorrow", tone: "plain" };
  if (days <= 7) return { text: `in ${days} days`, tone: "plain" };
  const style = dayOf(due, timeZone).slice(0, 4) === dayOf(now, timeZone).slice(0, 4) ? "short" : "date";
  return { text: timeText(due, style, timeZone), tone: "plain" };
}

/** A length of time in at most two units: "40 min", "2 h 10 min", "3 days". */
export function span(milliseconds: number): string {
  if (milliseconds < hour) return `${Math.max(1, Math.floor(milliseconds / minute))} min`;
  if (milliseconds < day) {
    const minutes = Math.floor((milliseconds % hour) / minute);
    return `${Math.floor(milliseconds / hour)} h${minutes > 0 ? ` ${minutes} min` : ""}`;
  }
  const days = Math.floor(milliseconds / day);
  return `${days} ${days === 1 ? "day" : "days"}`;
}

function calendarDays(from: Date, to: Date, timeZone: string): number {
  return Math.round((Date.parse(dayOf(to, timeZone)) - Date.parse(dayOf(from, timeZone))) / day);
}

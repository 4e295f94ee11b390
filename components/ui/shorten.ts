/** Shortens a long id in its middle: the first `start` and last `end` characters stay. */
export function shorten(text: string, start: number, end: number): string {
  return text.length <= start + end + 1 ? text : `${text.slice(0, start)}…${text.slice(-end)}`;
}

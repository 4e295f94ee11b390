import { type DateOrder, type DateReading, dateOrder, readDate } from "./dates";
import type { Draft, QuestionBook } from "./question-book";

export type RowDates = { orders: Record<"since" | "until", DateOrder | null> };

const SAMPLE = { since: "start", until: "end" } as const;

/** The order of each date column by its own evidence, for `understandDates`. */
export function dateOrders(since: Iterable<string>, until: Iterable<string>): RowDates {
  return { orders: { since: dateOrder(since), until: dateOrder(until) } };
}

/** Reads the row's start and end; a column without evidence is asked about once, for all its rows. */
export function understandDates(
  draft: Draft,
  texts: { since: string; until: string },
  dates: RowDates,
  book: QuestionBook,
): void {
  const since = readAsked(draft, "since", texts.since, dates, book);
  const until = readAsked(draft, "until", texts.until, dates, book);
  for (const reading of [since, until])
    if (reading?.kind === "invalid") draft.refusals.push(reading.sentence);
  if (since?.kind === "date") draft.since = since.date;
  if (until?.kind === "date") draft.until = { kind: "date", date: until.date };
  else if (until?.kind === "none" || until?.kind === "project-end") draft.until = { kind: until.kind };
  if (draft.since !== null && until?.kind === "date" && until.date < draft.since) {
    draft.refusals.push(
      `It would end (${texts.until}) before it begins (${texts.since}). Correct one of the dates.`,
    );
  }
}

function readAsked(
  draft: Draft,
  column: "since" | "until",
  text: string,
  dates: RowDates,
  book: QuestionBook,
): DateReading | null {
  const reading = readDate(text, dates.orders[column], SAMPLE[column]);
  if (reading.kind !== "undecided") return reading;
  const answer = book.ask(draft, {
    key: `dates|${column}`,
    kind: "dates",
    sentence: `Nothing in this column says whether “${text}” begins with the day or with the month. Which is it?`,
    proposals: (["day-first", "month-first"] as const).map((order) => ({
      answer: order,
      label: sample(text, order),
    })),
    typed: null,
  });
  return answer === "day-first" || answer === "month-first" ? readDate(text, answer, SAMPLE[column]) : null;
}

/** What an order would make of a day, as the proposal of an answer. */
export function sample(text: string, order: DateOrder): string {
  const reading = readDate(text, order);
  const name = order === "day-first" ? "The day first" : "The month first";
  return reading.kind === "date" ? `${name}: ${showDate(reading.date)}` : name;
}

const FORMAT = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** A day as sentences show it: 14 Apr 2026. */
export function showDate(date: Date): string {
  return FORMAT.format(date);
}

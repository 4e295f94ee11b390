import { fold, tidy } from "./fold";
import { monthNumber } from "./month-names";

/** How a column writes days and months where the numbers alone do not say. */
export type DateOrder = "day-first" | "month-first";

/**
 * What a date cell says. `none`: there is no end ("ongoing"). `project-end`: it ends with the project.
 * `unknown`: nobody knows or has said. `undecided`: two readings, so it has to be asked.
 */
export type DateReading =
  | { kind: "date"; date: Date }
  | { kind: "none" }
  | { kind: "project-end" }
  | { kind: "unknown" }
  | { kind: "undecided" }
  | { kind: "invalid"; sentence: string };

const NO_END =
  /^(ongoing|on going|open|open end(ed)?|n\/?a|none|no end( date)?|indefinite(ly)?|permanent|until further notice|unbefristet|offen|laufend|en cours|illimite|indefinido|en curso|doorlopend|onbepaald)$/;
const PROJECT_END =
  /^(end of (the )?(project|contract|engagement)|project end|projektende|fin (du|de) proje[ct]t?o?|einde project)$/;
const UNKNOWN =
  /^([-–—?.\s/]*|tbc|tbd|tba|to be (confirmed|decided|announced)|unknown|unbekannt|inconnu|desconocido|onbekend|x+)$/;

const NUMBERS = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})$/;
const YEAR_FIRST = /^(\d{4})([./-]?)(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?$/;
const DAY_NAME =
  /^(\d{1,2})(?:st|nd|rd|th|\.)?[\s-](?:of |de )?([\p{L}]+)\.?,?[\s-](?:de )?'?(\d{4}|\d{2})$/u;
const NAME_DAY = /^([\p{L}]+)\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s'?(\d{4}|\d{2})$/u;
const NAME_YEAR = /^([\p{L}]+)\.?[\s-]'?(\d{4})$/u;

/**
 * Reads one date cell. `order` is what its column's evidence said (`dateOrder`), null when it said nothing.
 * `edge` says which day of a bare month ("April 2026") is meant: the first for a start, the last for an end.
 */
export function readDate(
  written: string,
  order: DateOrder | null,
  edge: "start" | "end" = "start",
): DateReading {
  const text = tidy(written).replace(/[T ]\d{1,2}:\d{2}(:\d{2}.*)?$/, "");
  const folded = fold(text);
  if (UNKNOWN.test(folded)) return { kind: "unknown" };
  if (NO_END.test(folded)) return { kind: "none" };
  if (PROJECT_END.test(folded)) return { kind: "project-end" };
  return readNumbers(text, order) ?? readNames(text, edge) ?? readSerial(text) ?? notADate(text);
}

function readNumbers(text: string, order: DateOrder | null): DateReading | null {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst) return dateOf(text, Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]));
  const numbers = NUMBERS.exec(text);
  if (!numbers) return null;
  const first = Number(numbers[1]);
  const second = Number(numbers[3]);
  const year = fullYear(numbers[4] ?? "");
  // Only Europe writes dots, and always the day first.
  const known = numbers[2] === "." ? "day-first" : order;
  if (known === "month-first") return dateOf(text, year, first, second);
  if (known === "day-first") return dateOf(text, year, second, first);
  if (first === second || first > 12) return dateOf(text, year, second, first);
  if (second > 12) return dateOf(text, year, first, second);
  return { kind: "undecided" };
}

function readNames(text: string, edge: "start" | "end"): DateReading | null {
  const dayName = DAY_NAME.exec(text);
  const dayMonth = dayName ? monthNumber(dayName[2] ?? "") : null;
  if (dayName && dayMonth !== null)
    return dateOf(text, fullYear(dayName[3] ?? ""), dayMonth, Number(dayName[1]));
  const nameDay = NAME_DAY.exec(text);
  const monthDay = nameDay ? monthNumber(nameDay[1] ?? "") : null;
  if (nameDay && monthDay !== null)
    return dateOf(text, fullYear(nameDay[3] ?? ""), monthDay, Number(nameDay[2]));
  const nameYear = NAME_YEAR.exec(text);
  const month = nameYear ? monthNumber(nameYear[1] ?? "") : null;
  if (!nameYear || month === null) return null;
  const year = Number(nameYear[2]);
  return dateOf(text, year, month, edge === "start" ? 1 : new Date(Date.UTC(year, month, 0)).getUTCDate());
}

/** A bare number of days since 1900, as a spreadsheet keeps a date whose format was lost (1982 to 2119). */
function readSerial(text: string): DateReading | null {
  const serial = /^\d{5}(\.\d+)?$/.test(text) ? Math.floor(Number(text)) : 0;
  if (serial < 30_000 || serial > 80_000) return null;
  return { kind: "date", date: new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000) };
}

function dateOf(text: string, year: number, month: number, day: number): DateReading {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (exists && year >= 1970 && year < 2120) return { kind: "date", date };
  const what = exists ? "is too far from today to be meant" : "does not exist";
  return { kind: "invalid", sentence: `The date “${text}” ${what}. Correct it in the file, or here.` };
}

function notADate(text: string): DateReading {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return {
    kind: "invalid",
    sentence: `“${shown}” is not a date. Write it as 2026-04-14, or leave the cell empty.`,
  };
}

function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

/**
 * How a column writes its dates, by its own evidence: a first number above twelve can only be a day, a second
 * one only the day after the month. Contradicting evidence counts only when it is ten to one; the odd cell
 * then turns out as a date that does not exist. Null when there is no evidence: then ask, never guess.
 */
export function dateOrder(texts: Iterable<string>): DateOrder | null {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const text of texts) {
    const numbers = NUMBERS.exec(tidy(text));
    if (!numbers || numbers[2] === ".") continue;
    const first = Number(numbers[1]);
    const second = Number(numbers[3]);
    if (first > 12 && second <= 12) dayFirst += 1;
    if (second > 12 && first <= 12) monthFirst += 1;
  }
  if (dayFirst > 0 && dayFirst >= monthFirst * 10) return "day-first";
  if (monthFirst > 0 && monthFirst >= dayFirst * 10) return "month-first";
  return null;
}

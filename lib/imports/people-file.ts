import { mailboxKey, readAddress } from "./address";
import { dateOrder, readDate } from "./dates";
import type { Table, TableRow } from "./find-table";
import { fold, tidy } from "./fold";
import type { Mapping } from "./guess-columns";
import type { PeopleField } from "./heading-words";
import { namesFrom } from "./people-names";

export type EmploymentKind = "employee" | "contractor" | "freelancer" | "intern";

export type PersonRow = {
  row: number;
  employeeNumber: string | null;
  given: string;
  family: string;
  email: string;
  title: string | null;
  department: string | null;
  managerName: string | null;
  startsOn: Date | null;
  endsOn: Date | null;
  employmentKind: EmploymentKind | null;
  /** The HR system says that they have left, also when it gives no day. */
  hasLeft: boolean;
  location: string | null;
};

export type PeopleFile = {
  rows: PersonRow[];
  refused: { row: number; sentence: string; cells: string[] }[];
  /** Pairs that may be one mailbox written in two ways: to be asked, both are in `rows`. */
  doubtful: { row: number; earlierRow: number; sentence: string }[];
  /** A column of days that can be read in two ways: nothing can be imported before it is answered. */
  undecidedDates: ("startsOn" | "endsOn")[];
};

type Seen = { addresses: Map<string, number>; numbers: Map<string, number>; mailboxes: Map<string, number> };

/**
 * The people of an HR system's export, row by row. Rows without a name or an address, with a day that does not
 * exist, or that repeat a person already in the file, are refused with a sentence. `answers` decide a column of
 * days that cannot be told.
 */
export function readPeople(
  table: Table,
  mapping: Mapping<PeopleField>,
  answers: { startsOn?: "day-first" | "month-first"; endsOn?: "day-first" | "month-first" } = {},
): PeopleFile {
  const file: PeopleFile = { rows: [], refused: [], doubtful: [], undecidedDates: [] };
  const seen: Seen = { addresses: new Map(), numbers: new Map(), mailboxes: new Map() };
  const column = (row: TableRow, field: PeopleField) => {
    const at = mapping[field];
    return at === undefined ? "" : tidy(row.cells[at]?.text ?? "");
  };
  const orderOf = (field: "startsOn" | "endsOn") =>
    dateOrder(table.rows.map((row) => column(row, field))) ?? answers[field] ?? null;
  const orders = { startsOn: orderOf("startsOn"), endsOn: orderOf("endsOn") };
  for (const row of table.rows) {
    const person = readPerson(row.number, (field) => column(row, field), orders);
    if (typeof person === "object" && "undecided" in person) {
      if (!file.undecidedDates.includes(person.undecided)) file.undecidedDates.push(person.undecided);
      continue;
    }
    const refusal = typeof person === "string" ? person : repeatsPerson(person, seen);
    if (typeof person === "string" || refusal !== null) {
      file.refused.push({
        row: row.number,
        sentence: refusal ?? "",
        cells: row.cells.map((cell) => cell.text),
      });
      continue;
    }
    const mailbox = seen.mailboxes.get(mailboxKey(person.email));
    if (mailbox !== undefined)
      file.doubtful.push({ row: row.number, earlierRow: mailbox, sentence: doubt(person, mailbox) });
    seen.addresses.set(person.email, person.row);
    seen.mailboxes.set(mailboxKey(person.email), person.row);
    if (person.employeeNumber !== null) seen.numbers.set(fold(person.employeeNumber), person.row);
    file.rows.push(person);
  }
  return file;
}

function readPerson(
  row: number,
  text: (field: PeopleField) => string,
  orders: { startsOn: "day-first" | "month-first" | null; endsOn: "day-first" | "month-first" | null },
): PersonRow | string | { undecided: "startsOn" | "endsOn" } {
  const full = namesFrom(text("fullName"));
  const given = text("firstName") || full.given;
  const family = text("lastName") || full.family;
  if (given === "" && family === "") return "The row has no name. Fill in the name, or remove the row.";
  const email = readAddress(text("email"));
  if (email === null) {
    return `${`${given} ${family}`.trim()} has no work e-mail address that can be read (“${text("email")}”). Fill it in.`;
  }
  const starts = readDate(text("startsOn"), orders.startsOn, "start");
  const ends = readDate(text("endsOn"), orders.endsOn, "end");
  if (starts.kind === "undecided") return { undecided: "startsOn" };
  if (ends.kind === "undecided") return { undecided: "endsOn" };
  if (starts.kind === "invalid") return starts.sentence;
  if (ends.kind === "invalid") return ends.sentence;
  const startsOn = starts.kind === "date" ? starts.date : null;
  const endsOn = ends.kind === "date" ? ends.date : null;
  if (startsOn && endsOn && endsOn < startsOn)
    return `${given} ${family} would leave before they begin. Correct the dates.`;
  const status = fold(text("status"));
  return {
    row,
    employeeNumber: text("employeeNumber") || null,
    given,
    family,
    email,
    title: text("title") || null,
    department: text("department") || null,
    managerName: managerName(text("manager")),
    startsOn,
    endsOn,
    employmentKind: employmentKind(status),
    hasLeft: /terminated|left|inactive|former|resigned|ausgeschieden|sorti|parti|baja|uit dienst/.test(
      status,
    ),
    location: text("location") || null,
  };
}

function employmentKind(status: string): EmploymentKind | null {
  if (/freelance|frei|autonom|zelfstandig|zzp|independant/.test(status)) return "freelancer";
  if (/contract(or|ed)|temp|agency|leiharbeit/.test(status)) return "contractor";
  if (/intern|trainee|praktik|stag|becari/.test(status)) return "intern";
  return /full|part|employee|permanent|vollzeit|teilzeit|cdi|cdd|angestellt|vast/.test(status)
    ? "employee"
    : null;
}

function managerName(text: string): string | null {
  if (text === "") return null;
  const { given, family } = namesFrom(text);
  return `${given} ${family}`.trim();
}

function repeatsPerson(person: PersonRow, seen: Seen): string | null {
  const sameAddress = seen.addresses.get(person.email);
  if (sameAddress !== undefined) {
    return `${person.email} is already in row ${sameAddress}, perhaps written differently. Keep one of the two rows.`;
  }
  const sameNumber =
    person.employeeNumber === null ? undefined : seen.numbers.get(fold(person.employeeNumber));
  if (sameNumber === undefined) return null;
  return `The employee number ${person.employeeNumber} is already in row ${sameNumber}. Correct one of the two rows.`;
}

function doubt(person: PersonRow, earlierRow: number): string {
  return `${person.email} may be the same mailbox as the one in row ${earlierRow}. Say whether this is one person or two.`;
}

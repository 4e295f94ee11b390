import { compareEmployee, type EmployeeChange, type KnownEmployee } from "./compare-people";
import type { Table } from "./find-table";
import type { Mapping } from "./guess-columns";
import type { PeopleField } from "./heading-words";
import { nameOf } from "./known-people";
import { type PersonRow, readPeople } from "./people-file";
import {
  findMissing,
  type PlannedLeaving,
  type PlannedWithdrawal,
  readGone,
  readLeaving,
} from "./plan-leaving";
import { MOVING, type PlannedMoving, readMoving } from "./plan-moving";
import { countRows } from "./plan-rows";
import { type ImportCounts, LEAVE_OUT, type Outcome, type Question, type SkipKind } from "./plan-types";
import { sample, showDate } from "./row-dates";

export type PeopleInput = {
  table: Table;
  mapping: Mapping<PeopleField>;
  known: readonly KnownEmployee[];
  answers: Readonly<Record<string, string>>;
  /** The people of the file before this one with the same columns: who is missing now is asked about. */
  earlier: readonly PersonRow[];
  now: Date;
};

export type PlannedEmployee = PersonRow & {
  /** The person in the register that this is; null: to be entered. */
  known: string | null;
  changes: EmployeeChange[];
};

export type PlannedPersonRow = {
  row: number;
  outcome: Outcome;
  skip: SkipKind | null;
  sentence: string;
  remarks: string[];
  questions: string[];
  person: PlannedEmployee | null;
  leaving: PlannedLeaving | null;
  moving: PlannedMoving | null;
  withdrawn: PlannedWithdrawal | null;
  cells: string[];
};

export type PeoplePlan = { counts: ImportCounts; rows: PlannedPersonRow[]; questions: Question[] };

const ORDERS = ["day-first", "month-first"] as const;
const COLUMN = { startsOn: "first days", endsOn: "last days" } as const;

/**
 * Row by row, what a file of people would write: who is new, changed, the same. People are recognised by their
 * employee number, then by their address; an empty cell contradicts nothing. Pure.
 */
export function planPeople(input: PeopleInput): PeoplePlan {
  const { table, mapping, answers } = input;
  const file = readPeople(table, mapping, dateOrders(answers));
  const cellsOf = new Map(table.rows.map((row) => [row.number, row.cells.map((cell) => cell.text)]));
  const rows = new Map<number, PlannedPersonRow>();
  const put = (
    row: number,
    made: Partial<PlannedPersonRow> & Pick<PlannedPersonRow, "outcome" | "sentence">,
  ) =>
    rows.set(row, {
      row,
      skip: null,
      remarks: [],
      questions: [],
      person: null,
      leaving: null,
      moving: null,
      withdrawn: null,
      cells: cellsOf.get(row) ?? [],
      ...made,
    });

  for (const { row, sentence } of file.refused) put(row, { outcome: "refused", sentence });
  const questions: Question[] = file.undecidedDates.map((field) => undecided(input, field));
  const doubts = new Map(file.doubtful.map((doubt) => [doubt.row, doubt]));
  const compare = compareEmployee(input.known);
  const knownOf = new Map(input.known.map((person) => [person.ref, person]));
  for (const person of file.rows) {
    const doubt = doubts.get(person.row);
    const key = `mailbox|${person.email}`;
    const answer = answers[`${key}#${person.row}`] ?? answers[key];
    if (doubt && answer === LEAVE_OUT)
      put(person.row, { outcome: "skipped", skip: "left-out", sentence: "You chose to leave this row out." });
    else if (doubt && answer === "one")
      put(person.row, {
        outcome: "skipped",
        skip: "repeat",
        sentence: `It is the person of row ${doubt.earlierRow}.`,
      });
    else if (doubt && answer !== "two") {
      questions.push(onePersonOrTwo(key, doubt));
      put(person.row, { outcome: "question", sentence: doubt.sentence, questions: [key] });
    } else put(person.row, withLeaving(person, compared(person, compare(person)), knownOf, input));
  }
  const open = questions.filter((question) => question.kind === "dates");
  for (const row of table.rows) {
    if (rows.has(row.number)) continue;
    put(row.number, {
      outcome: "question",
      sentence: open.map((question) => question.sentence).join(" "),
      questions: open.map((question) => question.key),
    });
    for (const question of open) question.rows.push(row.number);
  }
  for (const { number, why, cells } of table.skipped) {
    cellsOf.set(
      number,
      cells.map((cell) => cell.text),
    );
    put(number, { outcome: "skipped", skip: why, sentence: SKIPPED[why] });
  }
  // Nothing is missing in a file that is not read as a whole yet.
  if (file.undecidedDates.length === 0) askMissing(input, file.rows, put, questions);
  const all = [...rows.values()].sort((a, b) => a.row - b.row);
  return { counts: countRows(all), rows: all, questions };
}

/** How the columns of days are read, where somebody has said so. */
export function dateOrders(answers: Readonly<Record<string, string>>): Parameters<typeof readPeople>[2] {
  const orderOf = (key: string) => ORDERS.find((order) => order === answers[key]);
  const startsOn = orderOf("dates|startsOn");
  const endsOn = orderOf("dates|endsOn");
  return { ...(startsOn && { startsOn }), ...(endsOn && { endsOn }) };
}

const SKIPPED = {
  empty: "The row is empty.",
  total: "The row is a total.",
  "heading-again": "The row repeats the headings.",
};

function compared(
  person: PersonRow,
  found: ReturnType<ReturnType<typeof compareEmployee>>,
): Pick<PlannedPersonRow, "outcome" | "sentence" | "remarks" | "person"> {
  const name = nameOf(person);
  if (found.kind === "refused")
    return { outcome: "refused", sentence: found.sentence, remarks: [], person: null };
  if (found.kind === "new") {
    const until = person.endsOn ? `, until ${showDate(person.endsOn)}` : "";
    return {
      outcome: "new",
      sentence: `${name} (${person.email}) is entered${until}.`,
      remarks: [],
      person: { ...person, known: null, changes: [] },
    };
  }
  const planned = { ...person, known: found.known, changes: found.changes };
  if (found.changes.length === 0)
    return { outcome: "same", sentence: `${name} is in the register already.`, remarks: [], person: planned };
  const changes = found.changes.map((change) => `${change.label} from ${change.before} to ${change.after}`);
  return { outcome: "changed", sentence: `${name}: ${changes.join("; ")}.`, remarks: [], person: planned };
}

/** What a row says of somebody's leaving or moving, after what it says of everything else. */
function withLeaving(
  row: PersonRow,
  planned: ReturnType<typeof compared>,
  knownOf: ReadonlyMap<string, KnownEmployee>,
  { mapping, now }: Pick<PeopleInput, "mapping" | "now">,
): ReturnType<typeof compared> & Pick<PlannedPersonRow, "leaving" | "moving" | "withdrawn"> {
  const nothing = { ...planned, leaving: null, moving: null, withdrawn: null };
  if (planned.outcome === "new") {
    const gone = readGone(row, now);
    return gone ? { ...nothing, ...gone } : nothing;
  }
  const known = knownOf.get(planned.person?.known ?? "");
  if (!known) return nothing;
  const { leaving, withdrawn, sentence } = readLeaving(row, known, mapping.endsOn !== undefined, now);
  if (sentence) {
    const changes = planned.outcome === "changed" ? ` ${planned.sentence}` : "";
    return { ...nothing, outcome: "changed", sentence: `${sentence}${changes}`, leaving, withdrawn };
  }
  const moving = readMoving(row, known);
  return moving ? { ...nothing, sentence: `${planned.sentence} ${MOVING}`, moving } : nothing;
}

type Put = (
  row: number,
  made: Partial<PlannedPersonRow> & Pick<PlannedPersonRow, "outcome" | "sentence">,
) => void;

/** Who is missing stands below the rows of the file, each as a question: nobody leaves because a line was forgotten. */
function askMissing(
  { table, mapping, known, answers, earlier }: PeopleInput,
  present: readonly PersonRow[],
  put: Put,
  questions: Question[],
): void {
  const numbers = [...table.rows, ...table.skipped].map((row) => row.number);
  const last = numbers.reduce((most, each) => Math.max(most, each), 0);
  for (const [place, { person, key, sentence }] of findMissing(earlier, present, known).entries()) {
    const row = last + 1 + place;
    const cells = table.headings.map((_, column) =>
      column === mapping.email
        ? (person.email ?? "")
        : column === mapping.employeeNumber
          ? (person.employeeNumber ?? "")
          : "",
    );
    const answer = answers[`${key}#${row}`] ?? answers[key];
    if (answer === "left")
      put(row, {
        outcome: "changed",
        sentence: `${nameOf(person)} has left, you say: their departure starts at once.`,
        leaving: {
          personId: person.ref,
          email: person.email ?? "",
          kind: person.kind === "employee" ? "leaves" : "contract_ends",
          lastMoment: null,
          moves: false,
        },
        cells,
      });
    else if (answer === "stays" || answer === LEAVE_OUT)
      put(row, {
        outcome: "skipped",
        skip: "left-out",
        sentence: `${nameOf(person)} works here, you say.`,
        cells,
      });
    else {
      questions.push({
        key,
        kind: "person",
        sentence,
        proposals: [
          { answer: "left", label: "They have left: start their departure" },
          { answer: "stays", label: "They work here, and are only not in this file" },
        ],
        typed: null,
        rows: [row],
      });
      put(row, { outcome: "question", sentence, questions: [key], cells });
    }
  }
}

function onePersonOrTwo(key: string, doubt: { row: number; earlierRow: number; sentence: string }): Question {
  return {
    key,
    kind: "person",
    sentence: doubt.sentence,
    proposals: [
      { answer: "one", label: `One person: row ${doubt.earlierRow} stands` },
      { answer: "two", label: "Two people" },
    ],
    typed: null,
    rows: [doubt.row],
  };
}

function undecided({ table, mapping }: PeopleInput, field: "startsOn" | "endsOn"): Question {
  const column = mapping[field] ?? -1;
  const texts = table.rows.map((row) => row.cells[column]?.text.trim() ?? "");
  const text = texts.find((each) => /^\d{1,2}\D\d{1,2}\D/.test(each)) ?? "";
  return {
    key: `dates|${field}`,
    kind: "dates",
    sentence: `Nothing in the column of the ${COLUMN[field]} says whether “${text}” begins with the day or with the month. Which is it?`,
    proposals: ORDERS.map((order) => ({ answer: order, label: sample(text, order) })),
    typed: null,
    rows: [],
  };
}

import type { KnownEmployee } from "./compare-people";
import { nameOf } from "./known-people";
import { lastDayMoves } from "./last-day-moves";
import type { PersonRow } from "./people-file";
import { showDate } from "./row-dates";

/** A departure that applying the file starts, or moves when it runs already. */
export type PlannedLeaving = {
  /** Null: somebody whom the file enters, under this address. */
  personId: string | null;
  email: string;
  kind: "leaves" | "contract_ends";
  /** Null: the moment in which the file is applied. */
  lastMoment: string | null;
  /** It runs already, and gets another last day. */
  moves: boolean;
};

/** A last day that the file gave once, and gives no more: somebody has to look whether they stay. */
export type PlannedWithdrawal = { personId: string; detail: string };

/** A day ends with its last second (UTC), as everywhere. */
const LAST_SECOND_MS = 86_399_000;
const DAY_MS = 86_400_000;
const LONGEST_AHEAD_MS = 2 * 366 * DAY_MS;
/** What is longer ago counts as now, as it does when it is reported. */
const LONGEST_AGO_MS = 90 * DAY_MS;

type Read = { leaving: PlannedLeaving | null; withdrawn: PlannedWithdrawal | null; sentence: string | null };
const STAYS: Read = { leaving: null, withdrawn: null, sentence: null };

/**
 * Whether a row of a file says that somebody of the register leaves: they are marked as gone, or have a last day. The
 * contract of a contractor ends by itself on its day. Who leaves already leaves no second time, but on another day; a
 * last day that the file (which `hasDays`) gives no more cancels nothing.
 */
export function readLeaving(row: PersonRow, person: KnownEmployee, hasDays: boolean, now: Date): Read {
  if (person.ended) return STAYS;
  if (person.departure) return readChange(row, person, person.departure, hasDays, now);
  if (person.leaving) return STAYS;
  const isContract = (row.employmentKind ?? person.kind) !== "employee";
  const name = nameOf(person);
  const leaving = {
    personId: person.ref,
    email: row.email,
    kind: isContract ? ("contract_ends" as const) : ("leaves" as const),
    moves: false,
  };
  if (row.endsOn === null)
    return row.hasLeft
      ? {
          ...STAYS,
          leaving: { ...leaving, lastMoment: null },
          sentence: `${name} has left, the file says, without a day: their departure starts at once.`,
        }
      : STAYS;
  if (isContract && !row.hasLeft) return STAYS;
  const at = endOf(row.endsOn);
  if (at.getTime() - now.getTime() > LONGEST_AHEAD_MS) return STAYS;
  const day = showDate(row.endsOn);
  return {
    ...STAYS,
    leaving: { ...leaving, lastMoment: at.toISOString() },
    sentence:
      at <= now
        ? `${name} has left on ${day}: their departure starts, and everything is due at once.`
        : `${name} leaves on ${day}: their departure starts, and everything is due by then.`,
  };
}

/**
 * Of somebody whom the register does not know, and who has left already: they are entered, and their departure starts
 * with the same file, so that nobody takes them for one who works here.
 */
export function readGone(row: PersonRow, now: Date): { leaving: PlannedLeaving; sentence: string } | null {
  const at = row.endsOn && endOf(row.endsOn);
  if (!row.hasLeft && !(at && at <= now)) return null;
  const isContract = (row.employmentKind ?? "employee") !== "employee";
  const since = row.endsOn ? ` on ${showDate(row.endsOn)}` : "";
  return {
    leaving: {
      personId: null,
      email: row.email,
      kind: isContract ? "contract_ends" : "leaves",
      lastMoment: at && at <= now ? at.toISOString() : null,
      moves: false,
    },
    sentence: `${nameOf(row)} (${row.email}) is entered, and has left${since}: their departure starts at once, and they get no account.`,
  };
}

function readChange(
  row: PersonRow,
  person: KnownEmployee,
  departure: NonNullable<KnownEmployee["departure"]>,
  hasDays: boolean,
  now: Date,
): Read {
  const name = nameOf(person);
  const { number, atOnce, said, saidMoment, lastMoment, asked } = departure;
  const until = showDate(lastMoment);
  if (row.endsOn === null && !row.hasLeft) {
    if (!hasDays || !said || saidMoment === null || asked) return STAYS;
    const detail = `The file gives no last day of ${name} any more, whose departure D-${number} runs until ${until}. It goes on: whoever knows that they stay cancels it on its page.`;
    return { ...STAYS, withdrawn: { personId: person.ref, detail }, sentence: detail };
  }
  const isContract = (row.employmentKind ?? person.kind) !== "employee";
  if (atOnce || (isContract && !row.hasLeft)) return STAYS;
  const given = row.endsOn && endOf(row.endsOn);
  if (given && given.getTime() - now.getTime() > LONGEST_AHEAD_MS) return STAYS;
  const isNow = given === null || now.getTime() - given.getTime() > LONGEST_AGO_MS;
  if (!lastDayMoves(isNow ? now : given, departure, now)) return STAYS;
  const day = isNow ? "at once" : `on ${showDate(given)}`;
  return {
    ...STAYS,
    leaving: {
      personId: person.ref,
      email: row.email,
      kind: isContract ? "contract_ends" : "leaves",
      lastMoment: isNow ? null : given.toISOString(),
      moves: true,
    },
    sentence: `${name} leaves ${day} instead of on ${until}: the departure D-${number} moves, and its due times.`,
  };
}

const endOf = (day: Date): Date => new Date(day.getTime() + LAST_SECOND_MS);

/** Somebody whom an earlier file of the same columns had, and this one has not. */
export type Missing = { person: KnownEmployee; key: string; sentence: string };

/**
 * Who of an earlier file is missing now: people of the register who work here and are leaving in no other way. Whether
 * they have left, or are only not in this file, nobody can know but who is asked.
 */
export function findMissing(
  earlier: readonly PersonRow[],
  present: readonly PersonRow[],
  known: readonly KnownEmployee[],
): Missing[] {
  const inFile = new Set(present.flatMap((row) => [row.email, row.employeeNumber]));
  const before = new Set(earlier.flatMap((row) => [row.email, row.employeeNumber]));
  const has = (set: ReadonlySet<string | null>, { email, employeeNumber }: KnownEmployee) =>
    (email !== null && set.has(email)) || (employeeNumber !== null && set.has(employeeNumber));
  return known
    .filter((person) => !person.ended && !person.leaving && has(before, person) && !has(inFile, person))
    .map((person) => ({
      person,
      key: `missing|${person.ref}`,
      sentence: `${nameOf(person)} was in the file before this one, and is not in it any more. Have they left?`,
    }));
}

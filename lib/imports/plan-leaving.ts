import type { KnownEmployee } from "./compare-people";
import { nameOf } from "./known-people";
import type { PersonRow } from "./people-file";
import { showDate } from "./row-dates";

/** A departure that applying the file starts. */
export type PlannedLeaving = {
  personId: string;
  kind: "leaves" | "contract_ends";
  /** Null: the moment in which the file is applied. */
  lastMoment: string | null;
};

/** A day ends with its last second (UTC), as everywhere. */
const LAST_SECOND_MS = 86_399_000;
const LONGEST_AHEAD_MS = 2 * 366 * 86_400_000;

type Read = { leaving: PlannedLeaving | null; sentence: string | null };
const STAYS: Read = { leaving: null, sentence: null };

/**
 * Whether a row of a file says that somebody of the register leaves: they are marked as gone, or have a last day. The
 * contract of a contractor ends by itself on its day. Who has left, or is leaving already, leaves no second time.
 */
export function readLeaving(row: PersonRow, person: KnownEmployee, now: Date): Read {
  if (person.ended || person.leaving) return STAYS;
  const isContract = (row.employmentKind ?? person.kind) !== "employee";
  const kind = isContract ? "contract_ends" : "leaves";
  const name = nameOf(person);
  if (row.endsOn === null)
    return row.hasLeft
      ? {
          leaving: { personId: person.ref, kind, lastMoment: null },
          sentence: `${name} has left, the file says, without a day: their departure starts at once.`,
        }
      : STAYS;
  if (isContract && !row.hasLeft) return STAYS;
  const at = new Date(row.endsOn.getTime() + LAST_SECOND_MS);
  if (at.getTime() - now.getTime() > LONGEST_AHEAD_MS) return STAYS;
  const day = showDate(row.endsOn);
  return {
    leaving: { personId: person.ref, kind, lastMoment: at.toISOString() },
    sentence:
      at <= now
        ? `${name} has left on ${day}: their departure starts, and everything is due at once.`
        : `${name} leaves on ${day}: their departure starts, and everything is due by then.`,
  };
}

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

import { fold } from "./fold";
import { nameOf } from "./known-people";
import type { RunningDeparture } from "./last-day-moves";
import type { EmploymentKind, PersonRow } from "./people-file";
import { showDate } from "./row-dates";

/** A person of the register, as far as an HR system's file can speak about them. */
export type KnownEmployee = {
  ref: string;
  given: string;
  family: string;
  email: string | null;
  employeeNumber: string | null;
  kind: EmploymentKind;
  title: string | null;
  department: string | null;
  location: string | null;
  managerName: string | null;
  startsOn: Date | null;
  endsOn: Date | null;
  ended: Date | null;
  /** A departure of theirs is under way, or reported and held. */
  leaving: boolean;
  /** The departure that is under way, and what files have said of it. */
  departure: RunningFile | null;
  /** They have a key, or a seat on an engagement. */
  holds: boolean;
};

/** A departure that runs, as a file of people meets it. */
export type RunningFile = RunningDeparture & {
  number: number;
  /** It waits for no last day. */
  atOnce: boolean;
  /** Whether somebody was asked already why the file gives no last day any more. */
  asked: boolean;
};

export type EmployeeField =
  | "name"
  | "email"
  | "employeeNumber"
  | "kind"
  | "title"
  | "department"
  | "location"
  | "manager"
  | "startsOn"
  | "endsOn";

export type EmployeeChange = { field: EmployeeField; label: string; before: string; after: string };

export type Compared =
  | { kind: "new" }
  | { kind: "known"; known: string; changes: EmployeeChange[] }
  | { kind: "refused"; sentence: string };

/** Compares rows of people with the register: the employee number tells first, then the address. */
export function compareEmployee(known: readonly KnownEmployee[]): (row: PersonRow) => Compared {
  const byNumber = new Map(
    known.flatMap((person) =>
      person.employeeNumber ? [[fold(person.employeeNumber), person] as const] : [],
    ),
  );
  const byEmail = new Map(known.flatMap((person) => (person.email ? [[person.email, person] as const] : [])));
  const managers = Map.groupBy(known, (person) => fold(nameOf(person)));
  return (row) => {
    const numbered = row.employeeNumber === null ? undefined : byNumber.get(fold(row.employeeNumber));
    const addressed = byEmail.get(row.email);
    if (numbered && addressed && numbered !== addressed) {
      return {
        kind: "refused",
        sentence: `The number ${row.employeeNumber} is ${nameOf(numbered)}’s, but ${row.email} is ${nameOf(addressed)}’s. Correct one of the two.`,
      };
    }
    const person = numbered ?? addressed;
    if (!person) return { kind: "new" };
    // Who has left stays as they were when they left.
    if (person.ended) return { kind: "known", known: person.ref, changes: [] };
    const isAlone = (managers.get(fold(row.managerName ?? "")) ?? []).length === 1;
    return { kind: "known", known: person.ref, changes: changesOf(row, person, isAlone) };
  };
}

function changesOf(row: PersonRow, person: KnownEmployee, managerIsKnown: boolean): EmployeeChange[] {
  const changes: EmployeeChange[] = [];
  const note = (field: EmployeeField, label: string, before: string | null, after: string | null) => {
    if (after !== null && after !== (before ?? ""))
      changes.push({ field, label, before: before ?? "none", after });
  };
  const day = (date: Date | null) => (date === null ? null : showDate(date));
  note("name", "name", nameOf(person), nameOf(row));
  note("email", "address", person.email, row.email);
  note("employeeNumber", "number", person.employeeNumber, row.employeeNumber);
  note("kind", "employment", person.kind, row.employmentKind);
  note("title", "title", person.title, row.title);
  note("department", "department", person.department, row.department);
  note("location", "location", person.location, row.location);
  if (managerIsKnown && fold(row.managerName ?? "") !== fold(person.managerName ?? ""))
    note("manager", "manager", person.managerName, row.managerName);
  note("startsOn", "first day", day(person.startsOn), day(row.startsOn));
  note("endsOn", "last day", day(person.endsOn), day(row.endsOn));
  return changes;
}

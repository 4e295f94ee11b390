import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { enterPeople } from "@/lib/people/enter-people";
import { newIds, takeId } from "@/lib/register/new-ids";
import type { KnownEmployee } from "./compare-people";
import { fold } from "./fold";
import { nameOf } from "./known-people";
import type { PeoplePlan, PlannedEmployee } from "./plan-people";

/** Enters and changes people as planned, in a constant number of statements. Gives the new ids by address. */
export async function writePeople(
  tx: Tx,
  actor: Actor,
  plan: PeoplePlan,
  known: readonly KnownEmployee[],
  reason: string,
): Promise<Map<string, string>> {
  const planned = plan.rows.flatMap((row) => row.person ?? []);
  const fresh = planned.filter((person) => person.known === null);
  const changed = planned.filter((person) => person.known !== null && person.changes.length > 0);
  const ids = await newIds(tx, fresh.length);
  const idOf = new Map(fresh.map((person) => [person.email, takeId(ids)]));
  const refOf = (person: PlannedEmployee) => person.known ?? idOf.get(person.email) ?? "";
  const managers = managersOf(planned, known, refOf);
  await enterPeople.within(tx, actor, {
    people: fresh.map((person) => ({
      id: refOf(person),
      ...fieldsOf(person),
      kind: person.employmentKind ?? "employee",
      managerId: managers.get(refOf(person)) ?? null,
    })),
    changes: changed.map((person) => ({
      id: refOf(person),
      ...fieldsOf(person),
      kind: person.employmentKind,
      managerId: managers.get(refOf(person)) ?? null,
    })),
    reason,
  });
  return idOf;
}

function fieldsOf(person: PlannedEmployee) {
  const cut = (text: string | null, max: number) => text?.slice(0, max) || null;
  return {
    name: nameOf(person).slice(0, 160),
    givenName: cut(person.given, 80),
    familyName: cut(person.family, 80),
    email: person.email,
    employeeNumber: cut(person.employeeNumber, 40),
    title: cut(person.title, 120),
    department: cut(person.department, 120),
    location: cut(person.location, 120),
    startsOn: person.startsOn,
    endsOn: person.endsOn,
  };
}

/**
 * Who is whose manager, where the name fits one person alone, of the file or of the register. A name that would
 * put somebody above themselves is passed over.
 */
function managersOf(
  planned: readonly PlannedEmployee[],
  known: readonly KnownEmployee[],
  refOf: (person: PlannedEmployee) => string,
): Map<string, string> {
  const people = new Map([
    ...known.map((person) => [person.ref, fold(nameOf(person))] as const),
    ...planned.map((person) => [refOf(person), fold(nameOf(person))] as const),
  ]);
  const byName = Map.groupBy(people.keys(), (ref) => people.get(ref) ?? "");
  const gone = new Set(known.flatMap((person) => (person.ended ? person.ref : [])));
  const above = new Map<string, string>();
  for (const person of planned) {
    const [manager, ...others] = byName.get(fold(person.managerName ?? "")) ?? [];
    if (!manager || others.length > 0 || gone.has(manager)) continue;
    if (!isBelow(manager, refOf(person), above)) above.set(refOf(person), manager);
  }
  return above;
}

function isBelow(start: string, boss: string, above: ReadonlyMap<string, string>): boolean {
  for (let each: string | undefined = start; each !== undefined; each = above.get(each))
    if (each === boss) return true;
  return false;
}

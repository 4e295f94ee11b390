import { fold } from "@/lib/imports/fold";
import { type CastPerson, cast, disciplineOf } from "./cast";
import { dayOf, daysBefore } from "./moments";
import { type Draft, named } from "./rows";

const DOMAIN = "clickelement.example";

/** Adds people of the studio with their identities: the work address of each, and some others. */
export function makePeople(draft: Draft, people: readonly CastPerson[] = cast): void {
  const { now, random, rows } = draft;
  const before = rows.people.length;
  for (const person of people) {
    const createdAt = daysBefore(now, Math.min(person.months * 30, 780));
    const [givenName = "", ...rest] = person.name.split(" ");
    rows.people.push({
      id: random.id(createdAt),
      name: person.name,
      givenName,
      familyName: rest.join(" "),
      email: addressOf(person.name),
      employeeNumber: person.kind ? null : String(1001 + rows.people.length),
      kind: person.kind ?? "employee",
      title: person.title,
      department: person.department,
      location: person.location,
      managerId: null,
      startsOn: dayOf(daysBefore(now, person.months * 30)),
      endsOn: lastDayOf(person, now),
      endedAt: hasGone(person) ? daysBefore(now, person.leftDaysAgo ?? 0) : null,
      accessEndsAt: hasGone(person) ? daysBefore(now, person.leftDaysAgo ?? 0) : null,
      createdAt,
      updatedAt: createdAt,
    });
  }
  for (const row of rows.people.slice(before)) {
    const { manager } = people.find((person) => person.name === row.name) ?? {};
    row.managerId = manager ? named(rows.people, manager).id : null;
    makeIdentities(draft, row.id, row.name);
  }
}

/** Who left lately has a departure that still lacks its certificate. */
const hasGone = (person: CastPerson) => (person.leftDaysAgo ?? 0) > 90;

/** A person's address at the studio. */
export const addressOf = (name: string): string =>
  `${fold(name)
    .replace(/[^a-z ]/g, "")
    .trim()
    .split(/ +/)
    .join(".")}@${DOMAIN}`;

function lastDayOf(person: CastPerson, now: Date): Date | null {
  const days = person.leftDaysAgo ?? (person.endsInDays === undefined ? null : -person.endsInDays);
  return days === null ? null : dayOf(daysBefore(now, days));
}

function makeIdentities(draft: Draft, personId: string, name: string): void {
  const { now, random, rows } = draft;
  const discipline = disciplineOf(name);
  const add = (address: string, kind: "work" | "personal" | "client_issued", platformId: string | null) => {
    const since = daysBefore(now, random.whole(400, 700));
    const checked = random.chance(0.9);
    const identityId = random.id(since);
    rows.identities.push({
      id: identityId,
      address,
      kind,
      platformId,
      shared: false,
      mfa: checked ? (kind === "personal" && random.chance(0.2) ? "off" : "on") : "unknown",
      mfaCheckedAt: checked ? daysBefore(now, random.whole(2, 140)) : null,
      createdAt: since,
      updatedAt: since,
    });
    rows.holders.push({ id: random.id(since), identityId, personId, since });
  };
  add(addressOf(name), "work", null);
  if (discipline === "social" && random.chance(0.7))
    add(
      `${fold(name).replace(/[^a-z]/g, "")}${random.whole(11, 99)}@personal.example`,
      "personal",
      "meta_business",
    );
  if (discipline === "crm")
    add(`${addressOf(name).split("@")[0]}@alba-skincare.example`, "client_issued", "salesforce");
}

import { revokeDue } from "@/lib/register/rules/due";
import { cast, staying } from "./cast";
import { clientList } from "./client-list";
import { daysBefore, hoursAfter } from "./moments";
import { post } from "./postings";
import { finish, removeLongAgo, takeBack } from "./removals";
import { type Draft, type GrantRow, named } from "./rows";

/** Grants of the past, besides those of departures. */
const PAST = 250;

/** Those of the past who have left, and how many clients each worked for. */
const leavers = [
  ["Pelle Nyström", 9],
  ["Viktor Sokolov", 8],
] as const;

/** Adds what was held over the last two years and is over, so that any past day has its own register. */
export function makePast(draft: Draft): void {
  const { random, rows } = draft;
  const before = rows.grants.length;
  for (const [name, clients] of leavers) {
    const left = cast.find((person) => person.name === name)?.leftDaysAgo ?? 0;
    for (const listed of random.mix(clientList).slice(0, clients))
      endAll(
        draft,
        postPast(draft, listed.name, name, random.whole(left + 100, 790), left),
        left,
        "Has left the studio",
      );
  }
  const ended = clientList.filter((listed) => listed.endedDaysAgo !== undefined);
  for (const listed of ended)
    for (const name of ["Siobhán Kelly", "Ben Nowak", "Andrei Popescu", "Hugo Martins"]) {
      const days = listed.endedDaysAgo ?? 0;
      endAll(
        draft,
        postPast(draft, listed.name, name, random.whole(200, 500), days),
        days,
        "The engagement has ended",
      );
    }
  const people = staying();
  for (let tries = 0; rows.grants.length < before + PAST && tries < 2_000; tries += 1) {
    const from = random.whole(190, 790);
    const to = random.whole(12, from - 60);
    const grants = postPast(draft, random.pick(clientList).name, random.pick(people).name, from, to);
    endAll(
      draft,
      grants,
      to,
      random.pick(["The work was finished", "Moved to another team", "The grant had expired"]),
    );
  }
}

function postPast(
  draft: Draft,
  clientName: string,
  personName: string,
  fromDays: number,
  toDays: number,
): GrantRow[] {
  const { now, random, rows } = draft;
  const person = named(rows.people, personName);
  const from = daysBefore(now, fromDays + random.next());
  const client = rows.clients.find((row) => row.name === clientName);
  const isNow = rows.grants.some(
    (row) =>
      row.personId === person.id &&
      rows.assets.some((a) => a.id === row.assetId && a.clientId === client?.id),
  );
  if (!client || isNow || from < new Date(person.startsOn ?? 0)) return [];
  return post(draft, {
    clientId: client.id,
    personName,
    from,
    until: daysBefore(now, toDays),
    purpose: random.pick([
      "Website relaunch",
      "Black Friday",
      "Migration to GA4",
      "Summer sale",
      "Account audit",
    ]),
  });
}

/** Takes everything back at its end: with its tasks when it was lately, else recorded as gone. */
function endAll(draft: Draft, grants: readonly GrantRow[], daysAgo: number, reason: string): void {
  const { now, random, rows } = draft;
  const at = daysBefore(now, daysAgo);
  if (grants.length === 0) return;
  if (daysAgo > 120) {
    for (const grant of grants) removeLongAgo(draft, grant, at, reason);
    return;
  }
  const byId = named(rows.people, "Ingrid Dahl").id;
  const works = takeBack(draft, grants, {
    at,
    byId,
    reason,
    cause: "recorded",
    causeId: null,
    due: revokeDue(at),
  });
  for (const work of works) {
    const doneAt = hoursAfter(at, random.whole(1, 40), now);
    finish(draft, work, { at: doneAt, verifiedAt: random.chance(0.75) ? hoursAfter(doneAt, 30, now) : null });
  }
}

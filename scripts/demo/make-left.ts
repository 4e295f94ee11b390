import { goneLately } from "./cast";
import { clientList } from "./client-list";
import { evening, start } from "./departures";
import { notThere } from "./looks";
import { makePeople } from "./make-people";
import { daysBefore, hoursAfter } from "./moments";
import { post } from "./postings";
import { finish } from "./removals";
import { type Draft, named } from "./rows";

/** Hours after the last moment in which the last proof came, and why, where it was late. */
const last: Readonly<Record<string, { hours: number; because?: string }>> = {
  "Nia Williams": { hours: 5 },
  "Pavel Dvořák": {
    hours: 52,
    because: "The client’s only other administrator was on holiday, and nobody here could remove him.",
  },
  "Rosa Marchetti": { hours: 0.7 },
};

/** Three who left in the last months, with everything taken back: what departures are measured by. */
export function makeLeft(draft: Draft): void {
  const { now, random, rows } = draft;
  makePeople(draft, goneLately);
  const sara = named(rows.people, "Sara Rossi").id;
  for (const { name, kind, leftDaysAgo } of goneLately) {
    const person = named(rows.people, name);
    const lastMoment = evening(now, leftDaysAgo);
    for (const client of random.mix(clientList.filter((each) => each.endedDaysAgo === undefined)).slice(0, 4))
      post(draft, {
        clientId: named(rows.clients, client.name).id,
        personName: name,
        from: daysBefore(now, 300),
        until: daysBefore(now, -60),
        purpose: "Ongoing work for the client",
      });
    const { looks } = start(draft, {
      name,
      kind: kind === "contractor" ? "contract_ends" : "leaves",
      startedAt: daysBefore(now, leftDaysAgo + 14),
      lastMoment,
      note: null,
    });
    const departure = rows.departures.at(-1);
    const tasks = rows.tasks.filter((task) => task.causeId === departure?.id && task.kind !== "look");
    const { hours, because } = last[name] ?? { hours: 0 };
    for (const [index, task] of tasks.entries()) {
      const isLast = index === tasks.length - 1;
      const moved = rows.taskGrants.filter(({ taskId }) => taskId === task.id).map(({ grantId }) => grantId);
      const at = hoursAfter(lastMoment, isLast && because ? hours - 1 : -2 - index * 3, now);
      finish(
        draft,
        { task, grants: rows.grants.filter(({ id }) => moved.includes(id)) },
        { at, verifiedAt: hoursAfter(isLast ? lastMoment : at, isLast ? hours : 1, now) },
      );
    }
    // Somebody looked elsewhere in the first hours, where four eyes are asked for the second person right after.
    for (const [index, look] of looks.entries()) {
      const at = hoursAfter(lastMoment, (Math.min(hours, 6) * (index + 1)) / (looks.length + 2), now);
      notThere(draft, look, { at, secondAt: hoursAfter(at, Math.min(hours, 6) / (looks.length + 2), now) });
    }
    // What they were on ended with them.
    for (const row of rows.memberships) if (row.personId === person.id) row.endedAt = lastMoment;
    person.endedAt = hoursAfter(lastMoment, hours + 16, now);
    if (departure && because) Object.assign(departure, { lateBecause: because, lateBecauseById: sara });
  }
}

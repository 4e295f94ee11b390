import { makeDepartures } from "./departures";
import { makeAssets } from "./make-assets";
import { makeClients } from "./make-clients";
import { makeConflicts } from "./make-conflicts";
import { makeCurrent } from "./make-current";
import { makeDelegations } from "./make-delegations";
import { makeDevices } from "./make-devices";
import { makeDrafts } from "./make-drafts";
import { makeExceptions } from "./make-exceptions";
import { makeKits } from "./make-kits";
import { makeLeft } from "./make-left";
import { makeOpen } from "./make-open";
import { makePast } from "./make-past";
import { makePeople } from "./make-people";
import { makeRobots } from "./make-robots";
import { makeWaiting } from "./make-waiting";
import { randomFrom } from "./random";
import { emptyDraft, type KnownRole, type Rows } from "./rows";

const SEED = 20_261_124;

/**
 * The demo studio as rows: 48 people and three who left lately, 34 clients, 12 platforms, about 150 accounts and 620 grants that are held,
 * with two years of history. The same rows each time for one `now`. Pure; `roles` are the database's, by key.
 */
export function makeStudio(now: Date, roles: readonly KnownRole[]): Rows {
  const draft = emptyDraft(now, randomFrom(SEED), roles);
  makePeople(draft);
  // With a chance of its own, so that what comes after stays as it was.
  makeDevices({ ...draft, random: randomFrom(SEED + 1) });
  makeClients(draft);
  makeAssets(draft);
  makeRobots(draft);
  makeCurrent(draft);
  makePast(draft);
  makeLeft({ ...draft, random: randomFrom(SEED + 2) });
  makeDepartures(draft);
  makeOpen(draft);
  makeWaiting(draft);
  makeExceptions(draft);
  // Last, so that what came before stays as it was.
  makeKits(draft);
  makeDrafts(draft);
  makeConflicts(draft);
  makeDelegations(draft);
  const { rows } = draft;
  // Numbers are given in the order of the rows, and follow the time.
  rows.requests.sort(byTime((row) => row.createdAt));
  rows.departures.sort(byTime((row) => row.startedAt));
  rows.tasks.sort(byTime((row) => row.createdAt));
  rows.transitions.sort(byTime((row) => row.at));
  return rows;
}

function byTime<Row>(timeOf: (row: Row) => Date): (a: Row, b: Row) => number {
  return (a, b) => timeOf(a).getTime() - timeOf(b).getTime();
}

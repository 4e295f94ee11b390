import { chmodSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyChain } from "@/lib/audit/verify-chain";
import { db } from "@/lib/db";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { type Cluster, removeCluster, startCluster } from "@/scripts/database/cluster";
import { migrate } from "@/scripts/database/migrate";
import { call } from "@/tests/support/access-life";
import { type Heard, type Instance, startInstance } from "@/tests/support/instances";
import { giveKeys } from "@/tests/support/many-keys";
import { makeWorld, type World } from "@/tests/support/world";

/*
 * A departure with 2,100 keys on 300 clients, killed half-way: the app, then PostgreSQL. It has a server of its own that
 * keeps what it has promised; the other tests share one that forgets.
 */

let folder: string;
let cluster: Cluster;
let world: World;
let instance: Instance;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "keyholder-killed-"));
  chmodSync(folder, 0o755);
  cluster = await startCluster(folder);
  await migrate({ url: cluster.migratorUrl, name: "MIGRATION_DATABASE_URL" }, "keyholder_app");
  process.env.DATABASE_URL = cluster.appUrl;
  world = await makeWorld();
  await giveKeys(world, "tariq", 300, 7, 2_000);
  instance = await startInstance(0);
}, 120_000);

afterAll(async () => {
  await instance.kill();
  await db.$disconnect();
  await removeCluster(folder);
});

const lastMoment = new Date(Date.now() + 60 * 60_000);

const start = () => {
  const { sara, tariq } = world.people;
  return call(startDeparture, sara.actor, {
    personId: tariq.personId,
    kind: "leaves",
    lastMoment,
  });
};

/** How much of the departure there is. */
const written = async () => ({
  departures: await db.departure.count(),
  tasks: await db.task.count({ where: { cause: "departure" } }),
  ending: await db.grant.count({ where: { state: "removal_due" } }),
  leaves: (await db.person.findUniqueOrThrow({ where: { id: world.people.tariq.personId } })).accessEndsAt,
  events: await db.auditEvent.count({ where: { objectType: "departure", outcome: "done" } }),
});

const NOT_BEGUN = { departures: 0, tasks: 0, ending: 0, leaves: null, events: 0 };

/**
 * Starts the departure, and does this in its middle: it waits for the leaver's account, whose sessions it ends when
 * the keys have been taken and the tasks made.
 */
async function halfWay(key: string, kill: () => Promise<unknown>): Promise<Heard> {
  const holder = new Client({ connectionString: cluster.superuserUrl.replace(/\/postgres$/, "/keyholder") });
  holder.on("error", () => undefined);
  await holder.connect();
  await holder.query("BEGIN");
  await holder.query(`SELECT 1 FROM "Account" WHERE "personId" = $1 FOR UPDATE`, [
    world.people.tariq.personId,
  ]);
  const heard = instance.send(start(), key);
  const waiting = async () => {
    // Within a transaction the activity stands as it was first seen.
    await holder.query("SELECT pg_stat_clear_snapshot()");
    const { rows } = await holder.query(`SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND datname = 'keyholder' AND query LIKE '%"Account"%'`);
    return rows[0].n;
  };
  await expect.poll(waiting, { timeout: 30_000 }).toBe(1);
  await kill();
  // Where PostgreSQL was killed, this connection went with it.
  await holder.end().catch(() => undefined);
  return heard;
}

/** The server loses its power, and comes back on its own port. */
async function powerCut(): Promise<void> {
  process.kill(
    Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]),
    "SIGKILL",
  );
  cluster = await startCluster(folder);
  // Connections that were cut are noticed when they are used.
  await expect.poll(() => db.person.count().catch(() => 0), { timeout: 30_000 }).toBeGreaterThan(0);
}

it("is not begun when the app is killed half-way", async () => {
  expect(await halfWay("first", () => instance.kill())).toBeNull();
  instance = await startInstance(0);
  expect(await written()).toEqual(NOT_BEGUN);
  expect(await verifyChain(db)).toMatchObject({ whole: true });
}, 60_000);

it("is not begun when PostgreSQL is killed half-way", async () => {
  expect(await halfWay("second", powerCut)).toMatchObject({ refused: expect.stringMatching(/database/) });
  expect(await written()).toEqual(NOT_BEGUN);
  expect(await verifyChain(db)).toMatchObject({ whole: true });
}, 60_000);

it("is whole when it was acknowledged before the power failed, and finished when both are back", async () => {
  const heard = await instance.send(start(), "third");
  expect(heard).toMatchObject({ result: { taken: 2_100 } });
  await instance.kill();
  await powerCut();
  const whole = await written();
  expect(whole).toMatchObject({ departures: 1, ending: 2_100, events: 1 });
  expect(whole.tasks).toBeGreaterThan(2_100);

  // The same order again, with its key, is answered as before and does nothing.
  instance = await startInstance(0);
  expect(await instance.send(start(), "third")).toMatchObject({
    result: heard && "result" in heard ? heard.result : null,
  });
  expect(await written()).toEqual(whole);
  expect(await verifyChain(db)).toMatchObject({ whole: true });
  // What it promised is done after the restart: everybody is told.
  await expect.poll(() => db.notification.count({ where: { routedAt: null } }), { timeout: 30_000 }).toBe(0);
}, 60_000);

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type Cluster, removeCluster, runningCluster, startCluster } from "@/scripts/database/cluster";

let folder: string;
let cluster: Cluster;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "keyholder-cluster-"));
  chmodSync(folder, 0o755);
  await query((await startCluster(folder)).migratorUrl, "CREATE TABLE kept AS SELECT 1 AS one");
});

beforeEach(async () => {
  cluster = await startCluster(folder);
});

afterAll(() => removeCluster(folder));

async function query(url: string, sql: string) {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The embedded server's process and, when it is asked, its lock file. */
const pidFile = () => join(folder, "postgres", "postmaster.pid");
const pid = () => Number(readFileSync(pidFile(), "utf8").split("\n")[0]);

it("keeps its data, its passwords and its port from one start to the next", async () => {
  await cluster.stop();
  expect(runningCluster(folder)).toBeNull();
  const again = await startCluster(folder);
  expect(again.migratorUrl).toBe(cluster.migratorUrl);
  expect(await query(again.migratorUrl, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
});

it("starts again after the server was killed, and after only the starter was", async () => {
  const first = pid();
  process.kill(first, "SIGKILL");
  const second = await startCluster(folder);
  expect(await query(second.migratorUrl, "SELECT one FROM kept")).toEqual([{ one: 1 }]);

  // Nobody stops the second one: it is found running, and replaced.
  const orphan = pid();
  const third = await startCluster(folder);
  expect(pid()).not.toBe(orphan);
  expect(await query(third.migratorUrl, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
});

it("starts with a lock file whose number belongs to another program by now", async () => {
  const lock = readFileSync(pidFile(), "utf8");
  await cluster.stop();
  writeFileSync(pidFile(), lock.replace(/^\d+/, String(process.ppid)));
  const again = await startCluster(folder);
  expect(await query(again.appUrl, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

it("moves to another port when its own is taken", async () => {
  await cluster.stop();
  const port = Number(new URL(cluster.appUrl).port);
  const other = createServer();
  await new Promise<void>((done) => other.listen(port, "127.0.0.1", done));
  try {
    const again = await startCluster(folder);
    expect(new URL(again.appUrl).port).not.toBe(String(port));
    expect(await query(again.appUrl, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  } finally {
    other.close();
  }
});

it("makes no second set of passwords for data whose own are lost", async () => {
  await cluster.stop();
  const secrets = readFileSync(join(folder, "secrets.json"));
  rmSync(join(folder, "secrets.json"));
  await expect(startCluster(folder)).rejects.toThrow(
    /secrets.json is missing: put that file back from your backup/,
  );
  writeFileSync(join(folder, "secrets.json"), secrets);
});

it("lets in nobody without a password, and no superuser", async () => {
  const url = new URL(cluster.appUrl);
  url.password = "";
  await expect(query(url.href, "SELECT 1")).rejects.toThrow(/password/);
  const [roles] = await query(
    cluster.migratorUrl,
    `SELECT bool_or(rolsuper) AS super FROM pg_roles WHERE rolname LIKE 'keyholder%'`,
  );
  expect(roles).toEqual({ super: false });
});

it.runIf(process.getuid?.() === 0)(
  "as root, keeps its data elsewhere when its user cannot reach the folder",
  async () => {
    const closed = mkdtempSync(join(tmpdir(), "keyholder-cluster-"));
    try {
      const far = await startCluster(closed);
      expect(existsSync(join(closed, "postgres"))).toBe(false);
      expect(await query(far.appUrl, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    } finally {
      await removeCluster(closed);
    }
  },
);

import { chmodSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { removeCluster, startCluster } from "@/scripts/database/cluster";
import { migrate } from "@/scripts/database/migrate";
import { lockHolder, takeLock } from "@/scripts/setup/lock.mjs";

/** A server for one test run: who may make databases, who the app is, and the migrated database to clone. */
export type TestServer = { ownerUrl: string; appUrl: string; template: string };

const PREFIX = "keyholder-test-";

/**
 * Starts one embedded PostgreSQL that forgets (no fsync) in a temporary folder, or uses the server of
 * TEST_DATABASE_URL or DATABASE_URL, and migrates the template. `stop` leaves nothing behind.
 */
export async function startTestServer(): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const outside = process.env.TEST_DATABASE_URL ?? process.env.DATABASE_URL;
  const { owner, app, close } = outside
    ? { owner: outside, app: outside, close: async () => undefined }
    : await startOwnServer();
  const run = `keyholder_test_${process.pid}_${Date.now().toString(36)}`;
  const server = { ownerUrl: owner, appUrl: app, template: `${run}_template` };
  const stop = async () => {
    if (outside) await dropDatabases(owner, run);
    await close();
  };
  try {
    await query(owner, `CREATE DATABASE ${server.template}`);
    await migrate({ url: withDatabase(owner, server.template), name: "TEST_DATABASE_URL" }, userOf(app));
    return { server, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Clones the template under a name, in place of what has that name; gives the app's address of it. */
export async function cloneTemplate(server: TestServer, name: string): Promise<string> {
  const full = server.template.replace(/template$/, name);
  await query(server.ownerUrl, `DROP DATABASE IF EXISTS ${full} WITH (FORCE)`);
  await query(server.ownerUrl, `CREATE DATABASE ${full} TEMPLATE ${server.template} STRATEGY file_copy`);
  return withDatabase(server.appUrl, full);
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

async function startOwnServer() {
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  // Open to the user that the database runs as, when this is root.
  chmodSync(folder, 0o755);
  const lock = await takeLock(join(folder, "run.lock"));
  const cluster = await startCluster(folder, { forgetful: true });
  await query(cluster.superuserUrl, "ALTER ROLE keyholder_migrator CREATEDB");
  const close = async () => {
    await cluster.stop();
    if ("release" in lock) lock.release();
    await removeCluster(folder);
  };
  return { owner: cluster.migratorUrl, app: cluster.appUrl, close };
}

/** A run that was killed could not clean up after itself. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      if (readdirSync(folder).includes("run.lock") && !lockHolder(join(folder, "run.lock")))
        await removeCluster(folder);
    } catch {
      // Another user's run, or one that is being swept by somebody else.
    }
  }
}

async function dropDatabases(owner: string, run: string): Promise<void> {
  const names = await query(owner, `SELECT datname FROM pg_database WHERE datname LIKE '${run}%'`);
  for (const { datname } of names) await query(owner, `DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
}

async function query(url: string, sql: string): Promise<{ datname: string }[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const userOf = (url: string) => decodeURIComponent(new URL(url).username);

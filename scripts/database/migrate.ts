import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Client } from "pg";
import { PgBoss } from "pg-boss";
import { isScheduled, jobKinds, scheduledKinds, schedules } from "@/lib/jobs";
import { root } from "../setup/project.mjs";
import { Refusal } from "../setup/refusal.mjs";
import { connect } from "./connect";
import { applyMigrations, migrationChecksum, migrationNames } from "./migrations";

/** In seconds. What ran by the clock is kept for three of them. */
const DAY = 86_400;

/**
 * Brings a database to this version: the migrations, the job queue's own tables and queues, and what the app may
 * do with them. `owner` connects as the owner of the database; `appUser` is the role that the app connects as,
 * where that is another. Two starts at once wait for each other. Gives the names of the migrations applied.
 */
export async function migrate(owner: { url: string; name: string }, appUser?: string): Promise<string[]> {
  const client = await connect(owner.url, owner.name);
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('keyholder: migrate'))");
    await refuseUnknownMigrations(client);
    await ensureAppRole(client, appUser);
    const applied = await applyOrRefuse(client, owner.url);
    await ensureQueues(owner.url);
    await client.query(readFileSync(resolve(root, "prisma/grants.sql"), "utf8"));
    return applied;
  } finally {
    await client.end();
  }
}

async function refuseUnknownMigrations(client: Client): Promise<void> {
  const { rows: tables } = await client.query(
    "SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tablename = '_prisma_migrations'",
  );
  if (tables.length === 0) return;
  const { rows } = await client.query<{ name: string; isWhole: boolean; checksum: string }>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS "isWhole", checksum FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  const known = new Set(migrationNames());
  const unknown = rows.find(({ name }) => !known.has(name));
  if (unknown) {
    throw new Refusal(
      `The database is newer than this version of Keyholder (it has the migration ${unknown.name}): start the version that made it, or a later one.`,
    );
  }
  const half = rows.find(({ isWhole }) => !isWhole);
  if (half) {
    throw new Refusal(
      `The migration ${half.name} was interrupted on this database: restore the backup from before it, then start again.`,
    );
  }
  const edited = rows.find(({ name, checksum }) => checksum !== migrationChecksum(name));
  if (edited) {
    throw new Refusal(
      `The migration ${edited.name} is not the one that this database was made with: start the version that made it, or begin with an empty database.`,
    );
  }
}

/** A migration runs as one transaction, so one that fails has changed nothing and may be tried again. */
async function applyOrRefuse(client: Client, url: string): Promise<string[]> {
  try {
    return await applyMigrations(url);
  } catch (error) {
    const { rows } = await client.query<{ name: string }>(
      `UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL
       RETURNING migration_name AS name`,
    );
    const reason = error instanceof Error ? error.message.split("\n   0:")[0] : String(error);
    throw new Refusal(
      `The migration ${rows[0]?.name ?? "of the database"} failed and has changed nothing: ${reason}`,
      error,
    );
  }
}

/** The role that the app runs as, whoever it connects as. An owner that may not make it says what to ask for. */
async function ensureAppRole(client: Client, appUser = "keyholder_app"): Promise<void> {
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = 'keyholder_app'");
    if (!rowCount) await client.query("CREATE ROLE keyholder_app NOLOGIN");
    for (const role of ["keyholder_app", appUser, "CURRENT_USER"]) await allowToBecomeApp(client, role);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "42501") throw error;
    const { rows } = await client.query<{ user: string }>("SELECT current_user AS user");
    const users = [...new Set([rows[0]?.user, appUser])]
      .filter((each) => each !== "keyholder_app")
      .join(", ");
    throw new Refusal(
      `The database user may not set up the role that Keyholder runs as: have an administrator run "CREATE ROLE keyholder_app NOLOGIN; GRANT keyholder_app TO ${users};" once, then start again.`,
      error,
    );
  }
}

async function allowToBecomeApp(client: Client, role: string): Promise<void> {
  if (role === "keyholder_app") return;
  const name =
    role === "CURRENT_USER" ? (await client.query("SELECT current_user AS name")).rows[0].name : role;
  const { rows } = await client.query<{ can: boolean }>(
    "SELECT pg_has_role($1, 'keyholder_app', 'SET') AS can",
    [name],
  );
  if (!rows[0]?.can) await client.query(`GRANT keyholder_app TO ${client.escapeIdentifier(name)}`);
}

/**
 * The job queue's tables by its own migrations (the app runs it without DDL), one queue for each kind, and what comes
 * back by the clock. What is no longer scheduled stops.
 */
async function ensureQueues(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 2, supervise: false, schedule: false });
  const failures: unknown[] = [];
  boss.on("error", (error) => failures.push(error));
  await boss.start();
  try {
    for (const kind of jobKinds) {
      await boss.createQueue(
        kind,
        isScheduled(kind) ? { policy: "stately", deleteAfterSeconds: 3 * DAY } : {},
      );
    }
    for (const { name } of await boss.getSchedules()) if (!isScheduled(name)) await boss.unschedule(name);
    for (const kind of scheduledKinds) await boss.schedule(kind, schedules[kind], {}, { missed: "once" });
  } finally {
    await boss.stop({ graceful: false, close: true });
  }
  if (failures.length > 0) throw failures[0];
}

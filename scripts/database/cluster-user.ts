import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { Refusal } from "../setup/refusal.mjs";

/** Whom the database runs as: null is whoever runs the script. PostgreSQL refuses to run as root. */
export type ClusterUser = { uid: number; gid: number } | null;

/**
 * For root: the owner of the data where there are some, else `postgres` or `keyholder` where one is, else a new
 * system user `keyholder`, else `nobody`. Refuses when the machine has none of them.
 */
export function clusterUser(data: string): ClusterUser {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return { uid, gid };
  }
  const user = lookUp("postgres") ?? lookUp("keyholder") ?? addUser() ?? lookUp("nobody");
  if (user) return user;
  throw new Refusal(
    "PostgreSQL does not run as root and this machine has no other user for it: start Keyholder as an ordinary user, or set DATABASE_URL.",
  );
}

function lookUp(name: string): ClusterUser {
  const uid = Number.parseInt(spawnSync("id", ["-u", name], { encoding: "utf8" }).stdout ?? "", 10);
  const gid = Number.parseInt(spawnSync("id", ["-g", name], { encoding: "utf8" }).stdout ?? "", 10);
  return Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0 ? { uid, gid } : null;
}

function addUser(): ClusterUser {
  spawnSync("useradd", [
    "--system",
    "--user-group",
    "--no-create-home",
    "--shell",
    "/usr/sbin/nologin",
    "keyholder",
  ]);
  return lookUp("keyholder");
}

/** Can the user pass through to this path? Asked of the system itself, so that groups and ACLs count. */
export function canReach(user: ClusterUser, path: string): boolean {
  if (user === null) return true;
  return spawnSync("/bin/sh", ["-c", 'test -x "$0"', path], { ...user, cwd: "/" }).status === 0;
}

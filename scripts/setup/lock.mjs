import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { npmAbove, pause, processStamp, until } from "./processes.mjs";

/** @typedef {{ pid: number, stamp: string | null, npm: number | null, child?: { pid: number, stamp: string | null } }} Holder */

/**
 * Takes a lock file, also one that a killed process has left. A holder that is going down (the npm above it is gone,
 * or it is gone and its child still stops) is waited for, at most 15 seconds; then its child is ended.
 * @param {string} file
 * @returns {Promise<{ release: () => void, noteChild: (pid: number) => void } | { heldBy: number }>}
 */
export async function takeLock(file) {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    if (create(file)) {
      await pause(20);
      if (read(file)?.pid === process.pid)
        return { release: () => release(file), noteChild: (pid) => noteChild(file, pid) };
    }
    const holder = read(file);
    if (holder && isAlive(holder)) {
      const left = holder.npm !== null && processStamp(holder.npm) === null;
      if (!left || !(await until(15_000, () => !isAlive(holder)))) return { heldBy: holder.pid };
      continue;
    }
    if (holder?.child) await outlive(holder.child);
    if (read(file)?.pid === holder?.pid) rmSync(file, { force: true });
  }
}

/** @param {string} file @returns {Holder | null} who holds the lock now, if anyone lives */
export function lockHolder(file) {
  const holder = read(file);
  return holder && isAlive(holder) ? holder : null;
}

/** @param {string} file */
function create(file) {
  try {
    const fd = openSync(file, "wx", 0o600);
    writeSync(fd, JSON.stringify(self()));
    closeSync(fd);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** @returns {Holder} */
const self = () => ({ pid: process.pid, stamp: processStamp(process.pid), npm: npmAbove() });

/** @param {string} file @param {number} pid */
function noteChild(file, pid) {
  if (read(file)?.pid !== process.pid) return;
  const fd = openSync(file, "w", 0o600);
  writeSync(fd, JSON.stringify({ ...self(), child: { pid, stamp: processStamp(pid) } }));
  closeSync(fd);
}

/** @param {string} file */
function release(file) {
  if (read(file)?.pid === process.pid) rmSync(file, { force: true });
}

/** @param {string} file @returns {Holder | null} */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/** @param {{ pid: number, stamp: string | null }} holder */
const isAlive = (holder) => processStamp(holder.pid) === holder.stamp && holder.stamp !== null;

/** @param {{ pid: number, stamp: string | null }} child */
async function outlive(child) {
  if (await until(15_000, () => !isAlive(child))) return;
  process.kill(child.pid, "SIGKILL");
  await until(5_000, () => !isAlive(child));
}

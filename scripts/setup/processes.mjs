import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/**
 * What tells one process from a later one with the same number: when it began, and since which boot.
 * @param {number} pid
 * @returns {string | null} null when there is no such process (a zombie is none)
 */
export function processStamp(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (existsSync("/proc/self/stat")) {
    const fields = procFields(pid);
    if (!fields || fields[0] === "Z" || fields[0] === "X") return null;
    return `${fields[19]} ${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}`;
  }
  const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return stdout?.trim() || null;
}

/**
 * @param {number} pid
 * @returns {number | null}
 */
export function parentOf(pid) {
  const fields = procFields(pid);
  if (fields) return Number(fields[1]);
  return pid === process.pid ? process.ppid : null;
}

/**
 * The fields of /proc/PID/stat after the name, which may itself hold spaces and brackets.
 * @param {number} pid
 */
function procFields(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}

/**
 * The npm that runs this script, if one does: it stands directly above, or behind the shell that it uses.
 * @returns {number | null}
 */
export function npmAbove() {
  if (!process.env.npm_lifecycle_event) return null;
  return isShell(process.ppid) ? parentOf(process.ppid) : process.ppid;
}

/** @param {number} pid */
function isShell(pid) {
  try {
    return /^(da|ba)?sh$/.test(readFileSync(`/proc/${pid}/comm`, "utf8").trim());
  } catch {
    return false;
  }
}

/** @param {number} ms */
export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Asks again and again, at most for `ms`.
 * @param {number} ms
 * @param {() => boolean | Promise<boolean>} question
 */
export async function until(ms, question) {
  const end = Date.now() + ms;
  for (;;) {
    if (await question()) return true;
    if (Date.now() >= end) return false;
    await pause(50);
  }
}

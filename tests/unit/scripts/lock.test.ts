import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { lockHolder, takeLock } from "@/scripts/setup/lock.mjs";
import { processStamp } from "@/scripts/setup/processes.mjs";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "keyholder-lock-"));
  file = join(folder, "start.lock");
});

afterEach(() => rmSync(folder, { recursive: true }));

/** What another process would have written. */
const leave = (holder: object) => writeFileSync(file, JSON.stringify({ npm: null, ...holder }));

async function take() {
  const lock = await takeLock(file);
  if (!("release" in lock)) throw new Error(`held by ${lock.heldBy}`);
  return lock;
}

it("is held by one at a time, and given back", async () => {
  const lock = await take();
  expect(await takeLock(file)).toEqual({ heldBy: process.pid });
  expect(lockHolder(file)?.pid).toBe(process.pid);
  lock.release();
  expect(lockHolder(file)).toBeNull();
  (await take()).release();
});

it("is taken from a process that is gone, or whose number another has now", async () => {
  leave({ pid: 2 ** 22 + 1, stamp: "1 boot" });
  (await take()).release();
  leave({ pid: process.ppid, stamp: "began at another time" });
  (await take()).release();
});

it("is taken from a half-written file", async () => {
  writeFileSync(file, `{"pid":`);
  (await take()).release();
});

it("waits for the child of a holder that was killed", async () => {
  const child = spawn("sleep", ["0.4"]);
  const stamp = processStamp(child.pid ?? 0);
  leave({ pid: 2 ** 22 + 1, stamp: "1 boot", child: { pid: child.pid, stamp } });
  const began = performance.now();
  const lock = await take();
  expect(performance.now() - began).toBeGreaterThan(200);
  expect(JSON.parse(readFileSync(file, "utf8")).pid).toBe(process.pid);
  lock.release();
});

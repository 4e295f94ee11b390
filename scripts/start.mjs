import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { generate } from "./generate.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { launch } from "./setup/launch.mjs";
import { takeLock } from "./setup/lock.mjs";
import { servingPort } from "./setup/port.mjs";
import { dataDirectory, loadDotEnv } from "./setup/project.mjs";
import { explain, Refusal } from "./setup/refusal.mjs";
import { startSteps as steps } from "./setup/steps.mjs";

/**
 * `npm start` and `npm run dev`: from a fresh clone to a running Keyholder. This part runs on the Node of the
 * machine, before anything is installed; the rest is start.ts.
 */
async function start() {
  loadDotEnv();
  const lock = await takeStartLock();
  try {
    const port = await servingPort();
    await steps.run("Dependencies", async () => {
      await ensureDependencies(steps.say);
      return "installed";
    });
    await steps.run("Client", () => (generate() ? "generated" : "up to date"));
    return await launch("scripts/start.ts", process.argv.slice(2), {
      env: { PORT: String(port) },
      started: lock.noteChild,
    });
  } finally {
    lock.release();
  }
}

async function takeStartLock() {
  const folder = dataDirectory();
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Refusal(
      `The data directory ${folder} cannot be written: give it to the user who starts Keyholder, or choose another with KEYHOLDER_DATA_DIR.`,
      error,
    );
  }
  const lock = await takeLock(join(folder, "start.lock"));
  if ("release" in lock) return lock;
  throw new Refusal(
    `Keyholder is already running on ${folder} (process ${lock.heldBy}): stop that one first, or choose another folder with KEYHOLDER_DATA_DIR.`,
  );
}

try {
  process.exitCode = await start();
} catch (error) {
  process.exitCode = explain(error);
}

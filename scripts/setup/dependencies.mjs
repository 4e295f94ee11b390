import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { takeLock } from "./lock.mjs";
import { pause } from "./processes.mjs";
import { ownNode, root } from "./project.mjs";
import { Refusal } from "./refusal.mjs";

const stampFile = resolve(root, "node_modules/.keyholder-installed");

/**
 * Installs what the lock file names, unless it is there; one install at a time in one folder.
 * @param {(line: string) => void} say
 */
export async function ensureDependencies(say) {
  if (areInstalled()) return;
  let lock = await takeLock(resolve(root, ".install.lock"));
  for (let waited = 0; "heldBy" in lock; waited += 1) {
    if (waited === 0) say(`another process (${lock.heldBy}) is installing here; waiting for it`);
    if (waited > 900)
      throw new Refusal(
        "Another process has been installing dependencies here for 15 minutes: stop it, then start again.",
      );
    await pause(1_000);
    lock = await takeLock(resolve(root, ".install.lock"));
  }
  try {
    if (areInstalled()) return;
    say("installing what package-lock.json names (a minute or two on a fresh clone)");
    const code = await npmCi(say);
    if (code !== 0)
      throw new Refusal(
        "The dependencies could not be installed (npm's own message is above): check the connection to the npm registry, then start again.",
      );
    if (!isRunnable())
      throw new Refusal(
        "The dependencies are installed, but Node 24 among them does not run on this machine: remove node_modules and start again.",
      );
    writeFileSync(stampFile, lockHash());
  } finally {
    lock.release();
  }
}

function areInstalled() {
  if (!isRunnable()) return false;
  const hash = lockHash();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === hash) return true;
  if (!isAsLocked()) return false;
  writeFileSync(stampFile, hash);
  return true;
}

const isRunnable = () => existsSync(ownNode);

const lockHash = () =>
  createHash("sha256")
    .update(readFileSync(resolve(root, "package-lock.json")))
    .update(process.platform + process.arch)
    .digest("hex");

/** An install by hand is as good: npm's own record of node_modules has the versions of the lock file. */
function isAsLocked() {
  const record = resolve(root, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const locked = Object.entries(
    JSON.parse(readFileSync(resolve(root, "package-lock.json"), "utf8")).packages,
  );
  return locked.every(
    ([path, entry]) =>
      path === "" ||
      (installed[path] ? installed[path].version === entry.version : entry.optional || entry.peer),
  );
}

/** @param {(line: string) => void} say @returns {Promise<number | null>} */
async function npmCi(say) {
  const { command, leading, env } = npm();
  const child = spawn(
    command,
    [...leading, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
    { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] },
  );
  const began = Date.now();
  const beat = setInterval(
    () => say(`still installing, ${Math.round((Date.now() - began) / 1000)} s`),
    10_000,
  );
  try {
    return await new Promise((done, failed) => child.on("error", failed).on("close", done));
  } finally {
    clearInterval(beat);
  }
}

/**
 * npm as it was started, but never under the Node inside node_modules, which it is about to replace.
 */
function npm() {
  const inside = resolve(root, "node_modules");
  const path = (process.env.PATH ?? "").split(delimiter).filter((each) => !resolve(each).startsWith(inside));
  const outer = path.map((each) => join(each, "node")).find((each) => existsSync(each));
  const env = { ...process.env, PATH: path.join(delimiter) };
  delete env.NODE_ENV;
  const script = process.env.npm_execpath;
  if (script && existsSync(script) && /npm-cli\.js$/.test(script)) {
    const node = outer ?? process.execPath;
    env.PATH = [dirname(node), env.PATH].join(delimiter);
    return { command: node, leading: [script], env };
  }
  return { command: "npm", leading: [], env };
}

import { spawn } from "node:child_process";
import { delimiter, resolve } from "node:path";
import { ownNode, root } from "../setup/project.mjs";

const LIMIT_MS = 30 * 60_000;

/**
 * Runs one of the tools in node_modules under the project's own Node, and gives its exit code and what it said.
 * @param {string} tool its file inside node_modules
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ code: number, said: string }>}
 */
export function runTool(tool, args, env = {}) {
  return run([resolve(root, "node_modules", tool), ...args], env);
}

/**
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ code: number, said: string }>}
 */
export function run(args, env = {}) {
  const child = spawn(ownNode, args, {
    cwd: root,
    env: {
      ...process.env,
      PATH: [resolve(root, "node_modules/.bin"), process.env.PATH].join(delimiter),
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --disable-warning=ExperimentalWarning`.trim(),
      NEXT_TELEMETRY_DISABLED: "1",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const limit = setTimeout(() => {
    said += `\nStopped after ${LIMIT_MS / 60_000} minutes.\n`;
    child.kill("SIGTERM");
  }, LIMIT_MS);
  return new Promise((done, failed) => {
    child.on("error", failed).on("close", (code) => {
      clearTimeout(limit);
      done({ code: code ?? 1, said });
    });
  });
}

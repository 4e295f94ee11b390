import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { root } from "../setup/project.mjs";
import { runTool } from "./run-command.mjs";

/** @typedef {{ passed: number, failed: number, said: string, note?: string }} Outcome */

/**
 * A tool that only says yes or no counts as one.
 * @param {{ code: number, said: string }} result
 * @returns {Outcome}
 */
export const oneCheck = ({ code, said }) => ({
  passed: code === 0 ? 1 : 0,
  failed: code === 0 ? 0 : 1,
  said,
});

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {Promise<Outcome>}
 */
export async function vitest(name, args) {
  const report = reportFile(name);
  const result = await runTool("vitest/vitest.mjs", [
    "run",
    ...args,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  return counted(result, report, (found) => [
    found.numPassedTests,
    found.numFailedTests,
    found.numPendingTests,
  ]);
}

/** @returns {Promise<Outcome>} */
export async function playwright() {
  const report = reportFile("browser");
  const result = await runTool("@playwright/test/cli.js", ["test", "--reporter=list,json"], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return counted(result, report, ({ stats }) => [
    stats.expected,
    stats.unexpected + stats.flaky,
    stats.skipped,
  ]);
}

/** @param {string} name */
function reportFile(name) {
  const file = resolve(root, `test-results/reports/${name.replace(" ", "-")}.json`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/**
 * The numbers of a runner's report. One that fails without a failed test (a file that does not load, a crash, no
 * report) counts as one failure: a red run is never counted as green.
 * @param {{ code: number, said: string }} result
 * @param {string} report
 * @param {(found: any) => [number, number, number]} read
 * @returns {Outcome}
 */
function counted({ code, said }, report, read) {
  if (!existsSync(report)) return { passed: 0, failed: 1, said };
  const [passed, failed, skipped] = read(JSON.parse(readFileSync(report, "utf8")));
  const note = skipped > 0 ? `${skipped} skipped` : undefined;
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, said, ...(note && { note }) };
}

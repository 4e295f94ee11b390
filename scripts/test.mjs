import { generate } from "./generate.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { explain, Refusal } from "./setup/refusal.mjs";
import { seconds } from "./setup/steps.mjs";
import { oneCheck, playwright, vitest } from "./test/counts.mjs";
import { run, runTool } from "./test/run-command.mjs";

/** @typedef {import("./test/counts.mjs").Outcome} Outcome */
/**
 * `beside`: runs beside the steps after it. The build and the browser keep one processor busy and the integration tests
 * wait much for their database, so all of them together take little longer than the longest.
 * @typedef {{ name: string, run: () => Promise<Outcome>, needs?: string[], beside?: true }} Step
 */

const RULES = "tests/unit/architecture";

/** @type {Step[]} */
const steps = [
  { name: "install", run: () => check(() => ensureDependencies(console.log)) },
  { name: "generate", run: () => check(generate), needs: ["install"] },
  { name: "types", run: types, needs: ["generate"] },
  {
    name: "lint",
    run: async () => oneCheck(await runTool("@biomejs/biome/bin/biome", ["check", "."])),
    needs: ["install"],
  },
  { name: "import rules", run: () => vitest("rules", ["--project=unit", RULES]), needs: ["generate"] },
  {
    name: "dead code",
    run: async () => oneCheck(await runTool("knip/bin/knip.js", ["--no-progress"])),
    needs: ["generate"],
  },
  {
    name: "unit",
    run: () => vitest("unit", ["--project=unit", `--exclude=${RULES}/**`]),
    needs: ["generate"],
    beside: true,
  },
  {
    name: "integration",
    run: () => vitest("integration", ["--project=integration*"]),
    needs: ["generate"],
    beside: true,
  },
  {
    name: "build",
    run: async () => oneCheck(await run(["--import", "tsx", "scripts/setup/build-once.ts"])),
    needs: ["generate"],
  },
  { name: "browser", run: playwright, needs: ["build"] },
];

/** Route types first: without them, links to pages cannot be checked. @returns {Promise<Outcome>} */
async function types() {
  const routes = await runTool("next/dist/bin/next", ["typegen"]);
  return oneCheck(
    routes.code === 0 ? await runTool("typescript/bin/tsc", ["--noEmit", "--incremental", "false"]) : routes,
  );
}

/** @param {() => unknown} work @returns {Promise<Outcome>} */
async function check(work) {
  try {
    await work();
    return { passed: 1, failed: 0, said: "" };
  } catch (error) {
    return { passed: 0, failed: 1, said: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * The steps asked for by name, and what they stand on; all of them when none is named.
 * @param {readonly string[]} asked
 */
function chosen(asked) {
  const unknown = asked.find((name) => !steps.some((step) => step.name === name));
  if (unknown)
    throw new Refusal(
      `There is no test step "${unknown}": choose from ${steps.map(({ name }) => `"${name}"`).join(", ")}.`,
    );
  const names = new Set(asked.length > 0 ? asked : steps.map(({ name }) => name));
  for (const step of [...steps].reverse())
    if (names.has(step.name)) for (const need of step.needs ?? []) names.add(need);
  return steps.filter(({ name }) => names.has(name));
}

/** @param {readonly Step[]} all */
async function runSteps(all) {
  const total = { passed: 0, failed: 0 };
  const broken = new Set();
  /** @type {Promise<void>[]} */
  const beside = [];
  /** @param {Step} step @param {string} label */
  const take = async (step, label) => {
    const began = performance.now();
    const { passed, failed, said, note } = await step.run();
    total.passed += passed;
    total.failed += failed;
    if (failed > 0) {
      broken.add(step.name);
      console.log(said.trimEnd());
    }
    console.log(
      `${label}${[`${passed} passed`, failed > 0 && `${failed} failed`, note].filter(Boolean).join(", ")}  ${seconds(began)}`,
    );
  };
  for (const [index, step] of all.entries()) {
    const label = `${String(index + 1).padStart(2)}/${all.length}  ${step.name.padEnd(14)}`;
    const missing = step.needs?.find((need) => broken.has(need));
    if (missing) {
      console.log(`${label}not run: ${missing} has failed`);
      total.failed += 1;
      broken.add(step.name);
      continue;
    }
    const done = take(step, label);
    if (step.beside) beside.push(done);
    else await done;
  }
  await Promise.all(beside);
  return total;
}

try {
  const { passed, failed } = await runSteps(chosen(process.argv.slice(2)));
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  process.exitCode = explain(error);
}

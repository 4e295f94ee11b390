import { generate } from "./generate.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { launch } from "./setup/launch.mjs";
import { explain } from "./setup/refusal.mjs";

/** `npm run bench`: how long the work takes that may get slow; docs/benchmarks.md says what is compared. */
try {
  await ensureDependencies(console.error);
  generate();
  process.exitCode = await launch("tests/bench/run.ts", process.argv.slice(2));
} catch (error) {
  process.exitCode = explain(error);
}

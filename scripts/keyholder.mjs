import { generate } from "./generate.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { launch } from "./setup/launch.mjs";
import { loadDotEnv } from "./setup/project.mjs";
import { explain } from "./setup/refusal.mjs";

// `npm run keyholder -- <verb>`. Progress goes to the error channel: the other one belongs to the answer.
try {
  loadDotEnv();
  await ensureDependencies(console.error);
  generate();
  process.exitCode = await launch("scripts/keyholder.ts", process.argv.slice(2));
} catch (error) {
  process.exitCode = explain(error);
}

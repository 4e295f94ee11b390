import { ensureDependencies } from "./setup/dependencies.mjs";
import { launch } from "./setup/launch.mjs";
import { explain } from "./setup/refusal.mjs";

try {
  await ensureDependencies(console.log);
  process.exitCode = await launch("scripts/database/write-migration.ts", process.argv.slice(2));
} catch (error) {
  process.exitCode = explain(error);
}

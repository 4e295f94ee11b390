import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { Command, CommanderError } from "commander";
import { AppError } from "@/lib/errors";
import { withDatabase } from "./keyholder/run";
import type { RegisterVerb, Run } from "./keyholder/verb";
import { root } from "./setup/project.mjs";
import { explain, Refusal } from "./setup/refusal.mjs";

const EXIT_CODES = `
Exit codes:
  0  done
  1  it could not be done; a sentence says why
  2  the command line was not understood
  3  done, and there is something to look at`;

const program = new Command("keyholder")
  .description('Keyholder from the shell, as the audited system actor "operator".')
  .usage("<verb> [options]   (after npm run keyholder --)")
  .option("--json", "answer in JSON, for programs")
  .helpCommand(false)
  .showHelpAfterError("(--help shows what there is)")
  .addHelpText("after", EXIT_CODES)
  .exitOverride();

const run: Run = async (work, options) => {
  const { lines, json, code = 0 } = await withDatabase(work, options);
  if (wantsJson()) console.log(JSON.stringify(json, null, 2));
  else for (const line of lines) console.log(line);
  process.exitCode = code;
};

/** `--json` may stand before the verb or after it. */
const wantsJson = () => process.argv.includes("--json");

async function main(): Promise<void> {
  const folder = resolve(root, "scripts/keyholder/verbs");
  for (const file of readdirSync(folder).sort()) {
    const { register }: { register: RegisterVerb } = await import(resolve(folder, file));
    register(program, run);
  }
  for (const command of program.commands)
    command.option("--json", "answer in JSON, for programs").exitOverride();
  await program.parseAsync();
}

/** Prints why it could not be done, and gives the exit code. */
function failed(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const isExpected = error instanceof Refusal || error instanceof AppError;
  if (!isExpected) return explain(error);
  if (wantsJson())
    console.log(
      JSON.stringify(
        { error: error.message, ...(error instanceof AppError && { fields: error.fields }) },
        null,
        2,
      ),
    );
  else console.error(error.message);
  return 1;
}

try {
  await main();
} catch (error) {
  process.exitCode = failed(error);
}
process.exit();

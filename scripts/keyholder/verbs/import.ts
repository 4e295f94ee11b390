import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { discardImport } from "@/lib/imports/discard-import";
import { readImport } from "@/lib/imports/read-import";
import { reviewImport } from "@/lib/imports/review-import";
import type { SavedCounts } from "@/lib/imports/save-plan";
import { applyFile } from "@/lib/sources/apply-file";
import { Refusal } from "../../setup/refusal.mjs";
import type { Answer, RegisterVerb } from "../verb";

type Options = { people?: string; dryRun?: boolean };

/** `import FILE`: reads a spreadsheet as the screens do, applies what is clear, leaves the questions open. */
export const register: RegisterVerb = (program, run) => {
  program
    .command("import")
    .description("bring a spreadsheet (CSV or XLSX); questions stay open, for the screens")
    .argument("<file>", "who has access to what, or the list of people")
    .option("--people <file>", "the list of people, taken in together with it")
    .option("--dry-run", "only say what it would come to")
    .action((file: string, options: Options) => run(() => bring(file, options)));
};

async function bring(file: string, { people, dryRun = false }: Options): Promise<Answer> {
  const operator = systemActor("operator");
  const read = await readImport(operator, {
    file: await bytesOf(file),
    fileName: basename(file),
    ...(people ? { people: await bytesOf(people), peopleFileName: basename(people) } : {}),
  });
  const { id } = read;
  const counts = read.counts ?? (await reviewImport(operator, { id })).counts;
  if (!counts) throw new Refusal("The review could not be worked out; try again.");
  if (dryRun) {
    const run = await db.importRun.findUniqueOrThrow({ where: { id }, select: { peopleRunId: true } });
    for (const each of [id, run.peopleRunId]) if (each) await discardImport(operator, { id: each });
  } else {
    const applied = await applyFile(operator, { id });
    if (applied.state === "changed")
      throw new Refusal("The register changed at the same moment, so nothing was written. Import again.");
  }
  const { writes, ...outcomes } = counts;
  return {
    lines: sentences(counts, dryRun, id),
    json: { ...outcomes, writes, applied: !dryRun, importId: dryRun ? null : id },
  };
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    // npm runs its scripts in the project; a path is meant from where it was typed.
    return new Uint8Array(await readFile(resolve(process.env.INIT_CWD ?? "", file)));
  } catch {
    throw new Refusal(`The file ${file} cannot be read. Check its name and who may read it.`);
  }
}

function sentences(counts: SavedCounts, dryRun: boolean, id: string): string[] {
  const { writes } = counts;
  const left = counts.questions + counts.refused;
  return [
    `${counts.rows} rows: ${counts.new} new, ${counts.changed} changed, ${counts.same} the same, ${counts.questions} with a question, ${counts.refused} refused, ${counts.skipped} skipped.`,
    `${dryRun ? "Would write" : "Written"}: ${writes.people} people, ${writes.clients} clients, ${writes.accounts} accounts, ${writes.grants} keys, ${writes.changes} changes.`,
    ...(left > 0 && !dryRun
      ? [`${left} rows were not taken over: answer or export them at /import/${id}.`]
      : []),
    ...(dryRun ? ["Nothing was written."] : []),
  ];
}

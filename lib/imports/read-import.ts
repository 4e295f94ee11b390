import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/event";
import { command, noTarget } from "@/lib/command";
import { invalidInput } from "@/lib/errors";
import { ImportKind } from "@/prisma/generated/enums";
import { fileName, readSource, source } from "./read-source";
import { type Reviewed, reviewSoon } from "./review-import";
import { kindOfFile, saveRun } from "./save-run";

/**
 * Takes a spreadsheet, by file or pasted, and keeps it for review: what it is, which sheet and which columns are
 * guessed or remembered. A file of people can be brought together with a register, and is then applied with it.
 * Raises invalid_input with the sentence of whatever cannot be read; then nothing is kept.
 */
export const readImport = command({
  name: "imports.read-import",
  permission: "imports.run",
  timeoutMs: 120_000,
  input: z.strictObject({
    file: source().optional(),
    fileName: fileName(),
    /** Cells copied out of a spreadsheet program. */
    pasted: source().optional(),
    people: source().optional(),
    peopleFileName: fileName(),
    /** Absent: what the content looks like. */
    kind: z.enum(ImportKind).optional(),
  }),
  target: noTarget,
  allow: () => true,
  async change({ tx, actor, input }) {
    const brought = input.file ?? input.pasted ?? input.people;
    if (brought === undefined) {
      const sentence = "Choose a file, or paste cells from your spreadsheet.";
      throw invalidInput(sentence, { file: [sentence] });
    }
    if (input.file !== undefined && input.pasted !== undefined)
      throw invalidInput("Bring a file or paste cells, one of the two.", {
        pasted: ["There is a file as well. Take one of the two away."],
      });
    const isPeopleAlone = brought === input.people;
    const read = await readSource(brought, isPeopleAlone ? input.peopleFileName : input.fileName);
    const kind = input.kind ?? (isPeopleAlone ? "people" : kindOfFile(read.sheets));
    const people =
      input.people !== undefined && !isPeopleAlone
        ? await readSource(input.people, input.peopleFileName)
        : null;
    if (people && kind === "people")
      throw invalidInput("Both files hold people. Bring one of them, and the register beside it.", {
        people: ["The other file holds people too."],
      });

    const byId = actor.personId;
    const peopleRun = people ? await saveRun(tx, people, { kind: "people", peopleRunId: null, byId }) : null;
    const run = await saveRun(tx, read, { kind, peopleRunId: peopleRun?.id ?? null, byId });
    if (peopleRun) await reviewSoon(tx, actor, peopleRun);
    const result: Reviewed = await reviewSoon(tx, actor, run);
    const kept = [...(people && peopleRun ? [{ read: people, id: peopleRun.id, kind: "people" }] : [])];
    const audit = [...kept, { read, id: run.id, kind }].map(
      (each): AuditEntry => ({
        objectType: "import",
        objectId: each.id,
        objectName: each.read.name,
        after: { kind: each.kind, sha256: each.read.sha256 },
      }),
    );
    return { result, audit };
  },
});

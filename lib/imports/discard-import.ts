import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { lockRun } from "./run";

/**
 * Discards an import that was never applied: its content and rows go, that it was brought stays on record. A second
 * time it changes nothing. Raises conflict for one that has been applied, whose list of leftovers is kept.
 */
export const discardImport = command({
  name: "imports.discard-import",
  permission: "imports.run",
  input: z.strictObject({ id: id() }),
  target: (tx, input) => lockRun(tx, input.id),
  allow: () => true,
  async change({ tx, actor, target }) {
    const result = { id: target.id };
    if (target.state === "discarded") return { result, audit: [] };
    if (target.appliedAt) throw conflict("This import has been applied, so what came of it stays on record.");
    await tx.$executeRaw`DELETE FROM "ImportRow" WHERE "runId" = ${target.id}::uuid`;
    await tx.importRun.update({
      where: { id: target.id },
      data: {
        state: "discarded",
        content: new Uint8Array(),
        questions: [],
        answers: {},
        updatedById: actor.personId,
      },
    });
    return {
      result,
      audit: [
        {
          objectType: "import",
          objectId: target.id,
          objectName: target.fileName,
          after: { state: "discarded" },
        },
      ],
    };
  },
});

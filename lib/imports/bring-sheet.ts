import { z } from "zod";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { id, line } from "@/lib/input";
import { offerSheets } from "./choose-sheets";
import { type Reviewed, reviewSoon } from "./review-import";
import { lockRun, refuseDiscarded } from "./run";
import { openSheets } from "./run-content";
import { saveRun } from "./save-run";

/**
 * Takes another sheet of a register's workbook in as its list of people, to be applied together with it. Raises
 * conflict when it has a list of people already, invalid_input for a sheet that is not there or is the same.
 */
export const bringSheet = command({
  name: "imports.bring-sheet",
  permission: "imports.run",
  timeoutMs: 120_000,
  input: z.strictObject({ id: id(), sheet: line(200) }),
  target: (tx, input) => lockRun(tx, input.id),
  allow: () => true,
  async change({ tx, actor, input, target }) {
    refuseDiscarded(target);
    if (target.peopleRunId || target.kind !== "register")
      throw conflict("This import has its list of people already.");
    const sheets = offerSheets(openSheets(target));
    if (input.sheet === target.sheet || !sheets.some(({ sheet }) => sheet.name === input.sheet))
      throw invalidInput("Choose another sheet of the file.", { sheet: ["Choose one from the list."] });
    const byId = actor.personId;
    const read = { name: `${target.fileName}: ${input.sheet}`, sha256: target.sha256, sheets };
    const people = await saveRun(tx, read, { kind: "people", sheet: input.sheet, peopleRunId: null, byId });
    await reviewSoon(tx, actor, people);
    await tx.importRun.update({
      where: { id: target.id },
      data: { peopleRunId: people.id, state: "review", updatedById: byId },
    });
    const table = sheets.find(({ sheet }) => sheet.name === target.sheet)?.table;
    const result: Reviewed = await reviewSoon(tx, actor, { id: target.id, rows: table?.rows.length ?? 0 });
    const after = { people: input.sheet };
    return {
      result,
      audit: [{ objectType: "import", objectId: target.id, objectName: target.fileName, after }],
    };
  },
});

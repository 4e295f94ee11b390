import { z } from "zod";
import { command } from "@/lib/command";
import { invalidInput } from "@/lib/errors";
import { id, line, wholeNumber } from "@/lib/input";
import { ImportKind } from "@/prisma/generated/enums";
import { offerSheets } from "./choose-sheets";
import { readPlatforms } from "./known-platforms";
import { findMapping, rememberMapping } from "./remember-mapping";
import { type Reviewed, reviewSoon } from "./review-import";
import { lockRun, peopleFields, refuseDiscarded, registerFields } from "./run";
import { openSheets, tableOf } from "./run-content";
import { shapeOf } from "./run-shape";

/**
 * Corrects which column holds what, remembered for the next file with these headings; or takes another sheet, or
 * the file for what it is. The answers so far stay. Raises invalid_input for a column that does not exist or
 * stands for two things.
 */
export const mapImport = command({
  name: "imports.map-import",
  permission: "imports.run",
  timeoutMs: 120_000,
  input: z.strictObject({
    id: id(),
    sheet: line(200).optional(),
    kind: z.enum(ImportKind).optional(),
    /** Field by column; columns that are left out hold nothing that is wanted. Absent: as guessed for the sheet. */
    columns: z
      .array(z.strictObject({ column: wholeNumber(0, 199), field: line(40).optional() }))
      .max(200)
      .optional(),
  }),
  target: (tx, input) => lockRun(tx, input.id),
  allow: () => true,
  async change({ tx, actor, input, target }) {
    refuseDiscarded(target);
    const sheets = openSheets(target);
    const sheet = input.sheet ?? target.sheet;
    if (!sheets.some((each) => each.name === sheet))
      throw invalidInput("The file has no sheet of this name.", { sheet: ["Choose one from the list."] });
    const table = tableOf(sheets, sheet);
    const kind = input.kind ?? target.kind;
    const { understanding } = await readPlatforms(tx);
    const mapping = input.columns
      ? mappingFrom(input.columns, kind, table.headings.length)
      : await findMapping(tx, kind, table, (text) => understanding.platform(text).kind === "one");
    if (input.columns) await rememberMapping(tx, kind, table, mapping, actor.personId);
    await tx.importRun.update({
      where: { id: target.id },
      data: {
        sheet,
        shape: shapeOf(offerSheets(sheets), sheet),
        kind,
        mapping,
        state: "review",
        ...(input.columns ? { unmapped: false } : {}),
        updatedById: actor.personId,
      },
    });
    const result: Reviewed = await reviewSoon(tx, actor, { id: target.id, rows: table.rows.length });
    const after = { kind, sheet, mapping };
    return {
      result,
      audit: [{ objectType: "import", objectId: target.id, objectName: target.fileName, after }],
    };
  },
});

function mappingFrom(
  columns: readonly { column: number; field?: string | undefined }[],
  kind: ImportKind,
  width: number,
): Record<string, number> {
  const fields: readonly string[] = kind === "register" ? registerFields : peopleFields;
  const mapping: Record<string, number> = {};
  for (const [at, { column, field }] of columns.entries()) {
    if (field === undefined) continue;
    const name = `columns.${at}.field`;
    if (!fields.includes(field) || column >= width)
      throw invalidInput("Choose what each column holds from the list.", {
        [name]: ["Choose from the list."],
      });
    if (mapping[field] !== undefined)
      throw invalidInput("Two columns stand for the same thing. Keep one of them.", {
        [name]: ["Another column stands for this already."],
      });
    mapping[field] = column;
  }
  return mapping;
}

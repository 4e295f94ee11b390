import type { Tx } from "@/lib/db";
import { newIds, takeId } from "@/lib/register/new-ids";
import type { ImportKind } from "@/prisma/generated/enums";
import type { OfferedSheet } from "./choose-sheets";
import { readPlatforms } from "./known-platforms";
import type { ReadSource } from "./read-source";
import { findMapping } from "./remember-mapping";
import { sealSheets } from "./run-content";
import { shapeOf } from "./run-shape";

/** The sheet that is meant when nobody chose one: the first visible one of the kind, else the first that holds rows. */
export function firstSheet(sheets: readonly OfferedSheet[], kind: ImportKind): OfferedSheet | undefined {
  const visible = sheets.filter((offered) => !offered.sheet.hidden);
  return visible.find((offered) => offered.kind === kind) ?? visible[0] ?? sheets[0];
}

/** What a file seems to hold, when nobody said: access, unless only people are found in it. */
export function kindOfFile(sheets: readonly OfferedSheet[]): ImportKind {
  const kinds = sheets.filter((offered) => !offered.sheet.hidden).map((offered) => offered.kind);
  return !kinds.includes("register") && kinds.includes("people") ? "people" : "register";
}

/** Keeps a file that was read as a new run in review, with its columns guessed or remembered. Gives its id. */
export async function saveRun(
  tx: Tx,
  read: ReadSource,
  run: {
    kind: ImportKind;
    sheet?: string;
    peopleRunId: string | null;
    byId: string | null;
    /** Somebody has to confirm the columns before it is applied. */
    unmapped?: boolean;
  },
): Promise<{ id: string; number: number; rows: number }> {
  const id = takeId(await newIds(tx, 1));
  const chosen =
    read.sheets.find((offered) => offered.sheet.name === run.sheet) ?? firstSheet(read.sheets, run.kind);
  if (!chosen) throw new Error("A file without sheets is refused when it is read.");
  const { understanding } = await readPlatforms(tx);
  const knowsPlatform = (text: string) => understanding.platform(text).kind === "one";
  const { number } = await tx.importRun.create({
    data: {
      id,
      kind: run.kind,
      fileName: read.name,
      sha256: read.sha256,
      content: sealSheets(
        id,
        read.sheets.map((offered) => offered.sheet),
      ),
      sheet: chosen.sheet.name,
      shape: shapeOf(read.sheets, chosen.sheet.name),
      mapping: await findMapping(tx, run.kind, chosen.table, knowsPlatform),
      peopleRunId: run.peopleRunId,
      unmapped: run.unmapped ?? false,
      createdById: run.byId,
      updatedById: run.byId,
    },
    select: { number: true },
  });
  return { id, number, rows: chosen.table.rows.length };
}

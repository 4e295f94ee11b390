import { z } from "zod";
import type { OfferedSheet } from "./choose-sheets";

const SAMPLES = 3;

const shape = z.object({
  sheets: z.array(
    z.object({
      name: z.string(),
      hidden: z.boolean(),
      kind: z.enum(["register", "people", "other"]),
      rows: z.number(),
    }),
  ),
  title: z.array(z.string()),
  columns: z.array(
    z.object({ index: z.number(), heading: z.string(), hidden: z.boolean(), samples: z.array(z.string()) }),
  ),
});

/** What the review shows of a file: its sheets, and the columns of the chosen one with a few values of each. */
export type RunShape = z.infer<typeof shape>;

/** As it is kept with the run, so that no page has to open the content for it. */
export function shapeOf(sheets: readonly OfferedSheet[], chosen: string | null): RunShape {
  const offered = sheets.find((each) => each.sheet.name === chosen) ?? sheets[0];
  return {
    sheets: sheets.map(({ sheet, table, kind }) => ({
      name: sheet.name,
      hidden: sheet.hidden,
      kind,
      rows: table.rows.length,
    })),
    title: offered?.table.title ?? [],
    columns: (offered?.table.headings ?? []).map((heading, column) => ({
      index: column,
      heading,
      hidden: offered?.sheet.hiddenColumns.includes(column) ?? false,
      samples: samplesOf(offered, column),
    })),
  };
}

function samplesOf(offered: OfferedSheet | undefined, column: number): string[] {
  const texts = (offered?.table.rows ?? []).slice(0, 200).flatMap((row) => row.cells[column]?.text || []);
  return [...new Set(texts)].slice(0, SAMPLES).map((text) => text.slice(0, 60));
}

/** The shape as the run keeps it. */
export function readShape(kept: unknown): RunShape {
  return shape.catch({ sheets: [], title: [], columns: [] }).parse(kept);
}

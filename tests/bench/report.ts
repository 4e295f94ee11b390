/** One line of the report: what, how much of it, and how long it took. */
export type Line = {
  name: string;
  /** What was done, in words: "2,000 grants". */
  size: string;
  /** Median, in milliseconds. */
  ms: number;
  /** Median of the plain SQL that writes the same rows, in milliseconds; absent where nothing is written. */
  plainMs?: number;
  /** Median of the ratios of the pairs that ran one after the other. */
  ratio?: number;
  /** Parts of the whole, in milliseconds, or other figures by name. */
  parts: Record<string, number>;
};

const number = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 });

/** The lines as a table for a terminal. */
export function tableOf(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    line.name,
    line.size,
    `${number.format(line.ms)} ms`,
    line.plainMs === undefined ? "" : `${number.format(line.plainMs)} ms`,
    line.ratio === undefined ? "" : `${line.ratio.toFixed(1)} ×`,
    Object.entries(line.parts)
      .map(([name, value]) => `${name} ${number.format(value)}`)
      .join(", "),
  ]);
  const all = [["what", "how much", "median", "plain SQL", "ratio", "of which"], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

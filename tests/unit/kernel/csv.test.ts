import { describe, expect, it } from "vitest";
import { toCsv } from "@/lib/csv";

const column = [{ heading: "Name", value: (row: string) => row }];

describe("an export", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])("keeps %j as text", (evil) => {
    const [, line] = toCsv(column, [evil]).split(/\r\n(.*)/su);
    expect(line?.replace(/^"/, "")).toMatch(/^'/);
  });

  it("leaves ordinary text, quotes what has a comma, and writes days as days", () => {
    const csv = toCsv(
      [
        { heading: "Name", value: (row: { name: string; on: Date | null }) => row.name },
        { heading: "On", value: (row) => row.on },
      ],
      [
        { name: "Kite, Ltd", on: new Date("2026-11-24T00:00:00Z") },
        { name: "Ørsted", on: null },
      ],
    );
    expect(csv).toBe('\uFEFFName,On\r\n"Kite, Ltd",2026-11-24\r\nØrsted,\r\n');
  });
});

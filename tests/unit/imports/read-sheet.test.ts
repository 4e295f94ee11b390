import { deflateRawSync } from "node:zlib";
import ExcelJS from "exceljs";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { readSpreadsheet } from "@/lib/imports/read-sheet";
import type { SheetFile } from "@/lib/imports/sheet";
import { UnreadableFile } from "@/lib/imports/unreadable-file";

const texts = (file: SheetFile, sheet = 0) =>
  (file.sheets[sheet]?.rows ?? []).map((row) => row.cells.map((cell) => cell.text));

async function workbookBytes(build: (workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  build(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

describe("delimited text", () => {
  test.each([
    ["utf-8 with a mark", iconv.encode("Kunde;Wer\r\nMüller;Zoë", "utf-8", { addBOM: true })],
    ["utf-8", iconv.encode("Kunde;Wer\nMüller;Zoë", "utf-8")],
    ["utf-16le with a mark", iconv.encode("Kunde;Wer\r\nMüller;Zoë", "utf-16le", { addBOM: true })],
    ["utf-16le without a mark", iconv.encode("Kunde;Wer\r\nMüller;Zoë", "utf-16le", { addBOM: false })],
    ["utf-16be with a mark", iconv.encode("Kunde;Wer\r\nMüller;Zoë", "utf-16be", { addBOM: true })],
    ["windows-1252", iconv.encode("Kunde;Wer\r\nMüller;Zoë", "windows-1252")],
  ])("%s is read", async (_, bytes) => {
    expect(texts(await readSpreadsheet(bytes, "x.csv"))).toEqual([
      ["Kunde", "Wer"],
      ["Müller", "Zoë"],
    ]);
  });

  test("a delimiter inside quotes counts for nothing", async () => {
    const file = await readSpreadsheet(
      'Title\n\nName;City\n"Levy, Rafael";"a, b, c"\n"Hall, Tom";"d, e, f"\n',
    );
    expect(file).toMatchObject({ kind: "delimited", delimiter: ";" });
    expect(texts(file)[3]).toEqual(["Levy, Rafael", "a, b, c"]);
  });

  test("pasted cells, quoted line breaks and sep= are understood, and rows keep their number", async () => {
    expect(texts(await readSpreadsheet('a\tb\n"one\ntwo"\t3'))).toEqual([
      ["a", "b"],
      ["one\ntwo", "3"],
    ]);
    const file = await readSpreadsheet("sep=|\na|b;c;d\n1|2;3;4\n");
    expect(file.sheets[0]?.rows.map((row) => [row.number, row.cells.length])).toEqual([
      [2, 2],
      [3, 2],
    ]);
  });

  test("cells that begin a formula are text", async () => {
    const cells = texts(await readSpreadsheet('a,b\n"=HYPERLINK(""x"")",@SUM(A1)\n+44 20,-1'));
    expect(cells.slice(1)).toEqual([
      ['=HYPERLINK("x")', "@SUM(A1)"],
      ["+44 20", "-1"],
    ]);
  });
});

describe("workbooks", () => {
  test("merges, hidden parts, dates, formulas, rich text and links", async () => {
    const bytes = await workbookBytes((workbook) => {
      const sheet = workbook.addWorksheet("Access");
      sheet.addRow(["Client", "Since", "Seats", "Notes"]);
      sheet.addRow(["Acme", new Date(Date.UTC(2026, 3, 14)), { formula: "1+1", result: 2 }, "x"]);
      sheet.addRow([
        "",
        "ongoing",
        { formula: "NOW()", result: undefined },
        { text: "site", hyperlink: "https://a.example" },
      ]);
      sheet.getCell("D2").value = { richText: [{ text: "bold " }, { text: "plain" }] };
      sheet.mergeCells("A2:A3");
      sheet.getColumn(4).hidden = true;
      sheet.getRow(3).hidden = true;
      workbook.addWorksheet("Team", { state: "hidden" }).addRow(["Name"]);
    });
    const file = await readSpreadsheet(bytes, "lies.csv");
    expect(file.sheets.map((sheet) => [sheet.name, sheet.hidden, sheet.hiddenColumns])).toEqual([
      ["Access", false, [3]],
      ["Team", true, []],
    ]);
    expect(file.sheets[0]?.rows[1]?.cells).toEqual([
      { text: "Acme", kind: "text" },
      { text: "2026-04-14", kind: "date" },
      { text: "2", kind: "number", formula: true },
      { text: "bold plain", kind: "text" },
    ]);
    expect(file.sheets[0]?.rows[2]).toEqual({
      number: 3,
      hidden: true,
      cells: [
        { text: "Acme", kind: "text", merged: true },
        { text: "ongoing", kind: "text" },
        { text: "=NOW()", kind: "text", formula: true },
        { text: "site", kind: "text" },
      ],
    });
  });

  test("the calendar that begins in 1904 gives the same day", async () => {
    const bytes = await workbookBytes((workbook) => {
      workbook.properties.date1904 = true;
      workbook.addWorksheet("A").addRow(["x", new Date(Date.UTC(2026, 3, 14))]);
    });
    expect(texts(await readSpreadsheet(bytes))).toEqual([["x", "2026-04-14"]]);
  });
});

describe("what cannot be read says so in a sentence", () => {
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const old = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(1024)]);
  test.each([
    ["nothing", Buffer.alloc(0), /0 bytes/],
    ["a picture", png, /picture \(PNG\)/],
    ["a PDF", Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj"), /PDF/],
    ["an old workbook", old, /\.xls/],
    ["a locked workbook", Buffer.concat([old, Buffer.from("EncryptedPackage", "utf16le")]), /password/],
    ["a web page", Buffer.from("<html><table><tr><td>1</td></tr></table></html>"), /web page/],
    ["only blanks", Buffer.from("\r\n  \r\n"), /no text/],
    ["bytes", Buffer.from(Array.from({ length: 600 }, (_, at) => (at * 7) % 29)), /not text|type/],
    [
      "201 columns",
      Buffer.from(`${Array.from({ length: 201 }, (_, at) => `h${at}`).join(",")}\n`),
      /200 columns/,
    ],
    ["50,001 rows", Buffer.from("a,b\n".repeat(50_001)), /50000 rows/],
    ["11 MB", Buffer.alloc(11 * 1024 * 1024, 65), /10 MB/],
    [
      "an archive that unpacks to far more than it says",
      zip("xl/workbook.xml", Buffer.alloc(5_000_000, 65), 10),
      /damaged/,
    ],
    ["an archive of other things", zip("readme.txt", Buffer.from("hello"), 5), /archive|not a spreadsheet/],
    ["a broken archive", Buffer.from("PK\x03\x04 and nothing more that would follow a header"), /damaged/],
  ])("%s", async (_, bytes, message) => {
    const error = await readSpreadsheet(new Uint8Array(bytes), "register.csv").catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(UnreadableFile);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).toMatch(/\.$/);
  });

  test("a merge of whole columns is refused before it is opened", async () => {
    const sheet = Buffer.from(
      '<worksheet><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>',
    );
    const bytes = zip("xl/workbook.xml", Buffer.from("<workbook/>"), 11, ["xl/worksheets/sheet1.xml", sheet]);
    await expect(readSpreadsheet(new Uint8Array(bytes))).rejects.toThrow(/merges whole columns/);
  });

  test("any bytes and any text are read or refused, never anything else", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.string({ maxLength: 400 })),
        async (source) => {
          const result = await readSpreadsheet(source).catch((error: unknown) => error);
          expect(result instanceof UnreadableFile || (result as SheetFile).sheets.length > 0).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("a damaged workbook is refused wherever the damage is", async () => {
    const whole = await workbookBytes((workbook) => workbook.addWorksheet("A").addRow(["Client", "Who", 3]));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, value) => {
        const bytes = whole.slice();
        bytes[at] = value;
        const result = await readSpreadsheet(bytes).catch((error: unknown) => error);
        expect(result instanceof UnreadableFile || (result as SheetFile).sheets !== undefined).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

/** A zip of one or two entries, the first declaring `declared` bytes whatever is in it. */
function zip(name: string, content: Buffer, declared: number, second?: [string, Buffer]): Buffer {
  const files: [string, Buffer, number][] = [[name, content, declared]];
  if (second) files.push([second[0], second[1], second[1].length]);
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [path, data, size] of files) {
    const packed = deflateRawSync(data);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(path.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(path.length, 28);
    central.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(path), packed);
    centrals.push(central, Buffer.from(path));
    offset += 30 + path.length + packed.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

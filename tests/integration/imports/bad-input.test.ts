import { beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { applyImport } from "@/lib/imports/apply-import";
import { readImport } from "@/lib/imports/read-import";
import { makeWorld, type World } from "../../support/world";

const operator = systemActor("operator");
const HEAD = "Client,Platform,Account,Who,Login,Role,Since,Until,Notes";
const bytes = (text: string) => new TextEncoder().encode(text);
const lines = (...rows: string[]) => bytes([HEAD, ...rows].join("\n"));
let world: World;

beforeAll(async () => {
  world = await makeWorld();
});

const written = async () => ({
  people: await db.person.count(),
  clients: await db.client.count(),
  assets: await db.asset.count(),
  grants: await db.grant.count(),
});

/** The one row of a file, after it has been applied with nothing changed. */
async function only(file: Uint8Array) {
  const before = await written();
  const { id } = await readImport(operator, { file, fileName: "one.csv", kind: "register" });
  const row = await db.importRow.findFirstOrThrow({ where: { runId: id }, orderBy: { rowNumber: "desc" } });
  await applyImport(operator, { id });
  expect(await written()).toEqual(before);
  return row;
}

describe("a file that cannot be read is refused with a sentence, and nothing is kept", () => {
  const wide = Array.from({ length: 201 }, (_, at) => `c${at}`).join(",");
  test.each([
    ["0 bytes", new Uint8Array(), /empty \(0 bytes\)/],
    [
      "a PNG called .csv",
      new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1]),
      /picture/,
    ],
    ["201 columns", bytes(`${wide}\n${wide}`), /more than 200 columns/],
  ])("%s", async (_, file, sentence) => {
    const before = await db.importRun.count();
    await expect(readImport(operator, { file, fileName: "register.csv" })).rejects.toMatchObject({
      code: "invalid_input",
      message: expect.stringMatching(sentence),
    });
    expect(await db.importRun.count()).toBe(before);
  });

  test("nothing at all", async () => {
    await expect(readImport(operator, {})).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("not by who may not", async () => {
    await expect(
      readImport(world.people.omar.actor, { file: lines(), fileName: "register.csv" }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a row that cannot be is refused with a sentence, and writes nothing", () => {
  test.each([
    ["a day that does not exist", "Kite,Google Ads,5214492644,Omar Rahman,,Standard,2026-02-30,,", /30/],
    [
      "an unknown role",
      "Kite Insurance,Google Ads,5214492644,Omar Rahman,,Grand Vizier,2026-02-03,,",
      /no role “Grand Vizier”/,
    ],
    [
      "a wrong account id",
      "Kite Insurance,Salesforce,00D256863c88999EAB,Omar Rahman,,Standard User,2026-02-03,,",
      /account id/,
    ],
    [
      "an end before the start",
      "Kite Insurance,Google Ads,5214492644,Omar Rahman,,Standard,2026-02-03,2025-01-01,",
      /before it begins/,
    ],
    ["nobody", "Kite Insurance,Google Ads,5214492644,,,Standard,2026-02-03,,", /names nobody/],
  ])("%s", async (_, row, sentence) => {
    expect(await only(lines(row))).toMatchObject({
      outcome: "refused",
      sentence: expect.stringMatching(sentence),
    });
  });

  test("one person under two spellings of one address", async () => {
    const { id, counts } = await readImport(operator, {
      people: bytes(
        "First Name,Last Name,Work Email\nOla,Nordmann,Ola.Nordmann@Clickelement.example\nOla,Nordman,ola.nordmann@clickelement.example \n",
      ),
      peopleFileName: "people.csv",
    });
    expect(counts).toMatchObject({ rows: 2, new: 1, refused: 1 });
    await applyImport(operator, { id });
    expect(await db.person.count({ where: { email: "ola.nordmann@clickelement.example" } })).toBe(1);
  });
});

test("cells that begin a formula are text", async () => {
  const formula = '=HYPERLINK(""http://evil.example"",""x"")';
  const { id, counts } = await readImport(operator, {
    file: lines(`Kite Insurance,Google Ads,5214492644,Omar Rahman,,Standard,2026-02-03,,"${formula}"`),
    fileName: "formula.csv",
  });
  expect(counts).toMatchObject({ rows: 1, new: 1 });
  await applyImport(operator, { id });
  const grant = await db.grant.findFirstOrThrow({ where: { causeId: id } });
  expect(grant.purpose).toContain('Note: =HYPERLINK("http://evil.example","x")');
  expect(grant).toMatchObject({ state: "active", proof: null, personId: world.people.omar.personId });
});

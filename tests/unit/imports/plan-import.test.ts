import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { catalogueUnderstanding } from "@/lib/imports/catalogue-understanding";
import { findTable } from "@/lib/imports/find-table";
import { guessPeopleColumns, guessRegisterColumns } from "@/lib/imports/guess-columns";
import type { KnownPerson } from "@/lib/imports/known-people";
import { readPeople } from "@/lib/imports/people-file";
import { planImport, planImportGently } from "@/lib/imports/plan-import";
import type { ImportInput, ImportPlan } from "@/lib/imports/plan-types";
import { readSpreadsheet } from "@/lib/imports/read-sheet";
import { catalogue } from "@/lib/platforms/catalogue";
import { applyPlan } from "./apply-plan";

const NOW = new Date("2026-11-24T12:00:00Z");
const understanding = catalogueUnderstanding(catalogue);

async function tableOf(source: string | Uint8Array) {
  const [sheet] = (await readSpreadsheet(source)).sheets;
  if (!sheet) throw new Error("no sheet");
  return findTable(sheet);
}
async function studioPeople(): Promise<KnownPerson[]> {
  const table = await tableOf(readFileSync("tests/fixtures/studio/people.csv"));
  const { rows } = readPeople(table, guessPeopleColumns(table).mapping);
  return rows.map(({ given, family, email }) => ({ ref: email, given, family, addresses: [email] }));
}
async function inputOf(source: string | Uint8Array, more: Partial<ImportInput> = {}): Promise<ImportInput> {
  const table = await tableOf(source);
  const { mapping } = guessRegisterColumns(table);
  return {
    table,
    mapping,
    people: PEOPLE,
    clients: [],
    assets: [],
    grants: [],
    answers: {},
    understanding,
    now: NOW,
    ...more,
  };
}
const rowOf = (plan: ImportPlan, row: number) => plan.rows.find((planned) => planned.row === row);
const PEOPLE: KnownPerson[] = [
  { ref: "tom", given: "Tom", family: "Hall", addresses: ["tom.hall@studio.example"] },
  { ref: "zoe", given: "Zoë", family: "Aziz", addresses: ["zoe.aziz@studio.example"] },
  { ref: "ben-w", given: "Ben", family: "Weber", addresses: ["ben.weber@studio.example"] },
  { ref: "ben-n", given: "Ben", family: "Nowak", addresses: ["ben.nowak@studio.example"] },
];
const HEAD = "Client;Platform;Account;Who;Login;Access level;Since;Until;Reason;Notes\n";

describe("the studio's own spreadsheet", () => {
  test.each(["register.csv", "register.xlsx"])("%s: what it yields", async (file) => {
    const input = await inputOf(readFileSync(`tests/fixtures/studio/${file}`), {
      people: await studioPeople(),
    });
    const plan = planImport(input);
    const { rows, ...parts } = plan.counts;
    expect(Object.values(parts).reduce((sum, count) => sum + count, 0)).toBe(rows);
    expect(rowOf(plan, 48)).toMatchObject({
      outcome: "refused",
      sentence: expect.stringContaining("31/02/2026"),
    });
    expect(rowOf(plan, 90)).toMatchObject({
      outcome: "refused",
      sentence: expect.stringContaining("God mode"),
    });
    expect(rowOf(plan, 140)).toMatchObject({
      outcome: "refused",
      sentence: expect.stringContaining("Frobnicator"),
    });
    const copies = plan.rows.filter((row) => row.sentence.includes("copy of row")).map((row) => row.row);
    expect(copies).toEqual([177, 309, 323, 333, 438, 456, 485, 562]);
    // A copied row stands within another client's rows: those below it keep their own client and account.
    expect(rowOf(plan, 178)).toMatchObject({
      outcome: "new",
      grants: [{ client: { name: "Mondo Shoes" }, asset: { externalId: "Jb3BZa" } }],
    });
    expect(
      plan.questions.filter((question) => question.kind === "owner").map((question) => question.rows),
    ).toEqual([[61, 62, 63, 64, 133, 134, 135, 136, 137], [542]]);
    expect(
      new Set(plan.rows.flatMap((row) => row.grants.map((grant) => grant.client.name))).size,
    ).toBeLessThanOrEqual(34);
  });

  test("the same file after it has been applied changes nothing", async () => {
    const input = await inputOf(readFileSync("tests/fixtures/studio/register.csv"), {
      people: await studioPeople(),
    });
    const first = planImport(input);
    const second = planImport({ ...input, ...applyPlan(input, first) });
    expect(second.counts).toEqual({ ...first.counts, new: 0, changed: 0, same: first.counts.new });
  });

  test("the first answer to every question leaves none open", async () => {
    let input = await inputOf(readFileSync("tests/fixtures/studio/register.csv"), {
      people: await studioPeople(),
    });
    for (let round = 0; round < 5; round += 1) {
      const { questions } = planImport(input);
      const given = questions.map((question) => [question.key, question.proposals[0]?.answer ?? "leave-out"]);
      input = { ...input, answers: { ...input.answers, ...Object.fromEntries(given) } };
    }
    expect(planImport(input).counts.questions).toBe(0);
  });
});

describe("one row", () => {
  test("two people in one cell are two grants; a shared login is known to both", async () => {
    const plan = planImport(
      await inputOf(
        `${HEAD}Acme;GAds;1234567890;Tom Hall / Zoë Aziz;shared: social@studio.example;Std;14/04/2026;ongoing;??;invited, not accepted\n`,
      ),
    );
    expect(plan.counts).toMatchObject({ rows: 1, new: 1 });
    expect(rowOf(plan, 2)?.grants).toMatchObject(
      ["tom", "zoe"].map((ref) => ({
        person: { ref },
        identity: { address: "social@studio.example", shared: true },
        asset: { externalId: "1234567890", shown: "123-456-7890", platformId: "google_ads" },
        role: { key: "standard" },
        until: { kind: "none" },
        isInvited: true,
        reason: null,
      })),
    );
  });

  test("a login decides who a first name alone means; without one it is asked, once for like rows", async () => {
    const rows = `${HEAD}Acme;GA4;331040105;Ben;ben.nowak@studio.example;Viewer;14/04/2026;;;\n;GA4;;Ben;;Viewer;;;;\n;GTM;GTM-AB12CD3;Ben;;Read;;;;\n`;
    const input = await inputOf(rows);
    const plan = planImport(input);
    expect(rowOf(plan, 2)).toMatchObject({ outcome: "new", grants: [{ person: { ref: "ben-n" } }] });
    expect(plan.questions).toMatchObject([
      {
        key: "person|ben",
        rows: [3, 4],
        proposals: [{ answer: "person:ben-w" }, { answer: "person:ben-n" }],
      },
    ]);
    const answered = planImport({
      ...input,
      answers: { "person|ben": "person:ben-w", "person|ben#4": "leave-out" },
    });
    expect(answered.counts).toMatchObject({ new: 2, questions: 0, skipped: 1 });
    expect(rowOf(answered, 3)?.grants[0]?.person.ref).toBe("ben-w");
  });

  test("an answer that nobody proposed is no answer", async () => {
    const input = await inputOf(`${HEAD}Acme;GA4;331040105;Ben;;Viewer;;;;\n`, {
      answers: { "person|ben": "constructor" },
    });
    expect(planImport(input).counts.questions).toBe(1);
  });

  test("dates that can be read in two ways are one question for the whole column", async () => {
    const rows = `${HEAD}Acme;GA4;331040105;Tom Hall;;Viewer;03/04/2026;;;\n;;;Zoë Aziz;;Viewer;05/06/2026;2027-01-31;;\n`;
    const input = await inputOf(rows);
    expect(planImport(input).questions).toMatchObject([{ key: "dates|since", rows: [2, 3] }]);
    const answered = planImport({ ...input, answers: { "dates|since": "month-first" } });
    expect(answered.rows.map((row) => row.grants[0]?.since?.toISOString().slice(0, 10))).toEqual([
      "2026-03-04",
      "2026-05-06",
    ]);
  });

  test.each([
    [
      "an end before the start",
      ";GA4;331040105;Tom Hall;;Viewer;14/04/2026;13/04/2026;;",
      /before it begins/,
    ],
    ["nobody", ";GA4;331040105;;;Viewer;;;;", /names nobody/],
    ["no platform", ";;331040105;Tom Hall;;Viewer;;;;", /names no platform/],
    [
      "an id of another kind",
      ";GA4;G-AB12CD34EFXX99;Tom Hall;;Viewer;;;;",
      /account id|cannot be|measurement/i,
    ],
    [
      "a Salesforce id with a wrong check",
      ";Salesforce;00D5g000004ABcDEAX;Tom Hall;;System Administrator;;;;",
      /account id of Salesforce/,
    ],
  ])("%s is refused with a sentence", async (_, row, sentence) => {
    const plan = planImport(await inputOf(`${HEAD}Acme${row}\n`));
    expect(plan.counts).toMatchObject({ rows: 1, refused: 1 });
    expect(rowOf(plan, 2)?.sentence).toMatch(sentence);
  });

  test("an end that has passed is recorded as held until proved gone", async () => {
    const plan = planImport(
      await inputOf(`${HEAD}Acme;GA4;331040105;Tom Hall;;Viewer;14/04/2025;15/04/2026;;\n`),
    );
    expect(rowOf(plan, 2)).toMatchObject({ outcome: "new", grants: [{ hasExpired: true }] });
  });

  test("a changed end and a changed role are changes of the same grant", async () => {
    const before = await inputOf(`${HEAD}Acme;GA4;331040105;Tom Hall;;Viewer;14/04/2025;15/04/2027;;\n`);
    const applied = applyPlan(before, planImport(before));
    const later = await inputOf(
      `${HEAD}ACME Ltd;GA4;331040105;Hall, Tom;;Viewer;14/04/2025;30/06/2027;;\n`,
      applied,
    );
    expect(planImport(later).rows[0]).toMatchObject({
      outcome: "changed",
      grants: [
        { known: "grant-0", changes: [{ field: "until", before: "15 Apr 2027", after: "30 Jun 2027" }] },
      ],
    });
    const higher = await inputOf(
      `${HEAD}Acme;GA4;331040105;Tom Hall;;Editor;14/04/2025;15/04/2027;;\n`,
      applied,
    );
    expect(planImport(higher).rows[0]).toMatchObject({
      outcome: "changed",
      grants: [{ known: "grant-0", changes: [{ field: "role" }] }],
    });
  });

  test("two rows for one role at overlapping times are asked, and each answer is kept", async () => {
    const rows = `${HEAD}Acme;GA4;331040105;Tom Hall;;Viewer;14/04/2025;15/04/2026;;\n;;;Tom Hall;;Viewer;20/01/2026;31/12/2027;;\n`;
    const input = await inputOf(rows);
    const [question] = planImport(input).questions;
    expect(question).toMatchObject({ kind: "overlap", rows: [3] });
    const key = question?.key ?? "";
    const joined = planImport({ ...input, answers: { [key]: "join" } });
    expect(joined.counts).toMatchObject({ new: 1, skipped: 1 });
    expect(rowOf(joined, 2)?.grants[0]).toMatchObject({
      since: new Date("2025-04-14"),
      until: { date: new Date("2027-12-31") },
      hasExpired: false,
    });
    expect(rowOf(planImport({ ...input, answers: { [key]: "last" } }), 2)?.outcome).toBe("skipped");
  });

  test("a row that is asked stays asked, whatever its person holds there through a shared login", async () => {
    const shared = (who: string, role: string, since: string) =>
      `Northwind;Google Ads;5214492640;${who};shared: team@studio.example;${role};${since};;;\n`;
    const file = `${HEAD}${shared("Tom Hall", "Admin", "17/04/2023")}${shared("Zoë Aziz", "Standard", "24/08/2025")}Northwind;Google Ads;5214492640;Tom Hall;tom@home.example;Admin;09/01/2023;;;\n`;
    const input = await inputOf(file);
    const first = planImport(input);
    expect(first.counts).toMatchObject({ new: 2, questions: 1, refused: 0 });
    const register = applyPlan(input, first);
    // A shared login's grants are those of each of its holders.
    const holders = ["tom", "zoe"];
    const grants = register.grants.flatMap((grant) =>
      holders.map((personRef) => ({ ...grant, personRef, isShared: true })),
    );
    const second = planImport({ ...input, ...register, grants });
    expect(second.counts).toMatchObject({ same: 2, questions: 1, refused: 0 });
    expect(second.questions).toEqual(first.questions);
  });

  test("a near client is asked, and a new person can be made", async () => {
    const rows = `${HEAD}Northwind Outdoor;GA4;331040105;Tom Hall;;Viewer;;;;\nNorthwind Outdoor;GA4;331040105;Zoë Aziz;;Viewer;;;;\nNorthwind Outdor;GA4;331040106;Newt Comer;;Viewer;;;;\n`;
    const input = await inputOf(rows);
    expect(planImport(input).questions.map((question) => question.key)).toEqual([
      "client|northwind outdor",
      "person|newt comer",
    ]);
    const answers = { "client|northwind outdor": "client:northwind outdoor", "person|newt comer": "new" };
    expect(rowOf(planImport({ ...input, answers }), 4)?.grants).toMatchObject([
      { client: { name: "Northwind Outdoor" }, person: { isNew: true, given: "Newt", family: "Comer" } },
    ]);
  });
});

test("20,000 rows are planned in a few seconds, in steps, with progress", async () => {
  const lines = Array.from({ length: 20_000 }, (_, at) => {
    const account = 300_000_000 + Math.floor(at / 8);
    return `Client ${Math.floor(at / 80)};GA4;${account};${at % 2 ? "Tom Hall" : "Aziz, Zoë"};;Viewer;${(at % 28) + 1}/04/${2000 + (at % 8)};${(at % 28) + 1}/05/${2000 + (at % 8)};;`;
  });
  const input = await inputOf(HEAD + lines.join("\n"));
  const began = performance.now();
  const seen: number[] = [];
  const plan = await planImportGently(input, (progress) => seen.push(progress.done));
  expect(plan.counts.rows).toBe(20_000);
  expect(seen.length).toBeGreaterThan(40);
  expect(performance.now() - began).toBeLessThan(10_000);
});

import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { catalogueUnderstanding } from "@/lib/imports/catalogue-understanding";
import { findTable } from "@/lib/imports/find-table";
import { guessRegisterColumns } from "@/lib/imports/guess-columns";
import type { KnownPerson } from "@/lib/imports/known-people";
import { planImport } from "@/lib/imports/plan-import";
import type { ImportInput } from "@/lib/imports/plan-types";
import { readSpreadsheet } from "@/lib/imports/read-sheet";
import { catalogue } from "@/lib/platforms/catalogue";
import { applyPlan } from "./apply-plan";

const NOW = new Date("2026-11-24T12:00:00Z");
const understanding = catalogueUnderstanding(catalogue);
const PEOPLE: KnownPerson[] = ["Tom Hall", "Zoë Aziz", "Søren Kjær", "Grace O’Neill", "Sven Ben Ali"].map(
  (name) => {
    const [given = "", ...family] = name.split(" ");
    return {
      ref: name,
      given,
      family: family.join(" "),
      addresses: [`${given.toLowerCase()}@studio.example`],
    };
  },
);

/** Ways of writing each thing; the first is its own, and all must be understood as the same. */
const CLIENTS = [
  ["Northwind Outdoor", "NORTHWIND OUTDOOR", "Northwind Outdoor Ltd"],
  ["Halden & Sons", "Halden and Sons"],
  ["Brasserie Lumière", "Brasserie Lumiere SARL"],
];
const ACCOUNTS = [
  {
    platform: ["Google Ads", "GAds", "adwords"],
    platformId: "google_ads",
    ids: (n: number) => [`521449264${n}`, `521-449-264${n}`, `521 449 264${n}`],
    roles: [
      ["standard", "Standard", "STANDARD", "Std"],
      ["read-only", "Read only", "read-only"],
      ["admin", "Admin", "administrator"],
    ],
  },
  {
    platform: ["Google Analytics 4", "GA 4", "ga4"],
    platformId: "ga4",
    ids: (n: number) => [`33104010${n}`, `properties/33104010${n}`],
    roles: [
      ["viewer", "Viewer", "viewer"],
      ["editor", "Editor", "EDITOR"],
    ],
  },
  {
    platform: ["Klaviyo", "KLAVIYO"],
    platformId: "klaviyo",
    ids: (n: number) => [`7Ze2X${n}`],
    roles: [
      ["analyst", "Analyst"],
      ["manager", "manager"],
    ],
  },
];

const day = fc.integer({ min: 0, max: 1500 }).map((days) => new Date(Date.UTC(2022, 0, 1 + days)));
const grantArb = fc.record({
  client: fc.nat(CLIENTS.length - 1),
  kind: fc.nat(ACCOUNTS.length - 1),
  number: fc.nat(1),
  person: fc.nat(PEOPLE.length - 1),
  role: fc.nat(2),
  since: day,
  length: fc.option(fc.integer({ min: 0, max: 900 })),
  spelling: fc.array(fc.nat(5), { minLength: 8, maxLength: 8 }),
});
type Arb = typeof grantArb extends fc.Arbitrary<infer T> ? T : never;

const pick = <T>(from: readonly T[], at: number): T => {
  const found = from[at % from.length];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
};
/** The account's number tells its client apart, since an account has one client. */
const idsOf = (one: Arb) => pick(ACCOUNTS, one.kind).ids(one.client * 2 + one.number);
const roleOf = (one: Arb) => pick(pick(ACCOUNTS, one.kind).roles, one.role);
const untilOf = (one: Arb) =>
  one.length === null ? null : new Date(one.since.getTime() + one.length * 86_400_000);
const iso = (date: Date) => date.toISOString().slice(0, 10);

const STYLES = {
  iso,
  european: (date: Date) => iso(date).split("-").reverse().join("/"),
  dotted: (date: Date) => `${date.getUTCDate()}.${date.getUTCMonth() + 1}.${date.getUTCFullYear()}`,
  american: (date: Date) => `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`,
};
type Style = keyof typeof STYLES;

function writeMessy(
  grants: Arb[],
  options: { delimiter: string; style: Style; carry: boolean; title: boolean; empties: boolean },
): string {
  const { style, carry } = options;
  const lines: string[][] = options.title ? [["Client access – master list"], []] : [];
  lines.push([
    "Client",
    "Platform",
    "Account / ID",
    "Who",
    "Login used",
    "Access level",
    "Since",
    "Until",
    "Reason",
    "Notes",
  ]);
  let before: Arb | null = null;
  grants.forEach((one, at) => {
    const [client = 0, platform = 0, account = 0, person = 0, role = 0, none = 0, login = 0] = one.spelling;
    const until = untilOf(one);
    const { given, family, addresses } = pick(PEOPLE, one.person);
    const sameClient = before?.client === one.client;
    const sameAccount = sameClient && before?.kind === one.kind && before.number === one.number;
    const [, ...roleNames] = roleOf(one);
    lines.push([
      carry && sameClient ? "" : pick(pick(CLIENTS, one.client), client),
      pick(pick(ACCOUNTS, one.kind).platform, carry && sameAccount ? 0 : platform),
      carry && sameAccount ? "" : pick(idsOf(one), account),
      pick([`${given} ${family}`, `${family}, ${given}`, `${given}  ${family} `, given], person),
      login % 2 === 0 ? "" : (addresses[0] ?? ""),
      pick(roleNames, role),
      STYLES[style](one.since),
      until === null ? pick(["", "ongoing", "tbc", "n/a", "??"], none) : STYLES[style](until),
      "=1+1",
      "",
    ]);
    if (options.empties && at % 3 === 1) lines.push(Array(10).fill(""));
    before = one;
  });
  // A column needs a day above twelve to say its order, in a row that is refused for another reason.
  const proof = STYLES[style](new Date(Date.UTC(2024, 4, 29)));
  lines.push(
    ["Northwind Outdoor", "Nowhere at all", "1", "Tom Hall", "", "Admin", proof, proof, "", ""],
    [],
    ["Total", String(grants.length)],
  );
  return Papa.unparse(lines, { delimiter: options.delimiter });
}

/** Without two rows for one holder, account and role: whether those overlap is asked, and tested elsewhere. */
function distinct(grants: Arb[]): Arb[] {
  const seen = new Set<string>();
  return grants.filter((one) => {
    const key = [one.client, one.kind, one.number, one.person, pick(roleOf(one), 0)].join("|");
    return seen.has(key) ? false : seen.add(key);
  });
}

async function inputOf(text: string): Promise<ImportInput> {
  const [sheet] = (await readSpreadsheet(text)).sheets;
  if (!sheet) throw new Error("no sheet");
  const table = findTable(sheet);
  return {
    table,
    mapping: guessRegisterColumns(table).mapping,
    people: PEOPLE,
    clients: [],
    assets: [],
    grants: [],
    answers: {},
    understanding,
    now: NOW,
  };
}

const options = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  style: fc.constantFrom<Style>("iso", "european", "dotted", "american"),
  carry: fc.boolean(),
  title: fc.boolean(),
  empties: fc.boolean(),
});

test("a register written as people write comes back as it was, and a second time changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(grantArb, { minLength: 1, maxLength: 25 }), options, async (all, style) => {
      const grants = distinct(all).sort((a, b) => a.client - b.client);
      const input = await inputOf(writeMessy(grants, style));
      const plan = planImport(input);
      const found = plan.rows.flatMap((row) =>
        row.grants.map((grant) => [
          grant.client.ref,
          grant.asset.platformId,
          grant.asset.shown.replaceAll("-", ""),
          grant.person.ref,
          grant.role.key,
          grant.since && iso(grant.since),
          grant.until.kind === "date" ? iso(grant.until.date) : null,
        ]),
      );
      const expected = grants.map((one) => {
        const until = untilOf(one);
        const client = ["northwind outdoor", "halden and sons", "brasserie lumiere"][one.client];
        const { platformId } = pick(ACCOUNTS, one.kind);
        return [
          `new:client:${client}`,
          platformId,
          pick(idsOf(one), 0),
          pick(PEOPLE, one.person).ref,
          pick(roleOf(one), 0),
          iso(one.since),
          until && iso(until),
        ];
      });
      expect(found).toEqual(expected);
      expect(plan.counts).toMatchObject({ new: grants.length, refused: 1, questions: 0 });
      const again = planImport({ ...input, ...applyPlan(input, plan) });
      expect(again.counts).toMatchObject({
        new: 0,
        changed: 0,
        same: grants.length,
        refused: 1,
        questions: 0,
      });
    }),
    { numRuns: 150 },
  );
});

test("whatever the cells hold, nothing is thrown, every row is there once and the counts add up", async () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom(
      "",
      "GA4",
      "GAds",
      "Acme",
      "Tom Hall",
      "Tom / Zoë",
      "Admin",
      "03/04/2026",
      "tbc",
      "331040105",
      "shared: x@y.example",
      "Total",
      "__proto__",
    ),
  );
  const heads = fc.shuffledSubarray(
    ["Client", "Platform", "Account", "Who", "Login", "Role", "Since", "Until", "Notes", "Reason"],
    { minLength: 2 },
  );
  await fc.assert(
    fc.asyncProperty(
      heads,
      fc.array(fc.array(cell, { maxLength: 11 }), { minLength: 1, maxLength: 20 }),
      async (head, body) => {
        const input = await inputOf(Papa.unparse([head, ...body], { delimiter: ";" }));
        const plan = planImport(input);
        const { rows, ...parts } = plan.counts;
        expect(Object.values(parts).reduce((sum, count) => sum + count, 0)).toBe(rows);
        expect(rows).toBe(input.table.rows.length + input.table.skipped.length);
        expect(new Set(plan.rows.map((row) => row.row)).size).toBe(rows);
        expect(plan.rows.every((row) => row.sentence !== "" && row.outcome !== "same")).toBe(true);
        const asked = new Set(plan.questions.flatMap((question) => question.rows));
        expect(plan.rows.filter((row) => row.outcome === "question").every((row) => asked.has(row.row))).toBe(
          true,
        );
      },
    ),
    { numRuns: 300 },
  );
});

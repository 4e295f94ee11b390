import { beforeAll, expect, test } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { applyImport } from "@/lib/imports/apply-import";
import { progressOf } from "@/lib/imports/progress";
import { readImport } from "@/lib/imports/read-import";
import { reviewImport } from "@/lib/imports/review-import";
import { makeWorld } from "../../support/world";

const operator = systemActor("operator");
const PEOPLE = 400;
const ACCOUNTS = 50;

beforeAll(async () => {
  await makeWorld();
});

test("20,000 rows: read, worked out with progress, applied, and the same again", async () => {
  const words = ["Amber", "Birch", "Cedar", "Dune", "Elm", "Fjord", "Glen", "Heath", "Inlet", "Juniper"];
  const letters = (n: number) => [...String(n)].map((digit) => words[Number(digit)]).join("");
  const people = Array.from(
    { length: PEOPLE },
    (_, n) => `${n},First${letters(n)},Last${letters(n)},p${n}@studio.example`,
  );
  const rows = Array.from({ length: PEOPLE * ACCOUNTS }, (_, n) => {
    const person = n % PEOPLE;
    const account = Math.floor(n / PEOPLE);
    return `Client ${letters(account)},Google Ads,${7_000_000_000 + account},First${letters(person)} Last${letters(person)},,Standard,2026-01-01,,`;
  });
  const file = new TextEncoder().encode(
    ["Client,Platform,Account,Who,Login,Role,Since,Until,Notes", ...rows].join("\n"),
  );
  const sources = {
    file,
    fileName: "large.csv",
    people: new TextEncoder().encode(["Employee #,First Name,Last Name,Work Email", ...people].join("\n")),
    peopleFileName: "people.csv",
  };
  const { id, counts } = await readImport(operator, sources);
  expect(counts).toBeNull();

  const seen = new Set<number>();
  const watch = setInterval(() => seen.add(progressOf(id)?.done ?? 0), 5);
  const reviewed = await reviewImport(operator, { id });
  clearInterval(watch);
  expect(reviewed.counts).toMatchObject({ rows: 20_000, new: 20_000, questions: 0, refused: 0 });
  expect(seen.size).toBeGreaterThan(3);

  expect(await applyImport(operator, { id })).toMatchObject({ state: "applied" });
  expect(await db.grant.count({ where: { causeId: id } })).toBe(20_000);
  const again = await readImport(operator, { file, fileName: "large.csv" });
  expect((await reviewImport(operator, { id: again.id })).counts).toMatchObject({ new: 0, same: 20_000 });
}, 180_000);

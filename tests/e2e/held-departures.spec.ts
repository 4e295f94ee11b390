import { utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { readFolder } from "@/lib/sources/read-folder";
import { reportDepartures } from "@/lib/sources/report-departures";
import { expect, test } from "@/tests/support/e2e";
import { formsAreReady, sitDown } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { applyImport } from "@/tests/support/journeys/imports";
import { confirm, signUp } from "@/tests/support/sign-in";

const NAMES = ["Ana", "Ben", "Caro", "Dan", "Eva", "Finn"];

/** An HR system says that six people have left, at once. */
async function reportSix(mark: string): Promise<string> {
  const name = `Export ${mark}`;
  const { id: sourceId } = await db.hrSource.create({ data: { kind: "scim", name } });
  const people = await db.person.createManyAndReturn({
    data: NAMES.map((each) => ({ name: `${each} ${mark}`, title: "Media Buyer" })),
  });
  await db.sourcePerson.createMany({ data: people.map(({ id: personId }) => ({ sourceId, personId })) });
  await reportDepartures(systemActor("source"), {
    sourceId,
    departures: people.map(({ id: personId }) => ({ personId, kind: "terminated_now" })),
  });
  return name;
}

test("an export that says that everybody has left is held: HR releases who really leaves with a passkey, and drops the others", async ({
  browser,
}) => {
  const mark = crypto.randomUUID().slice(0, 6);
  const { page } = await sitDown(browser);
  await signUp(page, { name: `Petra ${mark}`, email: `petra-${mark}@studio.example`, roles: ["hr"] });
  const source = await reportSix(mark);

  await page.goto("/");
  await expect(page.getByText(`${source} reports more departures at once than is believable`)).toBeVisible();
  await expectGood(page);
  await page.goto("/departures/held");
  await formsAreReady(page);
  const table = page.getByRole("table", { name: `Held departures of ${source}` });
  await expect(table.getByRole("row")).toHaveCount(NAMES.length + 1);
  await expectGood(page);
  const section = page.locator("section", { has: table });
  await section.getByRole("button", { name: "They leave…" }).click();
  const releasing = page.getByRole("dialog", { name: "Who really leaves?" });
  await releasing.getByRole("checkbox", { name: new RegExp(`Ana ${mark}`) }).check();
  await releasing.getByRole("button", { name: "Start their departures" }).click();
  await confirm(page);
  await expect(table.getByRole("row")).toHaveCount(NAMES.length);
  const ana = await db.departure.findFirstOrThrow({ where: { person: { name: `Ana ${mark}` } } });
  expect(ana.kind).toBe("terminated_now");

  await section.getByRole("button", { name: "They stay…" }).click();
  const dropping = page.getByRole("dialog", { name: "Who stays?" });
  for (const name of NAMES.slice(1))
    await dropping.getByRole("checkbox", { name: new RegExp(`${name} ${mark}`) }).check();
  await dropping.getByLabel("Why it was reported").fill("The group was emptied by mistake");
  await dropping.getByRole("button", { name: "Drop these" }).click();
  await confirm(page);
  await expect(table).toHaveCount(0);
  const decided = page.getByRole("table", { name: "Decided departures" });
  await expect(decided.getByRole("row", { name: new RegExp(`Ana ${mark}`) })).toContainText("released");
  await expect(decided.getByRole("row", { name: new RegExp(`Finn ${mark}`) })).toContainText("by mistake");
  expect(await db.person.count({ where: { name: { endsWith: mark }, accessEndsAt: null } })).toBe(6);
  await expectGood(page);
});

test("a file of people says that two leave: the review shows it, and applying starts both departures", async ({
  browser,
}) => {
  const mark = crypto.randomUUID().slice(0, 6);
  const { page } = await sitDown(browser);
  await signUp(page, { name: `Lea ${mark}`, email: `lea-${mark}@studio.example`, roles: ["security_lead"] });
  const [gone = "", going = "", stays = ""] = NAMES.map((name) => `${name} Adler${mark}`);
  const mailOf = (name: string) => `${name.toLowerCase().replace(" ", ".")}@studio.example`;
  await db.person.createMany({ data: [gone, going, stays].map((name) => ({ name, email: mailOf(name) })) });
  const lastDay = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
  const sheet = [
    `Name;Dienstliche E-Mail;Austrittsdatum;Status;Kürzel ${mark}`,
    `${gone};${mailOf(gone)};;Ausgeschieden;1`,
    `${going};${mailOf(going)};${lastDay.split("-").reverse().join(".")};Vollzeit;2`,
    `${stays};${mailOf(stays)};;Vollzeit;3`,
  ].join("\n");
  await page.goto("/import");
  await formsAreReady(page);
  await page
    .getByLabel("The list of people")
    .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) });
  await page.getByRole("button", { name: "Read it" }).click();
  await page.waitForURL(/\/import\/[0-9a-f-]{36}/);
  await expect(page.getByText(`${gone} has left, the file says, without a day`)).toBeVisible();
  await expect(page.getByText(new RegExp(`${going} leaves on`))).toBeVisible();
  await expect(page.getByText(/Applying writes 2 departures/)).toBeVisible();
  expect(await db.departure.count({ where: { person: { name: { endsWith: mark } } } })).toBe(0);
  await expectGood(page);
  await applyImport(page);
  const departures = await db.departure.findMany({
    where: { person: { name: { endsWith: mark } } },
    include: { person: true },
    orderBy: { lastMoment: "asc" },
  });
  expect(departures.map((each) => each.person.name)).toEqual([gone, going]);
});

test("a file that lies in the HR system’s folder waits for HR, who confirms its columns and applies it", async ({
  browser,
}) => {
  const mark = crypto.randomUUID().slice(0, 6);
  const { page } = await sitDown(browser);
  await signUp(page, { name: `Petra ${mark}`, email: `petra-${mark}@studio.example`, roles: ["hr"] });
  const folder = process.env.HR_FOLDER ?? "";
  const path = join(folder, `people-${mark}.csv`);
  await writeFile(
    path,
    `First name,Last name,Work e-mail,Team ${mark}\nNia,${mark},nia-${mark}@studio.example,SEO\n`,
  );
  // As if it lay there for ten minutes: what is just being written waits.
  const before = new Date(Date.now() - 600_000);
  await utimes(path, before, before);
  await readFolder(folder);

  await page.goto("/settings/sources#folder");
  await formsAreReady(page);
  const row = page
    .getByRole("table", { name: "Files of the folder" })
    .getByRole("row")
    .filter({ hasText: mark });
  await expect(row).toContainText("Waits for review");
  await expect(row).toContainText("its columns are to be confirmed");
  await expectGood(page);
  await row.getByRole("link").click();
  await expect(page.getByText("with columns that nobody has confirmed yet")).toBeVisible();
  await formsAreReady(page);
  await expectGood(page);
  await page.getByRole("button", { name: "Confirm the columns" }).click();
  await applyImport(page);
  expect(await db.person.count({ where: { email: `nia-${mark}@studio.example` } })).toBe(1);
  await page.goto("/settings/sources#folder");
  await expect(row).toContainText("Applied");
});

test("an owner connects what can only call a URL: what it signs is taken, and nothing else", async ({
  browser,
  baseURL,
}) => {
  const mark = crypto.randomUUID().slice(0, 6);
  const { page } = await sitDown(browser);
  await signUp(page, { name: `Owen ${mark}`, email: `owen-${mark}@studio.example`, roles: ["owner"] });
  await page.goto("/settings/sources");
  await formsAreReady(page);
  await page.getByLabel("How it speaks").selectOption("Signed webhook");
  await page.getByLabel("Name").fill(`Payroll ${mark}`);
  await page.getByRole("button", { name: "Connect it" }).click();
  await confirm(page);
  await expect(page.getByRole("heading", { level: 1, name: `Payroll ${mark}` })).toBeVisible();
  await formsAreReady(page);
  await page.getByRole("button", { name: "Make a secret" }).click();
  await confirm(page);
  const secret = await page
    .getByRole("status")
    .getByText(/^whsec_/)
    .textContent();
  await expectGood(page);

  const path = await page.getByText(/\/api\/hr\/webhook\//).textContent();
  const call = (signature: (at: Date, body: string) => string) => {
    const body = JSON.stringify({
      type: "person.joined",
      data: { name: `Nina ${mark}`, email: `nina-${mark}@studio.example` },
    });
    const at = new Date();
    const headers = {
      "Content-Type": "application/json",
      "webhook-id": `msg_${mark}`,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": signature(at, body),
    };
    return fetch(new URL(new URL(path ?? "").pathname, baseURL), { method: "POST", headers, body });
  };
  const forged = await call(() => "v1,bm90aGluZw==");
  expect(forged.status).toBe(401);
  const taken = await call((at, body) => new Webhook(secret ?? "").sign(`msg_${mark}`, at, body));
  expect([taken.status, await taken.json()]).toEqual([
    200,
    { personId: expect.any(String), outcome: "entered" },
  ]);
  await page.reload();
  await expect(page.getByText("one person", { exact: true })).toBeVisible();
});

import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { beginGrants } from "@/lib/register/begin-grants";
import { expireGrants } from "@/lib/register/expire-grants";
import { recordGrant } from "@/lib/register/record-grant";
import { expect, test } from "@/tests/support/e2e";
import { inDays, screenshot } from "@/tests/support/grants";
import { choose, openDialog } from "@/tests/support/journeys/desk";
import { signUp } from "@/tests/support/sign-in";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function expectAccessible(page: Page): Promise<void> {
  // The title is streamed after the page.
  await expect(page).toHaveTitle(/./);
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

/** One client with one Google Ads account; two people who hold or shall hold something there. */
async function makeStudio(mark: string) {
  const client = await db.client.create({ data: { name: `Kite ${mark}`, nameKey: `kite ${mark}` } });
  const asset = await db.asset.create({
    data: {
      clientId: client.id,
      platformId: "google_ads",
      type: "ad_account",
      externalId: String(Math.floor(1e9 + Math.random() * 8e9)),
      name: `Kite search ${mark}`,
    },
  });
  const roles = await db.platformRole.findMany({ where: { platformId: "google_ads" } });
  const role = (name: string) => roles.find((each) => each.name === name)?.id ?? "";
  const omar = await db.person.create({ data: { name: `Omar ${mark}` } });
  const tariq = await db.person.create({ data: { name: `Tariq ${mark}` } });
  const line = { assetId: asset.id, purpose: "Campaign work", endsAt: inDays(60) };
  const { tasks } = await beginGrants(systemActor("demo"), {
    grants: [{ ...line, personId: omar.id, roleIds: [role("Standard")] }],
    cause: "request",
  });
  await recordGrant(systemActor("demo"), {
    grants: [
      {
        ...line,
        personId: tariq.id,
        roleIds: [role("Admin")],
        startsAt: inDays(-300),
        endsAt: inDays(30),
        proof: "unproved",
      },
    ],
  });
  return { asset, task: tasks[0]?.id ?? "", tariqId: tariq.id };
}

test("a task is done with a file, confirmed by a second person, and the register shows it", async ({
  browser,
}) => {
  const mark = crypto.randomUUID().slice(0, 6);
  const ingrid = await (await browser.newContext()).newPage();
  const aoife = await (await browser.newContext()).newPage();
  await signUp(ingrid, {
    name: `Ingrid ${mark}`,
    email: `i-${mark}@studio.example`,
    roles: ["security_lead"],
  });
  await signUp(aoife, { name: `Aoife ${mark}`, email: `a-${mark}@studio.example`, roles: ["owner"] });
  const { task, tariqId } = await makeStudio(mark);

  await ingrid.goto(`/work?q=${mark}`);
  await expect(ingrid.getByRole("heading", { level: 1 })).toHaveText("One to do");
  await expectAccessible(ingrid);
  await ingrid
    .getByRole("link", { name: `Give Omar ${mark} Standard on Kite search ${mark} (Google Ads)` })
    .click();
  await expect(ingrid.getByText("with an Admin login")).toBeVisible();
  await expectAccessible(ingrid);
  await expect(ingrid.getByText("no custodian")).toBeVisible();
  await openDialog(ingrid, "Name a custodian…");
  await choose(ingrid, "Custodian at the studio", `Aoife ${mark}`);
  await ingrid.getByRole("button", { name: "Name them" }).click();
  await expect(ingrid.getByText("no custodian")).toHaveCount(0);
  await expect(ingrid.getByRole("definition").filter({ hasText: `Aoife ${mark}` })).toHaveCount(2);

  await ingrid.getByRole("button", { name: "It is done" }).click();
  await expect(ingrid.getByRole("main").getByRole("alert")).toContainText("needs evidence");
  const file = Buffer.from(await screenshot().arrayBuffer());
  await ingrid.getByLabel(/Files/).setInputFiles({ name: "users.png", mimeType: "image/png", buffer: file });
  await ingrid.getByRole("button", { name: "It is done" }).click();
  await expect(ingrid.getByText("Done as asked").first()).toBeVisible();
  await expect(ingrid.getByRole("button", { name: "I confirm it" })).toHaveCount(0);

  const download = ingrid.waitForEvent("download");
  await ingrid.getByRole("link", { name: "users.png" }).click();
  const path = await (await download).path();
  expect(readFileSync(path).equals(file)).toBe(true);
  const href = (await ingrid.getByRole("link", { name: "users.png" }).getAttribute("href")) ?? "";
  const answer = await ingrid.request.get(href);
  expect(answer.headers()).toMatchObject({
    "content-disposition": `attachment; filename="users.png"; filename*=UTF-8''users.png`,
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  });
  expect(answer.headers()["content-security-policy"]).toContain("sandbox");

  await aoife.goto(`/work/${task}`);
  await aoife.getByLabel(/Note/).fill("The list of users shows Omar as Standard.");
  await aoife.getByRole("button", { name: "I confirm it" }).click();
  await expect(aoife.getByText("verified", { exact: true }).first()).toBeVisible();

  // The end of Tariq's key comes, and the clock takes it back.
  await db.grant.updateMany({ where: { personId: tariqId }, data: { endsAt: inDays(-3) } });
  await expireGrants(systemActor("clock"), {});
  await aoife.goto(`/register?q=${mark}`);
  await expect(aoife.getByRole("heading", { level: 1 })).toHaveText("Two keys, one expired and not removed");
  await expect(aoife.getByRole("table").getByText("expired, not removed")).toBeVisible();
  await expectAccessible(aoife);
  await aoife.getByRole("link", { name: `Omar ${mark}` }).click();
  await expect(aoife.getByRole("listitem").filter({ hasText: "active, verified" })).toBeVisible();
  await expectAccessible(aoife);

  await aoife.getByRole("button", { name: "Take it back…" }).click();
  await aoife.getByLabel("Reason").fill("The work is done.");
  await aoife.getByRole("button", { name: "Take it back", exact: true }).click();
  await expect(aoife.getByText("removal due", { exact: true }).first()).toBeVisible();

  await aoife.goto(`/register?q=${mark}`);
  await aoife.getByRole("link", { name: `Tariq ${mark}` }).click();
  await expect(aoife.getByText("removal due", { exact: true }).first()).toBeVisible();
  await expect(aoife.getByText("Its end has come.").first()).toBeVisible();
});

test("access that exists is recorded, and the day of the register stands in the address", async ({
  page,
}) => {
  const mark = crypto.randomUUID().slice(0, 6);
  await signUp(page, { name: `Lead ${mark}`, email: `l-${mark}@studio.example`, roles: ["security_lead"] });
  const { asset } = await makeStudio(mark);
  await db.person.create({ data: { name: `Nora ${mark}` } });
  await page.goto(`/register/new?asset=${asset.id}`);
  await expectAccessible(page);
  await choose(page, "Person (optional)", `Nora ${mark}`);
  await page.getByLabel("Read only").check();
  await page.getByLabel("What it is for").fill("Reports");
  await page.getByLabel("Since").fill("2026-02-01");
  await page.getByRole("button", { name: "Record" }).click();
  await expect(page).toHaveURL(/\/register\/[0-9a-f-]{36}$/);
  await expect(page.getByText("never proved").first()).toBeVisible();

  await page.goto(`/register?q=${mark}&asOf=2026-03-01`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Two keys on Sunday 1 March 2026$/);
  const csv = await page.request.get(`/register/export.csv?q=${mark}&asOf=2026-03-01`);
  expect((await csv.text()).trim().split("\r\n")).toHaveLength(3);
  await page.goto("/findings");
  await expectAccessible(page);
});

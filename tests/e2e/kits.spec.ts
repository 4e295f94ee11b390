import type { Locator, Page } from "@playwright/test";
import { db } from "@/lib/db";
import { expect, test } from "@/tests/support/e2e";
import { choose, formsAreReady, openDialog, watchConsole } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { signUp } from "@/tests/support/sign-in";

/** A client with two Google Ads accounts and a property, and somebody who is not on it yet. */
async function makeHarbour() {
  const mark = crypto.randomUUID().slice(0, 6);
  const number = () => String(Math.floor(1e9 + Math.random() * 8e9));
  const account = (platformId: string, type: string, name: string) => ({
    ...{ platformId, type, externalId: number() },
    name: `${name} ${mark}`,
  });
  const person = await db.person.create({ data: { name: `Nora Quist ${mark}` } });
  const client = await db.client.create({
    data: {
      name: `Harbour ${mark}`,
      nameKey: `harbour ${mark}`,
      engagements: {
        create: [{ name: "Launch", startsOn: new Date("2026-01-01"), endsOn: new Date("2099-12-31") }],
      },
      assets: {
        create: [
          account("google_ads", "ad_account", "Search"),
          account("google_ads", "ad_account", "Shopping"),
          account("ga4", "property", "Site"),
        ],
      },
    },
    include: { engagements: true },
  });
  return { mark, person, clientId: client.id, engagementId: client.engagements[0]?.id ?? "" };
}

/** A hand that counts what it presses and types. */
function countingHand() {
  let count = 0;
  return {
    press: (on: Locator) => {
      count += 1;
      return on.click();
    },
    type: (into: Locator, text: string) => {
      count += 1;
      return into.fill(text);
    },
    count: () => count,
  };
}

const manager = (page: Page, mark: string) =>
  signUp(page, { name: `Mia ${mark}`, email: `mia-${mark}@studio.example`, roles: ["account_manager"] });

test("an account manager makes a kit, and asks for somebody from it in under 8 interactions", async ({
  page,
}) => {
  const problems = watchConsole(page);
  const { mark, person, engagementId } = await makeHarbour();
  await manager(page, mark);

  await page.goto(`/engagements/${engagementId}`);
  await page.getByRole("link", { name: "New kit" }).click();
  await formsAreReady(page);
  await page.getByLabel("Role").fill("Media buyer");
  await choose(page, /Search/, "Publish campaigns");
  await choose(page, /Shopping/, "Publish campaigns");
  await choose(page, /Site/, "Look at reports");
  // The smallest role stands below its work before anything is saved.
  await expect(page.getByText(/is the smallest/)).toHaveCount(3);
  await page.getByRole("button", { name: "Save the kit" }).click();
  await page.waitForURL(/\/engagements\/[0-9a-f-]{36}#kits$/);
  const kit = page.getByRole("table", { name: "Kit of Media buyer" });
  await expect(kit.getByRole("row")).toHaveCount(4);
  await expect(kit).toContainText("Standard");
  await formsAreReady(page);

  const hand = countingHand();
  await hand.press(page.getByRole("button", { name: "Add…" }));
  const dialog = page.getByRole("dialog");
  await hand.press(dialog.getByRole("combobox", { name: "Person" }));
  await hand.type(page.getByPlaceholder("Type to find"), person.name);
  await hand.press(page.getByRole("option", { name: person.name }));
  await hand.type(dialog.getByLabel("Role"), "media buyer");
  await hand.press(dialog.getByRole("button", { name: "Add", exact: true }));
  await page.waitForURL(/\/ask\/[0-9a-f-]{36}$/);
  await expectGood(page);
  await formsAreReady(page);
  await hand.press(page.getByRole("button", { name: "Ask for three accounts" }));
  await expect(page.getByRole("status")).toContainText("3 accounts are asked for");
  expect(hand.count()).toBeLessThan(8);

  await expect(page.getByRole("heading", { level: 1 })).toContainText("is left to ask for");
  const items = await db.requestItem.findMany({ where: { personId: person.id }, include: { request: true } });
  expect(items.map((item) => [item.state, item.aboveSmallest, item.request.engagementId])).toEqual(
    Array.from({ length: 3 }, () => ["waiting", false, engagementId]),
  );
  await page.getByRole("link", { name: "ask for more than the kit" }).click();
  await page.waitForURL(/\/requests\/new/);
  await expect(page.getByRole("button", { name: `Remove ${person.name}` })).toBeVisible();
  expect(problems).toEqual([]);
});

test("a change of the kit shows who holds too little, and it can be copied", async ({ page }) => {
  const problems = watchConsole(page);
  const { mark, person, clientId, engagementId } = await makeHarbour();
  const assets = await db.asset.findMany({ where: { clientId, platformId: "google_ads" } });
  await db.membership.create({ data: { engagementId, personId: person.id, role: "Media buyer" } });
  await db.kitLine.createMany({
    data: assets.map(({ id }) => ({ engagementId, role: "Media buyer", assetId: id, work: ["look"] })),
  });
  const other = await db.engagement.create({
    data: { clientId, name: "Retainer", startsOn: new Date("2026-01-01") },
  });
  await manager(page, mark);

  await page.goto(`/engagements/${engagementId}`);
  const differences = page.getByRole("table", { name: "Too little and too much" });
  await expect(differences.getByRole("row").last()).toContainText(`Search ${mark}`);
  await expectGood(page);
  await differences.getByRole("link", { name: `Ask for what ${person.name} is missing` }).click();
  await expect(page.getByRole("button", { name: "Ask for two accounts" })).toBeVisible();

  await page.goto(`/engagements/${other.id}`);
  await expect(page.getByText("No role has a kit yet")).toBeVisible();
  await formsAreReady(page);
  const dialog = await openDialog(page, "Copy…");
  await dialog.getByLabel("From which engagement").selectOption({ label: `Harbour ${mark}: Launch` });
  await expect(dialog).toContainText("Two lines would be copied:");
  await dialog.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("2 lines are copied.");
  await expect(page.getByRole("table", { name: "Kit of Media buyer" }).getByRole("row")).toHaveCount(3);
  expect(problems).toEqual([]);
});

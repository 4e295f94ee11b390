import type { Page } from "@playwright/test";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { readImport } from "@/lib/imports/read-import";
import { recordGrant } from "@/lib/register/record-grant";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { expect, test } from "@/tests/support/e2e";
import { inDays } from "@/tests/support/grants";
import { makeCorner, papers } from "@/tests/support/journeys/corner";
import { formsAreReady, openDialog, watchConsole } from "@/tests/support/journeys/desk";
import { signUp } from "@/tests/support/sign-in";

type Corner = { mark: string; clientId: string; assetId: string; accountId: string; personId: string };

/** A client with one account and somebody who works for it, of this test alone. */
async function makeHarbour(): Promise<Corner> {
  const mark = crypto.randomUUID().slice(0, 6);
  const { id: clientId, assets } = await makeCorner({ name: "Harbour", mark }, papers);
  const [asset] = assets;
  const person = await db.person.create({ data: { name: `Nora Quist ${mark}` } });
  const accountId = asset?.externalId.replace(/(...)(...)(....)/, "$1-$2-$3") ?? "";
  return { mark, clientId, assetId: asset?.id ?? "", accountId, personId: person.id };
}

const lead = (page: Page, mark: string) =>
  signUp(page, { name: `Keys ${mark}`, email: `keys-${mark}@studio.example`, roles: ["security_lead"] });

/** Finds it by ⌘K and opens the first that is found, without a pointer. */
async function openByKeyboard(page: Page, words: string, found: string): Promise<void> {
  const search = page.getByPlaceholder(/^Find a person, client/);
  await expect(async () => {
    if (!(await search.isVisible())) await page.keyboard.press("ControlOrMeta+k");
    await expect(search).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.type(words);
  await expect(page.getByRole("option", { name: found, selected: true })).toBeVisible();
  await page.keyboard.press("Enter");
}

test("⌘K finds a person, a client and an account id, and opens them, by keyboard alone", async ({ page }) => {
  const problems = watchConsole(page);
  const { mark, clientId, assetId, accountId, personId } = await makeHarbour();
  await lead(page, mark);
  await openByKeyboard(page, `quist ${mark}`, `Nora Quist ${mark}`);
  await expect(page).toHaveURL(new RegExp(`/people/${personId}$`));
  await openByKeyboard(page, `harbour ${mark}`, `Harbour ${mark}`);
  await expect(page).toHaveURL(new RegExp(`/clients/${clientId}$`));
  for (const form of [accountId, accountId.replaceAll("-", "")]) {
    await openByKeyboard(page, form, `Search ${mark}`);
    await expect(page).toHaveURL(new RegExp(`/assets/${assetId}$`));
    await page.goto("/");
  }
  expect(problems).toEqual([]);
});

test("a question of an import unfolds, is answered and is gone, by keyboard alone", async ({ page }) => {
  const problems = watchConsole(page);
  const mark = crypto.randomUUID().slice(0, 6);
  await lead(page, mark);
  const rows = [
    "Client;Platform;Account / ID;Who;Login;Access level;Since;Until",
    `Harbour ${mark};GAds;${Math.floor(1e9 + Math.random() * 8e9)};Nobody ${mark};;Standard;2026-03-01;`,
  ];
  const { id } = await readImport(systemActor("operator"), { pasted: rows.join("\n"), kind: "register" });
  await page.goto(`/import/${id}`);
  await formsAreReady(page);
  const form = page.getByRole("form", { name: "Answer the questions" });
  const question = form.getByText(`Nobody ${mark}`);
  await expect(form.getByRole("radio")).toHaveCount(0);
  await question.locator("xpath=ancestor::summary").focus();
  await page.keyboard.press("Enter");
  await expect(form.getByRole("radio").first()).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(form.getByRole("link", { name: /^1 row/ })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(form.getByRole("radio").first()).toBeChecked();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(form.getByRole("radio", { name: "Leave this row out" })).toBeChecked();
  await form.getByRole("button", { name: "Take these answers" }).focus();
  await page.keyboard.press("Enter");
  await expect(form).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Apply" })).toBeVisible();
  expect(problems).toEqual([]);
});

test("the colours are chosen by keyboard, and stay", async ({ page }) => {
  const problems = watchConsole(page);
  const mark = crypto.randomUUID().slice(0, 6);
  await lead(page, mark);
  const html = page.locator("html");
  const own = page.getByRole("button", { name: new RegExp(`Keys ${mark}`) });
  await expect(async () => {
    await own.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("radio", { name: "As device" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole("radio", { name: "As device" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(html).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("Escape");
  await expect(own).toBeFocused();
  await page.goto("/people");
  await expect(html).toHaveAttribute("data-theme", "dark");
  expect(problems).toEqual([]);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("a request is approved", async ({ page }) => {
    const problems = watchConsole(page);
    const { mark, clientId, assetId, personId } = await makeHarbour();
    const asker = await db.person.create({ data: { name: `Asker ${mark}` } });
    await askForAccess(systemActor("demo"), {
      clientId,
      assetIds: [assetId],
      personIds: [personId],
      requesterId: asker.id,
      work: ["look-at-reports"],
      until: inDays(30),
      reason: "Monthly report",
    });
    await lead(page, mark);
    await page
      .getByRole("navigation", { name: "Main" })
      .getByRole("link", { name: /^Requests/ })
      .tap();
    await page.getByRole("link", { name: new RegExp(`Nora Quist ${mark}`) }).tap();
    await page.getByRole("button", { name: "Approve at the smallest" }).tap();
    await expect(page.getByText("Approved", { exact: true })).toBeVisible();
    await expectNoSidewaysScroll(page);
    expect(problems).toEqual([]);
  });

  test("a key is taken back", async ({ page }) => {
    const problems = watchConsole(page);
    const { mark, assetId, personId } = await makeHarbour();
    const role = await db.platformRole.findFirstOrThrow({
      where: { platformId: "google_ads", name: "Standard" },
    });
    await recordGrant(systemActor("demo"), {
      grants: [
        {
          personId,
          assetId,
          roleIds: [role.id],
          purpose: "Campaigns",
          startsAt: inDays(-30),
          endsAt: inDays(30),
          proof: "unproved",
        },
      ],
    });
    await lead(page, mark);
    await page.goto(`/register?q=${mark}`);
    await page.getByRole("link", { name: `Nora Quist ${mark}` }).tap();
    await page.waitForURL(/\/register\/[0-9a-f-]{36}$/);
    const dialog = await openDialog(page, "Take it back…");
    await dialog.getByLabel("Reason").fill("No longer needed.");
    await dialog.getByRole("button", { name: "Take it back" }).tap();
    await expect(page.getByText("removal due", { exact: true }).first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    expect(problems).toEqual([]);
  });
});

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
}

test("in a low window the navigation scrolls by itself, with the page's own entry in sight", async ({
  page,
}) => {
  const mark = crypto.randomUUID().slice(0, 6);
  await signUp(page, { name: `Low ${mark}`, email: `low-${mark}@studio.example`, roles: ["owner"] });
  const entries = page.getByRole("navigation", { name: "Main" }).first();
  await page.setViewportSize({ width: 1280, height: 640 });
  await page.goto("/");
  await expect(entries.getByRole("link", { name: "Today" })).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 1280, height: 400 });
  await page.goto("/audit");
  await expect(entries.getByRole("link", { name: "Audit" })).toBeInViewport({ ratio: 1 });
  await expect(entries.getByRole("link", { name: "Today" })).not.toBeInViewport();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { recordGrant } from "@/lib/register/record-grant";
import { expect, test } from "@/tests/support/e2e";
import { makeCorner } from "@/tests/support/journeys/corner";
import { choose, formsAreReady, openDialog, sitDown, watchConsole } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { confirm, signUp } from "@/tests/support/sign-in";

/** A client with one account, and somebody of the studio who works for it. */
async function makeWork(personEmail: string) {
  const mark = crypto.randomUUID().slice(0, 6);
  const person = await db.person.findFirstOrThrow({ where: { email: personEmail } });
  const client = await makeCorner(
    { name: "Quay", mark },
    { memberships: { create: { personId: person.id, role: "Planner" } } },
  );
  return { client, asset: client.assets[0], person };
}

test("somebody keeps access longer, lets it lapse and gives it back, on their own page", async ({ page }) => {
  const problems = watchConsole(page);
  const email = `own-${crypto.randomUUID().slice(0, 8)}@studio.example`;
  await signUp(page, { name: "Olaf Own", email, roles: ["staff"] });
  const { asset, person } = await makeWork(email);
  const role = await db.platformRole.findFirstOrThrow({
    where: { platformId: "google_ads", name: "Standard", heldOn: { has: "ad_account" } },
  });
  await recordGrant(systemActor("demo"), {
    grants: [
      {
        personId: person.id,
        assetId: asset?.id ?? "",
        roleIds: [role.id],
        purpose: "Search campaigns",
        startsAt: new Date(Date.now() - 30 * 86_400_000),
        endsAt: new Date(Date.now() + 9.5 * 86_400_000),
        proof: "attested",
        how: "seen in the list of users",
      },
    ],
  });

  await page.goto("/me");
  await formsAreReady(page);
  const row = page.getByRole("row", { name: new RegExp(asset?.name ?? "") });
  await expect(row.getByRole("button", { name: "Extend…" })).toBeVisible();
  await expectGood(page);
  // It came by no request: it is asked what it is for, and the smallest role for that is offered.
  const extension = await openDialog(page, "Extend…");
  await extension.getByRole("checkbox", { name: "Look at reports", exact: true }).check();
  await expect(extension).toContainText("Read only is enough for this");
  await extension.getByRole("checkbox", { name: "Publish campaigns", exact: true }).check();
  await expect(extension).toContainText("Standard is the smallest that does this: it stays.");
  await page.getByLabel("Why it is still needed").fill("The season goes on");
  await page.getByRole("button", { name: "Ask for it", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: /R-\d+ asks for it/ })).toBeVisible();

  await row.getByRole("button", { name: "Let it lapse" }).click();
  await expect(row).toContainText("You let it lapse");

  const dialog = await openDialog(page, "Give it back…");
  await dialog.getByRole("button", { name: "Give it back", exact: true }).click();
  await expect(row).toContainText("Being taken back");
  expect(problems).toEqual([]);
});

test("access is asked for a few hours", async ({ page }) => {
  const problems = watchConsole(page);
  const email = `hours-${crypto.randomUUID().slice(0, 8)}@studio.example`;
  await signUp(page, { name: "Hedda Hours", email, roles: ["staff"] });
  const { client, asset } = await makeWork(email);
  await page.goto(`/requests/new?client=${client.id}`);
  await formsAreReady(page);
  await page.getByRole("checkbox", { name: "Look at reports", exact: true }).check();
  await page.getByLabel("For how long").selectOption("For 4 hours, from when it works");
  await expect(page.getByLabel("Until the end of")).toHaveCount(0);
  await page.getByLabel("Why", { exact: true }).fill("Repair the tracking");
  await page.getByRole("button", { name: "Ask for access" }).click();
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}/);
  await expect(page.getByRole("main")).toContainText("for 4 hours, from when it works");
  await page.goto("/requests?show=mine");
  await expect(page.getByRole("row", { name: /Hedda Hours/ })).toContainText("for 4 hours");
  expect(asset).toBeDefined();
  expect(problems).toEqual([]);
});

test("access is taken in an emergency, with a proof, and reviewed by somebody else", async ({
  page,
  browser,
  baseURL,
}) => {
  const problems = watchConsole(page);
  const email = `emergency-${crypto.randomUUID().slice(0, 8)}@studio.example`;
  await signUp(page, { name: "Emil Emergency", email, roles: ["staff"] });
  const { asset } = await makeWork(email);
  await page.goto("/emergency");
  await page.getByRole("link", { name: "Take access in an emergency…" }).click();
  await choose(page, "Account", asset?.name ?? "");
  await page.waitForURL(/asset=/);
  await formsAreReady(page);
  await page.getByRole("checkbox", { name: /^Admin/ }).check();
  await page.getByLabel("For how long").selectOption("2 hours");
  await page.getByLabel("What has happened").fill("The budget runs away");
  await page.getByRole("button", { name: "Take it now" }).click();
  await confirm(page);
  await page.waitForURL(/\/emergency\/[0-9a-f-]{36}$/);
  await expect(page.getByText("It is held now")).toBeVisible();
  await expectGood(page);
  await page.getByRole("button", { name: "Give it back now" }).click();
  await expect(page.getByText("It has ended, and is not proved gone")).toBeVisible();
  expect(problems).toEqual([]);

  // On a phone: the security lead sees the alarm on Today, and answers it.
  const lead = await sitDown(browser, baseURL);
  await lead.page.setViewportSize({ width: 390, height: 844 });
  const mark = crypto.randomUUID().slice(0, 8);
  await signUp(lead.page, {
    name: `Lead ${mark}`,
    email: `lead-${mark}@studio.example`,
    roles: ["security_lead"],
  });
  await lead.page.goto("/");
  const alarm = lead.page
    .locator("main")
    .getByText("Emil Emergency took Admin")
    .locator("xpath=ancestor::*[.//button][1]");
  await alarm.getByRole("button", { name: "Review…" }).click();
  await lead.page.getByRole("radio", { name: /^Justified/ }).check();
  await lead.page.getByLabel("What you looked at, and why you think so").fill("The change history");
  await lead.page.getByRole("button", { name: "Save the review" }).click();
  await expect(lead.page.getByText("Emil Emergency took Admin")).toHaveCount(0);
  expect(lead.problems).toEqual([]);
  await lead.page.context().close();
});

import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { firstRules, usePolicy } from "@/tests/support/access-policy";
import { expect, test } from "@/tests/support/e2e";
import { inDays } from "@/tests/support/grants";
import { makeCorner, papers } from "@/tests/support/journeys/corner";
import { formsAreReady, watchConsole } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { confirm, signUp } from "@/tests/support/sign-in";

/** Other journeys share this Keyholder: afterwards the first rules count again. */
test.afterEach(async () => {
  await db.accessPolicyDraft.deleteMany();
  await usePolicy(firstRules);
});

/** Somebody to ask for, and an account of a client with its papers. */
async function makePlace(mark: string) {
  const person = await db.person.create({ data: { name: `Nora Quist ${mark}`, kind: "freelancer" } });
  const asker = await db.person.create({ data: { name: `Hal Berg ${mark}` } });
  const client = await makeCorner({ name: "Harbour", mark }, papers);
  const ask = () =>
    askForAccess(systemActor("demo"), {
      requesterId: asker.id,
      clientId: client.id,
      assetIds: client.assets.map((asset) => asset.id),
      personIds: [person.id],
      work: ["look-at-reports"],
      until: inDays(30),
      reason: "Monthly report",
    });
  return { ask };
}

test("the security lead drafts rules, sees what would have come out differently, activates them, and a request explains itself", async ({
  page,
}) => {
  const problems = watchConsole(page);
  const mark = crypto.randomUUID().slice(0, 6);
  await signUp(page, {
    name: `Lead ${mark}`,
    email: `lead-${mark}@studio.example`,
    roles: ["security_lead"],
  });
  const { ask } = await makePlace(mark);
  const { id: waits } = await ask();

  await page.goto("/settings/access-policy");
  await formsAreReady(page);
  await page.getByRole("button", { name: "Draft the next version" }).click();
  await page.waitForURL("**/settings/access-policy/draft");
  await formsAreReady(page);
  await page.getByRole("button", { name: "Add a rule…" }).click();
  const dialog = page.getByRole("dialog", { name: "A new rule" });
  await dialog.getByLabel("Name").fill("Freelancers only look");
  await dialog.getByRole("button", { name: "Add to the draft" }).click();
  await expect(dialog.getByText(/Say when this rule counts/).first()).toBeVisible();
  await dialog.getByRole("checkbox", { name: "only looks, reports and edits" }).check();
  await dialog.getByRole("checkbox", { name: "a freelancer" }).check();
  await dialog.getByRole("radio", { name: "is approved by itself" }).check();
  await dialog.getByRole("button", { name: "Add to the draft" }).click();
  await expect(dialog).toBeHidden();
  const rules = page.getByRole("table", { name: "Rules, the first that fits counts" });
  await expect(rules.getByRole("row").nth(2)).toContainText("Freelancers only look");
  await page.getByRole("button", { name: "Move “Freelancers only look” up" }).click();
  await expect(rules.getByRole("row").nth(1)).toContainText("Freelancers only look");
  const differently = page.getByRole("table", { name: "What would have come out differently" });
  await expect(differently.getByRole("row", { name: new RegExp(`Nora Quist ${mark}`) })).toContainText(
    "is approved by itself",
  );
  await expectGood(page);

  await page.getByRole("button", { name: "Activate…" }).click();
  const activating = page.getByRole("dialog", { name: /^Activate version/ });
  await activating.getByLabel("What is new, and why").fill("Reports need no waiting");
  await activating.getByRole("button", { name: /^Activate version/ }).click();
  await confirm(page);
  await page.waitForURL(/\/settings\/access-policy$/);
  await expect(rules.getByRole("row").nth(1)).toContainText("Freelancers only look");
  await expect(page.getByText("Reports need no waiting").first()).toBeVisible();
  await expectGood(page);

  // What waits keeps its answer; what is asked now is approved by the rule, which the page explains.
  await db.requestItem.updateMany({ where: { requestId: waits }, data: { state: "withdrawn" } });
  const { id } = await ask();
  await page.goto(`/requests/${id}`);
  await expect(page.getByText("by the access policy")).toBeVisible();
  const says = page.getByRole("region", { name: "What the access policy says" }).or(page.locator("section"));
  await expect(says.filter({ hasText: "What the access policy says" })).toContainText(
    /Is approved by itself by rule 1, “Freelancers only look”, of version \d+, because the role only looks, reports and edits, and it is for a freelancer\./,
  );
  await page.getByText("What was known when it was asked").click();
  await expect(page.getByText("their second factor there is not known")).toBeVisible();
  await expectGood(page);
  expect(problems).toEqual([]);
});

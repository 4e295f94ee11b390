import type { Page } from "@playwright/test";
import { db } from "@/lib/db";
import { expect, test } from "@/tests/support/e2e";
import { formsAreReady, sitDown } from "@/tests/support/journeys/desk";
import { confirm, signUp } from "@/tests/support/sign-in";

const somebody = () => {
  const mark = crypto.randomUUID().slice(0, 8);
  return { name: `Policy ${mark}`, email: `policy-${mark}@studio.example` };
};

const table = (page: Page) => page.getByRole("table", { name: "Sign-in policy by role" });
const roleRow = (page: Page, role: string) => table(page).getByRole("row", { name: new RegExp(`^${role}`) });

/** The policies as the migration made them are put back: other journeys share this Keyholder. */
let before: Awaited<ReturnType<typeof db.signInPolicy.findMany>>;
test.beforeEach(async () => {
  before = await db.signInPolicy.findMany();
});
test.afterEach(async () => {
  for (const { role, ...policy } of before) await db.signInPolicy.update({ where: { role }, data: policy });
});

test("an owner tightens staff to passkeys while somebody is signed in otherwise: the next click leads them to enrol", async ({
  page,
  browser,
  baseURL,
}) => {
  await signUp(page, { ...somebody(), roles: ["owner"] });
  const maria = await sitDown(browser, baseURL);
  const who = somebody();
  await signUp(maria.page, { ...who, roles: ["staff"] });
  // As if she had come with a password and an app: how her session began is a fact of its row.
  const { id } = await db.account.findFirstOrThrow({ where: { person: { email: who.email } } });
  await db.session.updateMany({ where: { accountId: id }, data: { way: "password_totp", passkeyId: null } });
  await maria.page.goto("/requests");
  await expect(maria.page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(maria.page).toHaveURL(/\/requests/);

  await page.goto("/settings/sign-in");
  await formsAreReady(page);
  await roleRow(page, "Staff").getByRole("button", { name: "Change…" }).click();
  const dialog = page.getByRole("dialog", { name: "How Staff signs in" });
  await expect(dialog.getByTestId("caught")).toContainText("this role");
  for (const way of ["federated_key", "password_key", "federated_mfa", "federated_totp", "password_totp"])
    await dialog.locator(`input[value=${way}]`).uncheck();
  await dialog.getByLabel("Minutes without a click").fill("3");
  await expect(dialog.getByTestId("caught")).toContainText("something is missing", { ignoreCase: true });
  await dialog.getByLabel("Minutes without a click").fill("20");
  await expect(dialog.getByTestId("caught")).toContainText("this role");
  await dialog.getByRole("button", { name: "Change the policy" }).click();
  await confirm(page);
  await expect(roleRow(page, "Staff")).toContainText("20 min without a click");
  await expect(roleRow(page, "Staff")).not.toContainText("Password");

  await maria.page.goto("/requests");
  await expect(maria.page).toHaveURL(/\/enrol/);
  await maria.page.goto("/me");
  await expect(maria.page).toHaveURL(/\/enrol/);
  // She has a passkey, so that all that is left is to sign in with it.
  await maria.page.getByRole("button", { name: "Sign in with your passkey" }).click();
  await expect(maria.page).not.toHaveURL(/\/enrol/);
  await maria.page.goto("/requests");
  await expect(maria.page).toHaveURL(/\/requests/);
  await maria.page.context().close();
});

test("AAL3 is one press, and says whom it catches", async ({ page }) => {
  await signUp(page, { ...somebody(), roles: ["owner"] });
  await page.goto("/settings/sign-in");
  await formsAreReady(page);
  await roleRow(page, "Auditor").getByRole("button", { name: "Change…" }).click();
  const dialog = page.getByRole("dialog", { name: "How Auditor signs in" });
  await dialog.getByRole("button", { name: /^AAL3/ }).click();
  await expect(dialog.getByLabel("Only passkeys that are bound to one device")).toBeChecked();
  await expect(dialog.getByLabel("Minutes without a click")).toHaveValue("15");
  await expect(dialog.getByTestId("caught")).toContainText("this role");
  await dialog.getByRole("button", { name: "Change the policy" }).click();
  await confirm(page);
  await expect(roleRow(page, "Auditor")).toContainText("bound to one device only");
  expect(await db.signInPolicy.findUniqueOrThrow({ where: { role: "auditor" } })).toMatchObject({
    ways: ["passkey"],
    idleMinutes: 15,
    absoluteHours: 12,
    deviceBoundOnly: true,
    passkeysRequired: 1,
  });
});

test("an auditor reads the policy and the table of roles, and changes nothing", async ({ page }) => {
  await signUp(page, { ...somebody(), roles: ["auditor"] });
  await page.goto("/settings/sign-in");
  await expect(roleRow(page, "Owner")).toContainText("1 required");
  await expect(page.getByRole("button", { name: "Change…" })).toHaveCount(0);
  await page.getByRole("link", { name: "What each role may do" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What each role may do");
  const requests = page.getByRole("table", { name: "Requests" });
  const decide = requests.getByRole("row", { name: /^Decide requests/ });
  await expect(decide.getByRole("cell")).toHaveText(["yes", "yes", "no", "no", "no", "no", "no"]);
  await expect(decide).toContainText("Never what one asked for or would hold oneself");
});

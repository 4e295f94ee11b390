import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { inviteMember } from "@/lib/accounts/invite-member";
import type { StudioRole } from "@/lib/accounts/rules";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { appOf, giveApp, giveCodes, givePassword, PASSWORD } from "@/tests/support/door";
import { expect, test } from "@/tests/support/e2e";
import { addAuthenticator, signUp } from "@/tests/support/sign-in";

/** What the page says went wrong; Next.js keeps an alert of its own outside. */
const alertOf = (page: Page) => page.locator('[role="alert"]:not(#__next-route-announcer__)');

/** A member with a passkey, to whose account a test gives what else it needs. */
async function member(page: Page, roles: StudioRole[] = ["staff"]) {
  const mark = crypto.randomUUID().slice(0, 8);
  const who = { name: `Quay ${mark}`, email: `quay-${mark}@studio.example` };
  await signUp(page, { ...who, roles });
  const account = await db.account.findFirstOrThrow({ where: { person: { email: who.email } } });
  return { ...who, accountId: account.id };
}

const otherBrowser = async (browser: Browser, baseURL: string): Promise<Page> =>
  (await browser.newContext({ baseURL })).newPage();

async function typePassword(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByRole("link", { name: "Sign in with a password instead" }).click();
  await page.getByLabel("Your e-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Go on" }).click();
}

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    // A colour on its way to the other theme is neither.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((each) => each.finished)));
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual(
      [],
    );
  }
}

test("a password and the code of an app lead to the page that was asked for; a wrong code is told", async ({
  page,
  browser,
  baseURL,
}) => {
  const who = await member(page);
  await givePassword(who.accountId);
  const app = await giveApp(who.accountId);
  const theirs = await otherBrowser(browser, baseURL);
  await theirs.goto("/requests?show=all");
  await typePassword(theirs, who.email);
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Second step");
  const code = theirs.getByLabel("Code of your authenticator app");
  await expect(code).toHaveAttribute("autocomplete", "one-time-code");
  await expect(code).toHaveAttribute("inputmode", "numeric");
  await expectAccessible(theirs);

  await code.fill("000000");
  await theirs.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(alertOf(theirs)).toContainText("clock to automatic time");
  await expect(code).toHaveValue("000000");
  const mails = await db.outboxMail.findMany({ where: { toAddress: who.email } });
  expect(mails.map(({ subject }) => subject)).toContain(
    "Somebody tried to sign in to your Keyholder account",
  );

  await code.fill(app.code());
  await theirs.getByRole("button", { name: "Sign in", exact: true }).click();
  await theirs.waitForURL(/\/requests\?show=all$/);
  await expect(theirs.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a password and a security key lead in; somebody else's key does not", async ({
  page,
  browser,
  baseURL,
}) => {
  const who = await member(page);
  await givePassword(who.accountId);
  // In the browser where their passkey is.
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await typePassword(page, who.email);
  await page.getByRole("button", { name: "Use a security key or passkey" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  const session = await db.session.findFirstOrThrow({
    where: { accountId: who.accountId },
    orderBy: { createdAt: "desc" },
  });
  expect(session).toMatchObject({ way: "password_key", amr: ["password", "security key"] });

  const theirs = await otherBrowser(browser, baseURL);
  await addAuthenticator(theirs);
  await theirs.goto("/sign-in");
  await typePassword(theirs, who.email);
  await theirs.getByRole("button", { name: "Use a security key or passkey" }).click();
  await expect(alertOf(theirs)).toContainText(/No passkey was used/);
});

test("a browser without an authenticator says so, and the app still leads in", async ({
  page,
  browser,
  baseURL,
}) => {
  const who = await member(page);
  await givePassword(who.accountId);
  const app = await giveApp(who.accountId);
  const theirs = await otherBrowser(browser, baseURL);
  await theirs.addInitScript(() => Reflect.deleteProperty(window, "PublicKeyCredential"));
  await theirs.goto("/sign-in");
  await expect(alertOf(theirs)).toContainText("This browser cannot use passkeys");
  await typePassword(theirs, who.email);
  await theirs.getByRole("button", { name: "Use a security key or passkey" }).click();
  await expect(alertOf(theirs)).toContainText("This browser cannot use passkeys");
  await theirs.getByLabel("Code of your authenticator app").fill(app.code());
  await theirs.getByRole("button", { name: "Sign in", exact: true }).click();
  await theirs.waitForURL((url) => url.pathname === "/");
});

test("a recovery code leads to setting up a new way in, and to nothing else", async ({
  page,
  browser,
  baseURL,
}) => {
  const who = await member(page);
  await givePassword(who.accountId);
  await giveApp(who.accountId);
  const [code = ""] = await giveCodes(who.accountId);
  const theirs = await otherBrowser(browser, baseURL);
  await theirs.goto("/sign-in");
  await typePassword(theirs, who.email);
  await theirs.getByText("I have none of these with me").click();
  await theirs.getByLabel("Recovery code").fill(code.toLowerCase().replaceAll("-", " "));
  await theirs.getByRole("button", { name: "Use this recovery code" }).click();
  await theirs.waitForURL(/\/enrol$/);
  await theirs.goto("/requests");
  await expect(theirs).toHaveURL(/\/enrol$/);
  // The session that they had elsewhere has ended.
  await page.goto("/requests");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a wrong address and a wrong password read the same, and too many tries say when to come back", async ({
  page,
  browser,
  baseURL,
}) => {
  const who = await member(page);
  const theirs = await otherBrowser(browser, baseURL);
  const sentences: (string | null)[] = [];
  for (const email of [who.email, `nobody-${who.email}`]) {
    await theirs.goto("/sign-in");
    await typePassword(theirs, email);
    await expect(alertOf(theirs)).toBeVisible();
    sentences.push(await alertOf(theirs).textContent());
    await expect(theirs.getByLabel("Your e-mail address")).toHaveValue(email);
  }
  expect(new Set(sentences).size).toBe(1);
  expect(sentences[0]).toContain("do not belong together");

  for (let round = 0; round < 5; round += 1) {
    await theirs.getByRole("button", { name: "Go on" }).click();
    await expect(theirs.getByRole("button", { name: "Go on" })).toBeEnabled();
    await expect(alertOf(theirs)).toBeVisible();
  }
  await expect(alertOf(theirs)).toContainText(/Too many tries\. Try again in 5 minutes, at \d\d:\d\d UTC\./);
  await expectAccessible(theirs);
});

test("a half-done sign-in that has taken too long says so, and how to go on", async ({
  page,
  browser,
  baseURL,
}) => {
  const who = await member(page);
  await givePassword(who.accountId);
  await giveApp(who.accountId);
  const theirs = await otherBrowser(browser, baseURL);
  await theirs.goto("/sign-in");
  await typePassword(theirs, who.email);
  await expect(theirs.getByLabel("Code of your authenticator app")).toBeVisible();
  await db.pendingSignIn.updateMany({
    where: { accountId: who.accountId },
    data: { expiresAt: new Date(0) },
  });
  await theirs.getByLabel("Code of your authenticator app").fill("123456");
  await theirs.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(alertOf(theirs)).toContainText("taken too long");
  await theirs.reload();
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText("Begin again");
  await theirs.getByRole("link", { name: "Go to the sign-in page" }).click();
  await expect(theirs.getByRole("button", { name: "Sign in with a passkey" })).toBeVisible();
});

test("whoever cannot use a passkey accepts an invitation with a password and an app, and signs in with them", async ({
  page,
}) => {
  const email = `nokey-${crypto.randomUUID().slice(0, 8)}@studio.example`;
  const invited = { name: "Nora Keyless", email, roles: ["staff" as const] };
  const { link } = await inviteMember(systemActor("operator"), invited);
  await page.goto(link);
  await page.getByRole("button", { name: "I cannot use a passkey here" }).click();
  await expectAccessible(page);
  const password = page.getByLabel("Password", { exact: true });
  await password.fill("nora keyless nora");
  await page.getByRole("button", { name: "Go on to the app" }).click();
  await expect(alertOf(page)).toContainText("cannot be used");
  await password.fill(PASSWORD);
  await page.getByRole("button", { name: "Go on to the app" }).click();

  await expect(page.getByText("2 of 3: an authenticator app")).toBeVisible();
  await expectAccessible(page);
  const app = appOf((await page.getByTestId("totp-secret").textContent()) ?? "");
  const digits = page.getByLabel("The six digits that the app shows");
  await digits.fill(app(10));
  await page.getByRole("button", { name: "Go on to the recovery codes" }).click();
  await expect(alertOf(page)).toContainText("The code is not right");
  await expect(page.getByText(/the clock of your phone is off/)).not.toHaveCount(0);
  await digits.fill(app());
  await page.getByRole("button", { name: "Go on to the recovery codes" }).click();

  await expect(page.getByText("3 of 3: recovery codes")).toBeVisible();
  await expectAccessible(page);
  const codes = await page
    .getByRole("list", { name: "Recovery codes" })
    .getByRole("listitem")
    .allTextContents();
  expect(codes).toHaveLength(10);
  await page.getByLabel("One of the codes").fill(codes[4] ?? "");
  await page.getByRole("button", { name: "I have kept them: sign me in" }).click();
  await page.waitForURL((url) => url.pathname === "/");

  await page.goto("/me");
  await expect(page.getByRole("row", { name: /Authenticator app/ })).toBeVisible();
  await page.context().clearCookies();
  await page.goto("/me");
  await typePassword(page, email);
  await page.getByText("I have none of these with me: use a recovery code").click();
  await page.getByLabel("Recovery code").fill(codes[5] ?? "");
  await page.getByRole("button", { name: "Use this recovery code" }).click();
  await page.waitForURL(/\/enrol/);
});

test("a role that signs in with a passkey says so where a password is asked for", async ({ page }) => {
  const email = `hr-${crypto.randomUUID().slice(0, 8)}@studio.example`;
  const invited = { name: "Hedda Rask", email, roles: ["hr" as const] };
  await page.goto((await inviteMember(systemActor("operator"), invited)).link);
  await page.getByText("I cannot use a passkey here").click();
  await expect(page.getByText("Who has this role signs in with a passkey.")).toBeVisible();
  await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
});

import type { Page } from "@playwright/test";
import { inviteMember } from "@/lib/accounts/invite-member";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { type App, startApp } from "@/tests/support/app";
import { expect, test } from "@/tests/support/e2e";
import {
  addAuthenticator,
  confirm,
  confirmAndChangeDevice,
  signIn,
  signOut,
  signUp,
  signUpByInvite,
  signUpOwner,
} from "@/tests/support/sign-in";

const operator = systemActor("operator");
const somebody = () => {
  const mark = crypto.randomUUID().slice(0, 8);
  return { name: `Door ${mark}`, email: `door-${mark}@studio.example` };
};

/** What the page says went wrong; Next.js keeps an alert of its own outside. */
const alertOf = (page: Page) => page.locator('[role="alert"]:not(#__next-route-announcer__)');

test.describe("the first start", () => {
  let app: App;
  test.beforeAll(async () => {
    app = await startApp();
  });
  test.afterAll(() => app.stop());

  test("prints a link by which the owner makes a passkey and is in; it works once", async ({ browser }) => {
    await expect.poll(app.output, { timeout: 10_000 }).toContain("/setup#");
    const link = /http\S+\/setup#\S+/.exec(app.output())?.[0] ?? "";
    const page = await (await browser.newContext({ baseURL: app.url })).newPage();
    await signUpOwner(page, link);
    await page.goto("/members");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("One person can sign in");
    await expect(page.getByRole("row", { name: /Ola Nordin/ })).toContainText("Owner");

    const other = await (await browser.newContext({ baseURL: app.url })).newPage();
    await other.goto(link);
    await expect(alertOf(other)).toContainText("already used");
  });
});

test("an owner invites somebody, who makes a passkey, signs out and signs in again", async ({
  page,
  browser,
}) => {
  await signUp(page, { ...somebody(), roles: ["owner"] });
  const guest = somebody();
  await page.goto("/members");
  await page.getByLabel(/their name/).fill(guest.name);
  await page.getByLabel("Their e-mail address").fill(guest.email);
  await page.getByLabel("HR").check();
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await confirm(page);
  const link = (await page.getByTestId("invite-link").textContent()) ?? "";

  await page.goto("/outbox");
  await page
    .getByRole("row", { name: new RegExp(guest.email) })
    .getByRole("button", { name: "Read it" })
    .click();
  await confirm(page);
  await expect(page.getByRole("dialog")).toContainText(link);
  await page.keyboard.press("Escape");

  const hers = await (await browser.newContext()).newPage();
  await hers.goto(link);
  await expect(hers.getByText(`You are ${guest.name}, ${guest.email}. Your role: HR.`)).toBeVisible();
  await signUpByInvite(hers, link);
  await hers.goto("/me");
  await expect(hers.getByRole("heading", { level: 1 })).toHaveText(guest.name);
  await expect(hers.getByRole("table", { name: "My passkeys" }).getByRole("row")).toHaveCount(2);

  await signOut(hers);
  await expect(hers.getByText("You are signed out.")).toBeVisible();
  await hers.goto("/me");
  await expect(hers).toHaveURL(/\/sign-in\?to=%2Fme$/);
  await hers.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(hers).toHaveURL(/\/me$/);
});

test("a second passkey is added, and another session is ended, on one's own page", async ({ page }) => {
  const who = somebody();
  const device = await signUp(page, { ...who, roles: ["staff"] });
  await page.goto("/me");
  await page.getByRole("button", { name: "Add a passkey…" }).click();
  await page.getByLabel("Name").fill("Key in the safe");
  await page.getByRole("button", { name: "Go on" }).click();
  await confirm(page);
  await expect(alertOf(page)).toContainText("already holds a passkey");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Add a passkey…" }).click();
  await page.getByLabel("Name").fill("Key in the safe");
  await page.getByRole("button", { name: "Go on" }).click();
  await confirmAndChangeDevice(page, device);
  await expect(page.getByRole("row", { name: /Key in the safe/ })).toBeVisible();

  // The cookie is lost, the session lives on; the next sign-in is another one.
  await page.context().clearCookies();
  await signIn(page);
  await page.goto("/me");
  const sessions = page.getByRole("table", { name: "My sessions" }).getByRole("row");
  await expect(sessions).toHaveCount(3);
  await page.getByRole("button", { name: "End", exact: true }).click();
  await confirm(page);
  await expect(sessions).toHaveCount(2);
  expect(
    await db.session.count({ where: { revokedAt: null, account: { person: { email: who.email } } } }),
  ).toBe(1);
});

test("an administrator ends somebody's sessions: their open page leads to the sign-in, and they are told", async ({
  page,
  browser,
}) => {
  const owner = somebody();
  await signUp(page, { ...owner, roles: ["owner"] });
  const guest = somebody();
  const theirs = await (await browser.newContext()).newPage();
  await signUp(theirs, { ...guest, roles: ["staff"] });
  await theirs.goto("/work");
  await page.goto(`/members?q=${encodeURIComponent(guest.name)}`);
  const row = page.getByRole("row", { name: new RegExp(guest.name) });
  await expect(row).toContainText("One, by passkey");
  await row.getByRole("button", { name: "End sessions…" }).click();
  const dialog = page.getByRole("dialog", { name: `End the sessions of ${guest.name}?` });
  await dialog.getByLabel("Why").fill("Their laptop was stolen.");
  await dialog.getByRole("button", { name: "End the sessions" }).click();
  await expect(row).not.toContainText("One, by passkey");

  await theirs
    .getByRole("navigation", { name: "Main" })
    .first()
    .getByRole("link", { name: /Requests/ })
    .click();
  await expect(theirs).toHaveURL(/\/sign-in/);
  await signIn(theirs);
  const mails = await db.outboxMail.findMany({ where: { toAddress: guest.email } });
  expect(mails.map(({ subject }) => subject)).toContain("Keyholder: your sessions were ended");
});

test("a passkey that a field offers lets its holder in", async ({ page }) => {
  await addAuthenticator(page, true);
  const { link } = await inviteMember(operator, { ...somebody(), roles: ["staff"] });
  await page.goto(link);
  await page.getByRole("button", { name: "Make my passkey" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  await page.context().clearCookies();
  await page.goto("/sign-in?to=/me");
  await expect(page).toHaveURL(/\/me$/);
});

test.describe("in clear words", () => {
  test("a link that is old, withdrawn, cut short or missing", async ({ page }) => {
    const old = await inviteMember(operator, { ...somebody(), roles: ["staff"] });
    await db.oneTimeLink.updateMany({
      where: { person: { email: old.email } },
      data: { expiresAt: new Date("2026-01-01T00:00:00Z") },
    });
    const twice = somebody();
    const first = await inviteMember(operator, { ...twice, roles: ["staff"] });
    await inviteMember(operator, { ...twice, roles: ["staff"] });
    for (const [link, words] of [
      [old.link, "too old"],
      [first.link, "a newer one took its place"],
      [first.link.slice(0, -3), "copied in part"],
      ["/invite", "has no link in it"],
    ] as const) {
      await page.goto("about:blank");
      await page.goto(link);
      await expect(alertOf(page)).toContainText(words);
    }
  });

  test("no passkey on this device, a passkey that nobody knows, and a person whom the device does not verify", async ({
    page,
  }) => {
    const device = await addAuthenticator(page);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expect(alertOf(page)).toContainText("No passkey was used");

    const who = somebody();
    const { link } = await inviteMember(operator, { ...who, roles: ["staff"] });
    await page.goto(link);
    await page.getByRole("button", { name: "Make my passkey" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    await page.context().clearCookies();
    await db.$executeRaw`UPDATE "Passkey" k SET "removedAt" = now() FROM "Account" a, "Person" p
      WHERE a.id = k."accountId" AND p.id = a."personId" AND p.email = ${who.email}`;
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expect(alertOf(page)).toContainText("not known here");

    await device.setVerified(false);
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expect(alertOf(page)).toContainText("No passkey was used");
  });
});

test("without a session every page leads to the sign-in, and back to nowhere but here", async ({ page }) => {
  for (const path of ["/", "/members", "/me", "/outbox", "/people"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in/);
  }
  await signUp(page, { ...somebody(), roles: ["staff"] });
  await page.goto("/sign-in?to=https://evil.example/");
  await expect(page).toHaveURL(/^http:\/\/localhost:\d+\/$/);
});

test("next-auth's other routes are closed, and foreign pages cannot call ours", async ({ request }) => {
  for (const path of ["session", "providers", "signin", "signout", "error", "callback/credentials"]) {
    expect((await request.get(`/api/auth/${path}`)).status()).toBe(404);
    expect((await request.post(`/api/auth/${path}`, { form: {} })).status()).toBe(404);
  }
  const foreign = await request.post("/api/passkeys/sign-in-options", {
    data: {},
    headers: { Origin: "https://evil.example" },
  });
  expect(foreign.status()).toBe(403);
  const headers = foreign.headers();
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["cache-control"]).toContain("no-store");
});

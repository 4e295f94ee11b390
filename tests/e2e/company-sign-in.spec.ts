import { generateKeyPairSync } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { endProvider } from "@/lib/accounts/end-provider";
import { type Actor, personActor } from "@/lib/auth/actor";
import { sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import { giveApp } from "@/tests/support/door";
import { expect, test } from "@/tests/support/e2e";
import { linkSubject, setUpIssuer } from "@/tests/support/federated";
import { type Forgery, type Issuer, startIssuer } from "@/tests/support/issuer";
import { confirmed } from "@/tests/support/proof";
import { addAuthenticator, signUp } from "@/tests/support/sign-in";

const somebody = (what: string) => {
  const mark = crypto.randomUUID().slice(0, 8);
  return { name: `${what} ${mark}`, email: `${what.toLowerCase()}-${mark}@studio.example` };
};

/** What the page says went wrong; Next.js keeps an alert of its own outside. */
const alertOf = (page: Page) => page.locator('[role="alert"]:not(#__next-route-announcer__)');

/** The actor of the newest session of the person with this address. */
async function actorOf(email: string): Promise<Actor> {
  const session = await db.session.findFirstOrThrow({
    where: { account: { person: { email } }, revokedAt: null },
    orderBy: { createdAt: "desc" },
    select: { id: true, account: { select: { id: true, personId: true, roles: true } } },
  });
  const { id: accountId, personId, roles } = session.account;
  return personActor({ sessionId: session.id, accountId, personId, roles, name: email, ip: null });
}

/** Signs in at the issuer's own page, or goes back from it without an account. */
async function signInThere(page: Page, account: string | null): Promise<void> {
  await page.waitForURL(/\/interaction\//);
  await page.locator("form").evaluate((form, account) => {
    if (!(form instanceof HTMLFormElement)) return;
    for (const input of form.querySelectorAll("input")) {
      if (input.name === "account") input.value = account ?? "";
      else input.disabled = account !== null;
    }
    form.submit();
  }, account);
}

async function continueWith(page: Page, name: string, to = "/"): Promise<void> {
  await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
  await page.getByRole("button", { name: `Continue with ${name}` }).click();
}

test("an owner sets an issuer up, changes what is believed, and ends it", async ({ page }) => {
  const issuer = await startIssuer();
  const name = `Okta ${crypto.randomUUID().slice(0, 8)}`;
  await signUp(page, { ...somebody("Owner"), roles: ["owner"] });
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Company sign-in" }).click();
  await page.getByText("What to enter at Okta").click();
  await expect(page.getByText("Sign-in redirect URIs")).toBeVisible();

  const form = page.getByRole("form", { name: "Set an issuer up" });
  await form.getByLabel("Name").fill(name);
  await form.getByLabel("Issuer").fill("http://localhost:1");
  await form.getByLabel("Client ID").fill(issuer.clientId);
  await form.getByLabel("Client secret").fill(issuer.clientSecret);
  await form.getByRole("button", { name: "Set it up" }).click();
  await expect(form.getByText("This issuer does not answer").first()).toBeVisible();
  await form.getByLabel("Issuer").fill(issuer.url);
  await form.getByRole("button", { name: "Set it up" }).click();
  await page.getByRole("button", { name: "Confirm with a passkey" }).click();

  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("Not believed: ours follows");
  await row.getByRole("button", { name: "Change…" }).click();
  const dialog = page.getByRole("dialog", { name: `Change ${name}` });
  await expect(dialog).toContainText("/api/auth/callback/oidc-");
  await expect(dialog.getByLabel("Client secret")).toHaveValue("");
  await dialog.getByLabel("Believed methods").fill("mfa");
  await dialog.getByRole("button", { name: "Change it" }).click();
  await page.getByRole("button", { name: "Confirm with a passkey" }).click();
  await expect(row).toContainText("Believed for amr mfa");

  await row.getByRole("button", { name: "End…" }).click();
  await page.getByLabel("Why").fill("We try it out.");
  await page.getByRole("button", { name: "End it" }).click();
  await page.getByRole("button", { name: "Confirm with a passkey" }).click();
  await expect(row).toContainText("Ended");
  await issuer.stop();
});

test.describe("with an issuer", () => {
  let issuer: Issuer;
  let other: Issuer;
  let owner: Actor;
  let providerId: string;
  let otherId: string;
  const mark = crypto.randomUUID().slice(0, 8);
  const name = `Okta ${mark}`;
  const otherName = `Google ${mark}`;

  test.beforeAll(async ({ browser, baseURL }) => {
    [issuer, other] = await Promise.all([
      startIssuer("Okta of the tests"),
      startIssuer("Google of the tests"),
    ]);
    const context = await browser.newContext({ baseURL });
    const who = somebody("Owner");
    await signUp(await context.newPage(), { ...who, roles: ["owner"] });
    owner = await actorOf(who.email);
    providerId = await setUpIssuer(owner, issuer, name, { believedAmr: "mfa" });
    otherId = await setUpIssuer(owner, other, otherName);
    await context.close();
  });
  test.afterAll(async () => {
    for (const id of [providerId, otherId]) {
      await confirmed(endProvider, owner, { providerId: id, reason: "The tests are over." });
    }
    await Promise.all([issuer.stop(), other.stop()]);
  });
  test.beforeEach(() => {
    issuer.signsInWith = { amr: ["pwd"] };
    issuer.forge = null;
    issuer.hangsUp = false;
    issuer.floods = null;
  });

  /** Somebody of the staff whose account has the subject of their address linked; signed out. */
  async function linked(page: Page): Promise<string> {
    const who = somebody("Staff");
    await signUp(page, { ...who, roles: ["staff"] });
    await linkSubject(await actorOf(who.email), issuer, providerId, who.email);
    await page.context().clearCookies();
    return who.email;
  }

  test("somebody links it on their own page, is told, signs in with it, and unlinks it", async ({ page }) => {
    const who = somebody("Staff");
    await signUp(page, { ...who, roles: ["staff"] });
    await page.goto("/me");
    const section = page.locator("#company-sign-in");
    await section.getByRole("button", { name: `Link ${name}` }).click();
    await page.getByRole("button", { name: "Confirm with a passkey" }).click();
    await expect(page).toHaveTitle("Okta of the tests");
    await signInThere(page, who.email);
    await expect(page).toHaveURL(/\/me\?issuer=linked/);
    await expect(section.getByRole("status")).toContainText("It is linked.");
    await expect(section.getByRole("row", { name: new RegExp(name) })).toContainText(who.email);
    const told = await db.outboxMail.findMany({ where: { toAddress: who.email } });
    expect(told.map(({ subject }) => subject)).toContain(
      "A company sign-in was linked to your Keyholder account",
    );

    issuer.signsInWith = { amr: ["pwd", "mfa"] };
    await page.context().clearCookies();
    await continueWith(page, name, "/me");
    await signInThere(page, who.email);
    await expect(page).toHaveURL(/\/me$/);
    await expect(page.getByRole("button", { name: new RegExp(`signed in with ${name}`) })).toBeVisible();

    await section.getByRole("button", { name: "Unlink…" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Unlink" }).click();
    await page.getByRole("button", { name: "Confirm with a passkey" }).click();
    await expect(section.getByRole("button", { name: `Link ${name}` })).toBeVisible();
    await page.context().clearCookies();
    await continueWith(page, name);
    await signInThere(page, who.email);
    await expect(alertOf(page)).toContainText(`This sign-in at ${name} belongs to no account here.`);
  });

  test("a sign-in whose second factor is believed opens the session, and ends with the issuer", async ({
    page,
  }) => {
    const third = await startIssuer();
    const thirdName = `Entra ${crypto.randomUUID().slice(0, 8)}`;
    const thirdId = await setUpIssuer(owner, third, thirdName, { believedAcr: "urn:tests:two-factors" });
    third.signsInWith = { acr: "urn:tests:two-factors" };
    const who = somebody("Staff");
    await signUp(page, { ...who, roles: ["staff"] });
    await linkSubject(await actorOf(who.email), third, thirdId, "her");
    await page.context().clearCookies();
    await continueWith(page, thirdName, "/work");
    await signInThere(page, "her");
    await expect(page).toHaveURL(/\/work$/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

    await confirmed(endProvider, owner, { providerId: thirdId, reason: "Not ours any more." });
    await page.goto("/work");
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(page.getByRole("button", { name: `Continue with ${thirdName}` })).toHaveCount(0);
    await third.stop();
  });

  const longAgo = Math.floor(Date.now() / 1000) - 3600;
  for (const [what, amr, claims] of [
    ["is not believed", "pwd", {}],
    ["is too old", "mfa", { auth_time: longAgo }],
    ["has no time", "mfa", { auth_time: undefined }],
  ] as const) {
    test(`a sign-in whose second factor ${what} waits for one of ours, with no session`, async ({ page }) => {
      const subject = await linked(page);
      issuer.signsInWith = { amr: [amr] };
      issuer.forge = { claims };
      await continueWith(page, name, "/work");
      await signInThere(page, subject);
      await expect(page).toHaveURL(/\/sign-in\/second\?to=%2Fwork$/);
      const cookies = await page.context().cookies();
      const pending = cookies.find((cookie) => cookie.name === "keyholder.pending");
      expect(pending).toMatchObject({ httpOnly: true, sameSite: "Lax" });
      expect(cookies.some((cookie) => cookie.name === "keyholder.session")).toBe(false);
      const row = await db.pendingSignIn.findUniqueOrThrow({
        where: { tokenHash: sha256(pending?.value ?? "") },
      });
      expect(row).toMatchObject({ firstFactor: "federated", way: null });
    });
  }

  test("a passkey after it makes it a whole sign-in", async ({ page }) => {
    const subject = await linked(page);
    await continueWith(page, name, "/work");
    await signInThere(page, subject);
    // The issuer leads to a page that is loaded anew: a press that comes before its script does nothing.
    await expect(async () => {
      const button = page.getByRole("button", { name: "Use a security key or passkey" });
      if (await button.isVisible()) await button.click();
      await expect(page).toHaveURL(/\/work$/, { timeout: 3_000 });
    }).toPass();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const session = await db.session.findFirstOrThrow({
      where: { account: { person: { email: subject } } },
      orderBy: { createdAt: "desc" },
    });
    expect(session).toMatchObject({ way: "federated_key", aal: 2 });
  });

  test("a code of one's own app after it does, too", async ({ page }) => {
    const subject = await linked(page);
    const ofAccount = { person: { email: subject } };
    const app = await giveApp((await db.account.findFirstOrThrow({ where: ofAccount })).id);
    await continueWith(page, name, "/work");
    await signInThere(page, subject);
    await page.getByLabel("Code of your authenticator app").fill(app.code());
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL(/\/work$/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const session = await db.session.findFirstOrThrow({
      where: { account: ofAccount },
      orderBy: { createdAt: "desc" },
    });
    expect(session).toMatchObject({ way: "federated_totp", aal: 2 });
    expect(session.amr).toContain("authenticator app");
  });

  test("what is wrong is said in one sentence of ours", async ({ page }) => {
    await addAuthenticator(page);
    await continueWith(page, name);
    await signInThere(page, "nobody-here");
    await expect(alertOf(page)).toContainText(`This sign-in at ${name} belongs to no account here.`);
    await expect(page).toHaveURL(/\/sign-in\?issuer=unknown/);

    await page.context().clearCookies();
    await continueWith(page, name);
    await signInThere(page, null);
    await expect(alertOf(page)).toContainText("because you went back");
    await expect(page.getByText("The person")).toHaveCount(0);

    await page.goto(`/sign-in?issuer=${encodeURIComponent("<b>Call 555</b>")}&at=${providerId}`);
    await expect(page.getByRole("button", { name: `Continue with ${name}` })).toBeVisible();
    await expect(page.getByText("Call 555")).toHaveCount(0);
    await page.goto("/sign-in?error=Call%20555");
    await expect(page.getByText("Call 555")).toHaveCount(0);
  });

  test("a role that takes only the company sign-in is told so, links it, and sets up what follows it", async ({
    page,
  }) => {
    const who = somebody("Auditor");
    await signUp(page, { ...who, roles: ["auditor"] });
    const where = { role: "auditor" as const };
    const before = await db.signInPolicy.findUniqueOrThrow({ where });
    try {
      await db.signInPolicy.update({ where, data: { ways: ["federated_totp"], passkeysRequired: 0 } });
      await page.goto("/");
      await expect(page).toHaveURL(/\/enrol$/);
      await expect(
        page.getByText("Sign in where your company does, then with an authenticator app"),
      ).toBeVisible();
      await page.getByRole("button", { name: `Link ${name}` }).click();
      await page.getByRole("button", { name: "Confirm with a passkey" }).click();
      await signInThere(page, who.email);
      await expect(page).toHaveURL(/\/enrol\?issuer=linked/);
      await expect(page.getByRole("status").filter({ hasText: `${name} is linked` })).toBeVisible();
      await expect(page.getByRole("button", { name: "Add an app…" })).toBeVisible();
      await giveApp((await actorOf(who.email)).accountId ?? "");
      await page.reload();
      const met = page.getByText("You have what your role needs");
      await expect(met).toBeVisible();

      await db.signInPolicy.update({ where, data: { ways: ["federated_mfa"] } });
      await db.identityProvider.update({ where: { id: providerId }, data: { believedAmr: [] } });
      await page.reload();
      await expect(page.getByText(`does not take the second factor of ${name}`)).toBeVisible();
      await expect(met).toHaveCount(0);
      await db.identityProvider.update({ where: { id: providerId }, data: { believedAmr: ["mfa"] } });
      await page.reload();
      await expect(met).toBeVisible();
      await page.getByRole("button", { name: "Sign out, and sign in anew" }).click();
      await page.waitForURL(/\/sign-in/);
    } finally {
      await db.identityProvider.update({ where: { id: providerId }, data: { believedAmr: ["mfa"] } });
      await db.signInPolicy.update({
        where,
        data: { ways: before.ways, passkeysRequired: before.passkeysRequired },
      });
    }
  });

  test("an issuer that does not answer is said to be down, before and after", async ({ page }) => {
    const subject = await linked(page);
    issuer.hangsUp = true;
    await continueWith(page, name);
    await signInThere(page, subject);
    await expect(alertOf(page)).toContainText(`${name} does not answer.`);
    // Nor is it read to its end when it sends without one.
    for (const path of ["/token", "/jwks"]) {
      issuer.hangsUp = false;
      issuer.floods = path;
      await page.context().clearCookies();
      await continueWith(page, name);
      await signInThere(page, subject);
      await expect(page).toHaveURL(/\/sign-in\?issuer=(refused|down)/);
      expect(issuer.flooded()).toBeLessThan(8_000_000);
    }
    issuer.floods = null;

    const third = await startIssuer();
    const thirdName = `Down ${crypto.randomUUID().slice(0, 8)}`;
    const thirdId = await setUpIssuer(owner, third, thirdName);
    await third.stop();
    await continueWith(page, thirdName);
    await expect(alertOf(page)).toContainText(`${thirdName} does not answer.`);
    await confirmed(endProvider, owner, { providerId: thirdId, reason: "It is down." });
  });

  const strange = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const forgeries: [string, () => Forgery][] = [
    ["another nonce", () => ({ claims: { nonce: "another" } })],
    ["no nonce", () => ({ claims: { nonce: undefined } })],
    ["another issuer", () => ({ claims: { iss: "https://accounts.google.com" } })],
    ["another audience", () => ({ claims: { aud: "another client" } })],
    ["two audiences, and meant for the other", () => ({ claims: { aud: ["keyholder", "x"], azp: "x" } })],
    ["no subject", () => ({ claims: { sub: undefined } })],
    ["an end in the past", () => ({ claims: { exp: longAgo } })],
    ["a beginning in the future", () => ({ claims: { nbf: longAgo + 2 * 3600 } })],
    ["no signature", () => ({ algorithm: "none", unsigned: true })],
    ["a signature by the client’s secret", () => ({ algorithm: "HS256", secret: issuer.clientSecret })],
    ["a signature by another key", () => ({ key: strange })],
    ["its signature cut off", () => ({ unsigned: true })],
  ];
  /** Goes to the issuer and signs in there, up to the address to which it sends the browser back. */
  async function answerFor(context: BrowserContext, id: string, account: string): Promise<URL> {
    // The issuer would not ask anybody who is signed in there.
    await context.clearCookies();
    const { csrfToken } = await (await context.request.get("/api/auth/csrf")).json();
    const begun = await context.request.post(`/api/auth/signin/oidc-${id}`, {
      form: { csrfToken, callbackUrl: "/", json: "true" },
      headers: { Origin: new URL(process.env.KEYHOLDER_URL ?? "").origin },
    });
    const form = await context.request.get((await begun.json()).url);
    let answer = await context.request.post(form.url(), { form: { account }, maxRedirects: 0 });
    for (let hops = 0; hops < 5; hops += 1) {
      const to = new URL(answer.headers().location ?? "", answer.url());
      if (to.pathname.startsWith("/api/auth/callback/")) return to;
      answer = await context.request.get(to.href, { maxRedirects: 0 });
    }
    throw new Error("The issuer did not send the browser back.");
  }

  /** Where Keyholder leads on after this answer. */
  async function leadsTo(context: BrowserContext, answer: URL): Promise<string> {
    const response = await context.request.get(answer.href, { maxRedirects: 0 });
    expect(response.status()).toBe(302);
    return response.headers().location ?? "";
  }

  for (const [what, forge] of forgeries) {
    test(`an identity token with ${what} opens nothing, and is audited`, async ({ context }) => {
      const pending = await db.pendingSignIn.count();
      issuer.signsInWith = { amr: ["mfa"] };
      issuer.forge = forge();
      const answer = await answerFor(context, providerId, "forged");
      expect(await leadsTo(context, answer)).toMatch(/^\/sign-in\?issuer=refused/);
      expect(await db.pendingSignIn.count()).toBe(pending);
      const refusal = await db.auditEvent.findFirstOrThrow({
        where: { outcome: "refused" },
        orderBy: { seq: "desc" },
      });
      expect(refusal).toMatchObject({ action: "accounts.refuse-federated", objectName: name });
      expect(refusal.reason).toContain("OAUTH_CALLBACK_ERROR");
      expect(refusal.reason).not.toContain(issuer.clientSecret);
    });
  }

  test("an answer counts once, in the browser and for the issuer that it was begun with", async ({
    page,
    context,
    browser,
    baseURL,
  }) => {
    const subject = await linked(page);
    const refused = /^\/sign-in\?issuer=refused/;

    const other1 = await answerFor(context, providerId, subject);
    other1.searchParams.set("state", "another");
    expect(await leadsTo(context, other1)).toMatch(refused);
    const other2 = await answerFor(context, providerId, subject);
    other2.searchParams.delete("state");
    expect(await leadsTo(context, other2)).toMatch(refused);
    const other3 = await answerFor(context, providerId, subject);
    other3.searchParams.set("iss", other.url);
    expect(await leadsTo(context, other3)).toMatch(refused);

    // Another browser has begun nothing.
    const foreign = await answerFor(context, providerId, subject);
    const stranger = await browser.newContext({ baseURL });
    expect(await leadsTo(stranger, foreign)).toMatch(/^\/sign-in\?issuer=old/);
    // Another provider's answer, for which this browser has begun something too.
    const mixed = new URL(foreign);
    mixed.pathname = mixed.pathname.replace(providerId, otherId);
    expect(await leadsTo(context, mixed)).toMatch(refused);

    const good = await answerFor(context, providerId, subject);
    const cookies = await context.cookies();
    const exchanges = issuer.exchanges();
    expect(await leadsTo(context, good)).toMatch(/^\/sign-in\/second/);
    expect(issuer.exchanges()).toBe(exchanges + 1);
    // Its cookies are gone; and with them put back, the issuer knows that the code was used.
    expect(await leadsTo(context, good)).toMatch(/^\/sign-in\?issuer=old/);
    await context.addCookies(cookies);
    expect(await leadsTo(context, good)).toMatch(refused);
    await stranger.close();
  });

  test("the same subject at another issuer is somebody else", async ({ page }) => {
    const subject = await linked(page);
    await continueWith(page, otherName);
    await signInThere(page, subject);
    await expect(alertOf(page)).toContainText(`This sign-in at ${otherName} belongs to no account here.`);
  });

  test("nothing of next-auth is open beside the way there and back", async ({ request, baseURL }) => {
    const headers = { Origin: new URL(baseURL).origin };
    const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
    const form = { csrfToken, json: "true" };
    const known = `oidc-${providerId}`;
    for (const path of [
      `signin/${known}/more`,
      `signin/oidc-${crypto.randomUUID()}`,
      `signin/${known}?scope=openid+offline_access`,
      `signin/${known}?redirect_uri=https://evil.example`,
      `callback/${known}`,
      "signin/passkey",
      "signin",
    ]) {
      expect((await request.post(`/api/auth/${path}`, { form, headers })).status(), path).toBe(404);
    }
    expect((await request.get(`/api/auth/signin/${known}`)).status()).toBe(404);
    const foreign = await request.post(`/api/auth/signin/${known}`, {
      form,
      headers: { Origin: "https://evil.example" },
    });
    expect(foreign.status()).toBe(403);
    const forged = await request.post(`/api/auth/signin/${known}`, {
      form: { csrfToken: "made up", json: "true" },
      headers,
    });
    expect(forged.status()).toBe(409);
    expect(await forged.json()).toMatchObject({
      error: { message: expect.stringContaining("Load it again") },
    });
  });
});

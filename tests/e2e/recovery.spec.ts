import type { Browser, Page } from "@playwright/test";
import pg from "pg";
import { SMTPServer } from "smtp-server";
import { makeRecoveryCode } from "@/lib/accounts/recovery-code";
import { sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import { type App, startApp } from "@/tests/support/app";
import { expect, test } from "@/tests/support/e2e";
import { expectGood } from "@/tests/support/journeys/good-page";
import { letItCool, mailedSecret, mailsTo } from "@/tests/support/recovery";
import { addAuthenticator, confirm, signIn, signUp, signUpByInvite } from "@/tests/support/sign-in";

const mark = () => crypto.randomUUID().slice(0, 8);

async function somebody(browser: Browser, name: string, roles: Parameters<typeof signUp>[1]["roles"]) {
  const who = { name: `${name} ${mark()}`, email: `${mark()}@studio.example`, roles };
  const page = await (await browser.newContext()).newPage();
  await signUp(page, who);
  const account = await db.account.findFirstOrThrow({ where: { person: { email: who.email } } });
  return { ...who, page, accountId: account.id };
}

/** Somebody in a browser where nobody has ever signed in. */
const elsewhere = async (browser: Browser, baseURL?: string): Promise<Page> =>
  (await browser.newContext(baseURL ? { baseURL } : {})).newPage();

async function askForHelp(page: Page, email: string): Promise<{ phrase: string; claim: string }> {
  await page.goto("/recover");
  await page.getByRole("link", { name: "Ask two administrators" }).click();
  await page.getByLabel("Your e-mail address in Keyholder").fill(email);
  await page.getByRole("button", { name: "Ask for help" }).click();
  const phrase = await page.getByTestId("phrase").textContent();
  return { phrase: phrase ?? "", claim: page.url() };
}

async function confirmCase(page: Page, name: string, phrase: string): Promise<void> {
  await page.goto("/recovery");
  await page
    .getByRole("row", { name: new RegExp(name) })
    .getByRole("button", { name: "Confirm…" })
    .click();
  await page.getByLabel("The four words").fill(phrase);
  await page.getByLabel("How you know that it is them").fill("Video call, ID card seen");
  await page.getByRole("button", { name: "Confirm that it is them" }).click();
  await confirm(page);
}

test.describe("somebody who has lost everything", () => {
  test("is helped back in by two people after a day, and signs in with a new passkey", async ({
    browser,
  }) => {
    const olga = await somebody(browser, "Olga", ["owner"]);
    const ivan = await somebody(browser, "Ivan", ["security_lead"]);
    const maria = await somebody(browser, "Maria", ["staff"]);
    const phone = await elsewhere(browser);
    const { phrase, claim } = await askForHelp(phone, maria.email);
    await expect(phone.getByText("Two administrators have to confirm it")).toBeVisible();

    await confirmCase(olga.page, maria.name, phrase);
    const row = olga.page.getByRole("row", { name: new RegExp(maria.name) });
    await expect(row).toContainText("One of two");
    await expect(row).toContainText("Another administrator has to do the same");

    await confirmCase(ivan.page, maria.name, "amber anchor apple apron");
    await expect(ivan.page.getByText("These are not the words of this case")).toBeVisible();
    await ivan.page.getByLabel("The four words").fill(phrase);
    await ivan.page.getByRole("button", { name: "Confirm that it is them" }).click();
    await confirm(ivan.page);
    await expect(ivan.page.getByRole("row", { name: new RegExp(maria.name) })).toContainText("Opens");

    await phone.getByRole("button", { name: "Look again" }).click();
    await expect(phone.getByText("Confirmed by both; now a day has to pass")).toBeVisible();
    await maria.page.goto("/me");
    await expect(maria.page.getByRole("heading", { level: 1 })).toHaveText(maria.name);

    await letItCool(maria.accountId);
    // On her new phone, from the address that she has kept.
    const newPhone = await elsewhere(browser);
    const device = await addAuthenticator(newPhone);
    await newPhone.goto(claim);
    await expect(newPhone.getByRole("button", { name: /Come in/ })).toBeVisible();
    await newPhone.getByRole("button", { name: /Come in/ }).click();
    await newPhone.waitForURL("**/enrol");
    await expect(newPhone.getByText(/You came in by a recovery/)).toBeVisible();
    await expectGood(newPhone);
    await newPhone.goto("/");
    await expect(newPhone).toHaveURL(/\/enrol$/);
    await newPhone.getByRole("button", { name: "Add a passkey…" }).click();
    await newPhone.getByRole("button", { name: "Go on" }).click();
    await expect.poll(device.count).toBe(1);
    await newPhone.getByRole("button", { name: /Sign out/ }).click();
    await expect(newPhone).toHaveURL(/\/sign-in/);
    await signIn(newPhone);

    await maria.page.goto("/me");
    await expect(maria.page).toHaveURL(/\/sign-in/);
    await newPhone.goto(claim);
    await expect(newPhone.getByText("It was used already")).toBeVisible();
  });

  test("or somebody who pretends to be: the mail's link stops it with one press", async ({ browser }) => {
    const olga = await somebody(browser, "Olga", ["owner"]);
    const ivan = await somebody(browser, "Ivan", ["owner"]);
    const maria = await somebody(browser, "Maria", ["staff"]);
    const thief = await elsewhere(browser);
    const { phrase } = await askForHelp(thief, maria.email);
    await confirmCase(olga.page, maria.name, phrase);
    await expect(olga.page.getByRole("row", { name: new RegExp(maria.name) })).toContainText("One of two");
    await confirmCase(ivan.page, maria.name, phrase);
    await expect(ivan.page.getByRole("row", { name: new RegExp(maria.name) })).toContainText("Opens");

    const mailbox = await elsewhere(browser);
    await mailbox.goto(`/recover/cancel#${await mailedSecret(maria.email, "/recover/cancel")}`);
    await expect(mailbox.getByText(maria.name)).toBeVisible();
    await thief.getByRole("button", { name: "Look again" }).click();
    await expect(thief.getByText("Confirmed by both; now a day has to pass")).toBeVisible();
    await mailbox.getByRole("button", { name: "Stop the recovery" }).click();
    await expect(mailbox.getByText("It is stopped")).toBeVisible();
    await thief.reload();
    await expect(thief.getByText("It was stopped")).toBeVisible();
    await olga.page.goto("/recovery");
    await expect(olga.page.getByRole("row", { name: new RegExp(maria.name) })).toHaveCount(0);
  });

  test("or somebody whom an administrator does not believe: it is closed with a reason, and says so", async ({
    browser,
  }) => {
    const olga = await somebody(browser, "Olga", ["owner"]);
    const ivan = await somebody(browser, "Ivan", ["security_lead"]);
    const maria = await somebody(browser, "Maria", ["staff"]);
    const thief = await elsewhere(browser);
    const { phrase } = await askForHelp(thief, maria.email);
    await confirmCase(olga.page, maria.name, phrase);
    await expect(olga.page.getByRole("row", { name: new RegExp(maria.name) })).toContainText("One of two");
    await ivan.page.goto("/recovery");
    const row = ivan.page.getByRole("row", { name: new RegExp(maria.name) });
    await expect(row).toContainText("Video call, ID card seen");
    await row.getByRole("button", { name: "Close…" }).click();
    const dialog = ivan.page.getByRole("dialog", { name: `Close the recovery of ${maria.name}?` });
    await dialog.getByRole("button", { name: "Close it" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Fill this in");
    await dialog.getByLabel("Why").fill("She sits beside me and has asked for nothing.");
    await dialog.getByRole("button", { name: "Close it" }).click();
    await confirm(ivan.page);
    const closed = { action: "accounts.close-recovery", objectId: maria.accountId };
    await expect.poll(() => db.auditEvent.count({ where: closed })).toBe(1);
    await expect(ivan.page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(row).toHaveCount(0);

    await thief.getByRole("button", { name: "Look again" }).click();
    await expect(thief.getByText("It was stopped")).toBeVisible();
    await expect(thief.getByRole("button", { name: /Come in/ })).toHaveCount(0);
    const [told] = await mailsTo(maria.email);
    expect(told?.subject).toBe("The recovery of your Keyholder account is stopped");
    expect(told?.text).toContain("She sits beside me and has asked for nothing.");
    const event = await db.auditEvent.findFirstOrThrow({ where: closed });
    expect(event).toMatchObject({ actorName: ivan.name, outcome: "done" });
  });

  test("an address that nobody has gets the same page", async ({ page }) => {
    await askForHelp(page, `nobody-${mark()}@studio.example`);
    await expect(page.getByText("Two administrators have to confirm it")).toBeVisible();
  });

  test("is told where no mail leaves", async ({ page }) => {
    await addAuthenticator(page);
    await page.goto("/sign-in");
    await page.getByRole("link", { name: "Get back in" }).click();
    await expect(page.getByText("This way is closed here")).toBeVisible();
  });
});

test("a break-glass account is made with a key for the safe; its use alarms until another owner answers for it", async ({
  browser,
}) => {
  const olga = await somebody(browser, "Olga", ["owner"]);
  const ivan = await somebody(browser, "Ivan", ["security_lead"]);
  await olga.page.goto("/members");
  await olga.page.getByRole("button", { name: "Make a break-glass account" }).click();
  await confirm(olga.page);
  const link = (await olga.page.getByTestId("invite-link").last().textContent()) ?? "";
  const safe = await elsewhere(browser);
  await signUpByInvite(safe, link);
  await safe.goto("/");
  const own = safe.getByText(/Break-glass account \d+ was used/).first();
  await expect(own).toBeVisible();
  await expect(safe.getByRole("button", { name: "Answer for it…" })).toHaveCount(0);

  await ivan.page.goto("/");
  await expect(ivan.page.getByText(/Break-glass account \d+ was used/).first()).toBeVisible();
  await expect(ivan.page.getByText("If nobody knows of it, disable it").first()).toBeVisible();
  for (const open = ivan.page.getByRole("button", { name: "Answer for it…" }); (await open.count()) > 0; ) {
    const count = await open.count();
    await open.first().click();
    await ivan.page.getByLabel("Who used it, and why").fill("We tried the new key");
    await ivan.page.getByRole("button", { name: "Answer for it", exact: true }).click();
    await expect(open).toHaveCount(count - 1);
  }
  await olga.page.goto("/members");
  const row = olga.page.getByRole("table", { name: "Break-glass accounts" }).getByRole("row").last();
  await expect(row).toContainText("Sealed");
});

test.describe("with a mail server", () => {
  let app: App;
  let server: SMTPServer;
  const letters: string[] = [];
  /** The page of the only owner, once she is back in. */
  let administrator: Page;

  test.beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData(stream, _session, done) {
        let content = "";
        stream.on("data", (part) => {
          content += part;
        });
        stream.on("end", () => {
          letters.push(content.replace(/=\r\n/g, "").replaceAll("=3D", "="));
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.server.address();
    const before = process.env.SMTP_URL;
    process.env.SMTP_URL = `smtp://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
    try {
      app = await startApp();
    } finally {
      if (before === undefined) delete process.env.SMTP_URL;
      else process.env.SMTP_URL = before;
    }
  });
  test.afterAll(async () => {
    await app.stop();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  test("somebody who has lost their phone comes back by a link and a saved code", async ({ browser }) => {
    const email = "maria@studio.example";
    const { answer } = await app.keyholder("invite", "--email", email, "--name", "Maria", "--role", "owner");
    const old = await elsewhere(browser, app.url);
    await signUpByInvite(old, /http\S+\/invite#\S+/.exec(answer)?.[0] ?? "");
    const code = await codeOf(app.databaseUrl);

    const page = await elsewhere(browser, app.url);
    const device = await addAuthenticator(page);
    await page.goto("/recover");
    await page.getByLabel("Your e-mail address").fill(email);
    await page.getByRole("button", { name: "Send me the link" }).click();
    await expect(page.getByText("Look at your mail")).toBeVisible();
    const link = () => letters.map((letter) => /http\S+\/recover#\S+/.exec(letter)?.[0]).find(Boolean) ?? "";
    await expect.poll(link, { timeout: 30_000 }).toContain("/recover#");
    expect(link().startsWith(`${app.url}/recover#`)).toBe(true);

    await page.goto(link());
    await page.getByLabel("One of your recovery codes").fill("0000 0000");
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(page.getByText("This is not one of your recovery codes")).toBeVisible();
    await page.getByLabel("One of your recovery codes").fill(code.toLowerCase());
    await page.getByRole("button", { name: "Go on" }).click();
    await page.waitForURL("**/enrol");
    await enrolAnew(page, device);
    await old.goto("/me");
    await expect(old).toHaveURL(/\/sign-in/);

    await page.goto("/outbox");
    const sealed = page.getByRole("row", { name: /Get back into Keyholder/ });
    await expect(sealed).toContainText("Sealed");
    await expect(sealed.getByRole("button")).toHaveCount(0);
    administrator = page;
  });

  test("where there is one administrator alone, the operator stands in at the shell; the words and the day stay", async ({
    browser,
  }) => {
    // Four commands at the shell, each with a start of its own.
    test.setTimeout(120_000);
    const email = "olaf@studio.example";
    const { answer } = await app.keyholder("invite", "--email", email, "--name", "Olaf", "--role", "staff");
    const lost = await elsewhere(browser, app.url);
    await signUpByInvite(lost, /http\S+\/invite#\S+/.exec(answer)?.[0] ?? "");
    const page = await elsewhere(browser, app.url);
    const device = await addAuthenticator(page);
    const { phrase, claim } = await askForHelp(page, email);
    const standIn = (words: string) =>
      app.keyholder(
        "recover",
        "--email",
        email,
        "--phrase",
        words,
        "--reason",
        "Seen in the office",
        "--json",
      );

    const tooEarly = await standIn(phrase);
    expect(tooEarly.code).toBe(1);
    expect(tooEarly.answer).toContain("There is an administrator who has not confirmed this");
    await administrator.goto("/recovery");
    await expect(administrator.getByText("You are the only administrator")).toBeVisible();
    await expect(administrator.getByText("npm run keyholder -- recover")).toBeVisible();
    await confirmCase(administrator, "Olaf", phrase);
    await expect(administrator.getByRole("row", { name: /Olaf/ })).toContainText("One of two");
    const mistaken = await standIn("amber anchor apple apron");
    expect(mistaken.code).toBe(1);
    expect(mistaken.answer).toContain("not the words of this case");
    expect(await standIn(phrase)).toMatchObject({ code: 0, answer: expect.stringContaining("Olaf") });
    await administrator.reload();
    await expect(administrator.getByRole("row", { name: /Olaf/ })).toContainText(
      "The operator, at the shell",
    );

    await page.getByRole("button", { name: "Look again" }).click();
    await expect(page.getByText("Confirmed by both; now a day has to pass")).toBeVisible();
    await onDatabase(
      app.databaseUrl,
      `UPDATE "RecoveryCase" SET "opensAt" = now() - interval '1 minute' WHERE "claimedAt" IS NULL`,
    );
    await page.goto("about:blank");
    await page.goto(claim);
    await page.getByRole("button", { name: /Come in/ }).click();
    await page.waitForURL("**/enrol");
    await enrolAnew(page, device);
    await lost.goto("/me");
    await expect(lost).toHaveURL(/\/sign-in/);
  });
});

/** Makes a new passkey where a recovered session can only enrol, and signs in with it. */
async function enrolAnew(page: Page, device: { count: () => Promise<number> }): Promise<void> {
  await page.getByRole("button", { name: "Add a passkey…" }).click();
  await page.getByRole("button", { name: "Go on" }).click();
  await expect.poll(device.count).toBe(1);
  await page.getByRole("button", { name: /Sign out/ }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page);
}

/** Writes a confirmed recovery code of the only account straight into an app's database; gives it. */
async function codeOf(databaseUrl: string): Promise<string> {
  const code = makeRecoveryCode();
  await onDatabase(
    databaseUrl,
    `INSERT INTO "RecoveryCode" ("accountId", "codeHash", "createdAt", "confirmedAt")
     SELECT id, $1, now() - interval '1 day', now() - interval '1 day' FROM "Account"`,
    [Buffer.from(sha256(code))],
  );
  return code;
}

/** Runs one statement on an app's own database. */
async function onDatabase(databaseUrl: string, statement: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, options: "-c role=keyholder_app" });
  await client.connect();
  await client.query(statement, values);
  await client.end();
}

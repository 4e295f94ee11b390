import { readFile } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import type { StudioRole } from "@/lib/accounts/rules";
import { db } from "@/lib/db";
import { givePassword, PASSWORD } from "@/tests/support/door";
import { expect, test } from "@/tests/support/e2e";
import { watchConsole } from "@/tests/support/journeys/desk";
import {
  addAuthenticator,
  confirm,
  confirmAndChangeDevice,
  plugInKey,
  signIn,
  signUp,
} from "@/tests/support/sign-in";

async function member(page: Page, roles: StudioRole[] = ["staff"]) {
  const mark = crypto.randomUUID().slice(0, 8);
  const who = { name: `Factor ${mark}`, email: `factor-${mark}@studio.example` };
  const device = await signUp(page, { ...who, roles });
  return { ...who, device, ofAccount: { person: { email: who.email } } };
}

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const alertOf = (page: Page) => page.locator('[role="alert"]:not(#__next-route-announcer__)');
const keys = (page: Page) => page.getByRole("table", { name: "My passkeys" });
const others = (page: Page) => page.getByRole("table", { name: "My other factors" });

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

test("an authenticator app is added with its code and recovery codes, which are shown once and typed back", async ({
  page,
}) => {
  const problems = watchConsole(page);
  const { ofAccount } = await member(page);
  await page.goto("/me");
  await others(page).getByRole("button", { name: "Add an app…" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Fairphone");
  await page.getByRole("button", { name: "Go on" }).click();
  await confirm(page);

  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("img", { name: "QR code for the authenticator app" })).toBeVisible();
  await expectAccessible(page);
  const typed = (await page.getByTestId("totp-secret").textContent()) ?? "";
  const totp = new TOTP({ secret: Secret.fromBase32(typed.replaceAll(" ", "")) });

  await dialog.getByLabel("The six digits").fill(totp.generate({ timestamp: Date.now() + 20 * 60_000 }));
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(alertOf(page)).toContainText("clock of your phone is off");
  await dialog.getByLabel("The six digits").fill(totp.generate());
  await page.getByRole("button", { name: "Confirm", exact: true }).click();

  const items = dialog.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(items).toHaveCount(10);
  const codes = await items.allTextContents();
  await expectAccessible(page);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download" }).click(),
  ]);
  const kept = await readFile(await file.path(), "utf8");
  for (const code of codes) expect(kept).toContain(code);

  await dialog.getByLabel("One of the codes").fill("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG");
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(alertOf(page)).toContainText("none of the codes");
  expect(await db.totp.count({ where: { account: ofAccount, activeAt: { not: null } } })).toBe(0);
  await dialog.getByLabel("One of the codes").fill((codes[6] ?? "").toLowerCase().replaceAll("-", " "));
  await page.getByRole("button", { name: "I have kept them" }).click();

  await expect(others(page)).toContainText("Fairphone, a second factor after a password");
  await expect(others(page)).toContainText("10 codes left");
  await page.reload();
  const html = await page.content();
  for (const code of codes) expect(html).not.toContain(code);
  expect(await db.totp.count({ where: { account: ofAccount, activeAt: { not: null } } })).toBe(1);
  expect(problems.filter((problem) => !problem.includes("status of 40"))).toEqual([]);
});

test("a password is set, and changed by the present one; a poor one says why", async ({ page }) => {
  const { ofAccount } = await member(page);
  await page.goto("/me");
  await others(page).getByRole("button", { name: "Set a password…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Password", { exact: true }).fill("keyholder keyholder");
  await page.getByRole("button", { name: "Set it" }).click();
  await expect(alertOf(page)).toContainText("names that anybody would try");
  await dialog.getByLabel("Password", { exact: true }).fill("seven lamps in the cold barn");
  await page.getByRole("button", { name: "Set it" }).click();
  await confirm(page);
  await expect(others(page).getByRole("row", { name: /^Password/ })).toContainText("With a second factor");
  expect(await db.password.count({ where: { account: ofAccount } })).toBe(1);

  await others(page)
    .getByRole("row", { name: /^Password/ })
    .getByRole("button", { name: "Change…" })
    .click();
  await dialog.getByLabel("Present password").fill("not what it is at all");
  await dialog.getByLabel("New password").fill("a heron stood by the mill");
  await page.getByRole("button", { name: "Change it" }).click();
  await confirm(page);
  await expect(alertOf(page)).toContainText("not your present password");
  await dialog.getByLabel("Present password").fill("seven lamps in the cold barn");
  await page.getByRole("button", { name: "Change it" }).click();
  await confirm(page);
  await expect(dialog).toBeHidden();
});

test("a passkey is renamed and another removed; the last one stays, and says why", async ({ page }) => {
  const { device, email } = await member(page);
  await page.goto("/me");
  await page.getByRole("button", { name: "Add a passkey…" }).click();
  await page.getByLabel("Name").fill("Key in the safe");
  await page.getByRole("button", { name: "Go on" }).click();
  await confirmAndChangeDevice(page, device);
  const row = (name: RegExp) => keys(page).getByRole("row", { name });
  await expect(row(/Key in the safe/)).toContainText("built in");

  await row(/Key in the safe/)
    .getByRole("button", { name: "Rename…" })
    .click();
  await page.getByRole("dialog").getByLabel("Name").fill("Desk");
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await confirm(page);
  await expect(row(/Desk/)).toBeVisible();

  // The session began with the other one, so it ends with it.
  await row(/you are signed in with it/)
    .getByRole("button", { name: "Remove…" })
    .click();
  await page.getByRole("button", { name: "Remove it" }).click();
  await confirm(page);
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page);
  await page.goto("/me");
  await expect(keys(page).getByRole("row")).toHaveCount(2);

  await row(/Desk/).getByRole("button", { name: "Remove…" }).click();
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect(alertOf(page)).toContainText("last passkey or security key");
  await expect(row(/Desk/)).toBeVisible();
  const subjects = await db.outboxMail.findMany({ where: { toAddress: email }, select: { subject: true } });
  expect(subjects.map(({ subject }) => subject)).toEqual(
    expect.arrayContaining([
      "A passkey was added to your Keyholder account",
      "A passkey was removed from your Keyholder account",
    ]),
  );
});

test("a security key is added, named as what it is, and signs in after a password alone", async ({
  page,
}) => {
  const { device, ofAccount, email } = await member(page);
  const { id: accountId } = await db.account.findFirstOrThrow({ where: ofAccount });
  await givePassword(accountId);
  await page.goto("/me");
  await plugInKey(page);
  await page.getByRole("button", { name: "Add a security key…" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a security key" });
  await expect(dialog).toContainText("your second factor after a password");
  await expectAccessible(page);
  await dialog.getByLabel("Name").fill("Blue key");
  await page.getByRole("button", { name: "Go on" }).click();
  await confirm(page);
  const row = keys(page).getByRole("row", { name: /Blue key/ });
  await expect(row).toContainText("USB");
  const made = await db.passkey.findFirstOrThrow({ where: { accountId, name: "Blue key" } });
  expect(made).toMatchObject({ discoverable: false, transports: ["usb"], removedAt: null });
  const subjects = await db.outboxMail.findMany({ where: { toAddress: email }, select: { subject: true } });
  expect(subjects.map(({ subject }) => subject)).toContain(
    "A security key was added to your Keyholder account",
  );

  // Their computer is gone: what is left is the key in its bag.
  await device.remove();
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(alertOf(page)).toContainText("No passkey was used");
  await page.getByRole("link", { name: "Sign in with a password instead" }).click();
  await page.getByLabel("Your e-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Use a security key or passkey" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  const session = await db.session.findFirstOrThrow({
    where: { accountId },
    orderBy: { createdAt: "desc" },
  });
  expect(session).toMatchObject({ way: "password_key", passkeyId: made.id });
});

test("a stricter policy leads the next click to enrol: a passkey is made, signed in with, and work goes on", async ({
  page,
}) => {
  const { device, ofAccount } = await member(page, ["auditor"]);
  // As if they had come in by a password, which is all that they have.
  await db.session.updateMany({
    where: { account: ofAccount },
    data: { way: "password_totp", passkeyId: null },
  });
  await db.passkey.updateMany({ where: { account: ofAccount }, data: { removedAt: new Date() } });
  const before = await db.signInPolicy.findUniqueOrThrow({ where: { role: "auditor" } });
  const policy = (data: { ways?: typeof before.ways; passkeysRequired?: number }) =>
    db.signInPolicy.update({ where: { role: "auditor" }, data });
  try {
    await policy({ ways: ["passkey", "password_totp", "password_key"], passkeysRequired: 0 });
    await page.goto("/");
    const register = page
      .getByRole("navigation", { name: "Main" })
      .first()
      .getByRole("link", { name: /Register/ });
    await policy({ ways: ["passkey"], passkeysRequired: 1 });
    await register.click();
    await expect(page).toHaveURL(/\/enrol$/);
    await expect(page.getByText("Your role signs in with a passkey.")).toBeVisible();
    await expectAccessible(page);
    await page.goto("/register");
    await expect(page).toHaveURL(/\/enrol$/);

    await device.remove();
    await addAuthenticator(page);
    await page.getByRole("button", { name: "Add a passkey…" }).click();
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(page.getByText("Now sign in with it.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Sign in with your passkey" }).click();
    await expect(page).toHaveURL(/localhost:\d+\/$/);
    await register.click();
    await expect(page).toHaveURL(/\/register/);
  } finally {
    await policy({ ways: before.ways, passkeysRequired: before.passkeysRequired });
  }
});

import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { inviteMember } from "@/lib/accounts/invite-member";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { expect, test } from "@/tests/support/e2e";
import { formsAreReady, watchConsole } from "@/tests/support/journeys/desk";
import { confirm, signUp } from "@/tests/support/sign-in";

const somebody = () => {
  const mark = crypto.randomUUID().slice(0, 8);
  return { name: `Step ${mark}`, email: `step-${mark}@studio.example` };
};

/** The dialog that asks to confirm, above whatever else is open. */
const asking = (page: Page) => page.getByRole("dialog", { name: "Confirm that it is you" });

const memberRow = (page: Page, name: string) =>
  page.getByRole("table", { name: "Members" }).getByRole("row", { name: new RegExp(name) });

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

/** Somebody who can sign in, whose row stands on the members' page. */
async function addMember() {
  const who = somebody();
  const { link } = await inviteMember(systemActor("operator"), { ...who, roles: ["staff"] });
  expect(link).toContain("/invite#");
  const person = await db.person.findFirstOrThrow({ where: { email: who.email } });
  const account = await db.account.create({
    data: { personId: person.id, roles: ["staff"], userHandle: crypto.getRandomValues(new Uint8Array(64)) },
  });
  return { ...who, accountId: account.id };
}

test("an invitation is confirmed where it is written: Escape keeps what was typed and invites nobody", async ({
  page,
}) => {
  const problems = watchConsole(page);
  await signUp(page, { ...somebody(), roles: ["owner"] });
  const guest = somebody();
  await page.goto("/members");
  await formsAreReady(page);
  await page.getByLabel(/their name/).fill(guest.name);
  await page.getByLabel("Their e-mail address").fill(guest.email);
  await page.getByLabel("HR").check();
  const invite = page.getByRole("button", { name: "Invite", exact: true });
  await invite.click();

  await expect(asking(page)).toContainText("invite people to sign in");
  await expect(page.getByRole("button", { name: "Confirm with a passkey" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(asking(page)).toBeHidden();
  await expect(invite).toBeFocused();
  await expect(page.getByLabel(/their name/)).toHaveValue(guest.name);
  await expect(page.getByLabel("Their e-mail address")).toHaveValue(guest.email);
  await expect(page.getByLabel("HR")).toBeChecked();
  expect(await db.person.count({ where: { email: guest.email } })).toBe(0);

  await page.keyboard.press("Enter");
  await confirm(page);
  await expect(page.getByTestId("invite-link")).toContainText("/invite#");
  expect(await db.oneTimeLink.count({ where: { person: { email: guest.email } } })).toBe(1);
  expect(problems).toEqual([]);
});

test("above another dialog: Escape closes the upper one alone, and the changed roles are still chosen", async ({
  page,
}) => {
  await signUp(page, { ...somebody(), roles: ["owner"] });
  const member = await addMember();
  const rolesNow = async () =>
    (await db.account.findUniqueOrThrow({ where: { id: member.accountId } })).roles.toSorted();
  await page.goto(`/members?q=${encodeURIComponent(member.name)}`);
  await page.getByRole("button", { name: "Roles…" }).click();
  const roles = page.getByRole("dialog", { name: `Roles of ${member.name}` });
  await roles.getByLabel("Auditor").check();
  const change = roles.getByRole("button", { name: "Change roles" });
  await change.click();
  await expect(asking(page)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(asking(page)).toBeHidden();
  await expect(roles).toBeVisible();
  await expect(change).toBeFocused();
  await expect(roles.getByLabel("Auditor")).toBeChecked();
  expect(await rolesNow()).toEqual(["staff"]);

  await page.keyboard.press("Enter");
  await confirm(page);
  await expect(roles).toBeHidden();
  await expect(page.getByRole("button", { name: "Roles…" })).toBeFocused();
  await expect(memberRow(page, member.name)).toContainText("Auditor");
  expect(await rolesNow()).toEqual(["auditor", "staff"]);
});

test("a refused passkey is said in words, and the next try takes a new challenge", async ({ page }) => {
  const device = await signUp(page, { ...somebody(), roles: ["owner"] });
  const member = await addMember();
  const challenges: string[] = [];
  page.on("response", async (response) => {
    if (!response.url().endsWith("/api/step-up/options")) return;
    challenges.push((await response.json()).options.challenge);
  });
  await page.goto(`/members?q=${encodeURIComponent(member.name)}`);
  await page.getByRole("button", { name: "Disable…" }).click();
  const disabling = page.getByRole("dialog", { name: `Disable the account of ${member.name}?` });
  await disabling.getByLabel("Why").fill("On leave until March.");
  await disabling.getByRole("button", { name: "Disable", exact: true }).click();

  await device.setVerified(false);
  const confirmButton = page.getByRole("button", { name: "Confirm with a passkey" });
  await confirmButton.click();
  const problem = asking(page).getByRole("alert");
  await expect(problem).toContainText("No passkey was used");
  await expect(problem).toBeFocused();
  await confirmButton.click();
  await expect(problem).toBeFocused();
  await device.setVerified(true);
  await confirm(page);
  await expect(disabling).toBeHidden();
  await expect(memberRow(page, member.name)).toContainText("Disabled");
  expect(new Set(challenges).size).toBe(3);
  const event = await db.auditEvent.findFirstOrThrow({
    where: { action: "accounts.disable-account", objectId: member.accountId },
  });
  expect(event).toMatchObject({ outcome: "done", reason: "On leave until March." });
});

test("the audit log is taken out with a proof: filtered as confirmed, once, and never by its address alone", async ({
  page,
}) => {
  const who = somebody();
  await signUp(page, { ...who, roles: ["auditor"] });
  expect((await page.request.get("/audit/export.csv")).status()).toBe(401);
  expect((await page.request.get("/people/export.csv?ticket=made-up")).status()).toBe(401);
  await page.goto(`/audit?q=${encodeURIComponent(who.name)}`);
  await page.getByRole("button", { name: "Export" }).click();
  await expect(asking(page)).toContainText(
    `take the audit log out of the house, where the search is “${who.name}”`,
  );
  const begun = page.waitForEvent("download");
  await confirm(page);
  const download = await begun;
  const csv = readFileSync(await download.path(), "utf8");
  expect(csv).toContain(who.name);
  expect(csv).not.toContain("load catalogue");
  expect(download.suggestedFilename()).toMatch(/^keyholder-audit-.*\.csv$/);
  expect((await page.request.get(download.url())).status()).toBe(401);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("event");

  await page.goto("/people");
  await page.getByRole("button", { name: "Export" }).click();
  const people = page.waitForEvent("download");
  await confirm(page);
  expect(readFileSync(await (await people).path(), "utf8")).toContain(who.name);
  const events = await db.auditEvent.findMany({
    where: { actorName: who.name, objectType: "export" },
    orderBy: { seq: "asc" },
  });
  expect(events).toMatchObject([
    { action: "accounts.export-audit", after: { taken: `where the search is “${who.name}”` } },
    { action: "people.export-people", after: { taken: "whole" } },
  ]);
});

import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { inviteMember } from "@/lib/accounts/invite-member";
import type { StudioRole } from "@/lib/accounts/rules";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import type { WorkKey } from "@/lib/platforms/work";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { limits } from "@/lib/throttle";
import { giveApp, givePassword, PASSWORD } from "@/tests/support/door";
import { expect, test } from "@/tests/support/e2e";
import { inDays } from "@/tests/support/grants";
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

/** Requests of this test alone: one for more than the smallest role, one for the smallest; one whose smallest is Admin. */
async function makeRequests(mark: string) {
  const engagement = {
    name: "Search",
    startsOn: new Date("2026-01-01"),
    agreementRef: "MSA-1",
    dpaRef: "DPA-1",
  };
  const client = await db.client.create({
    data: { name: `Harbour ${mark}`, nameKey: `harbour ${mark}`, engagements: { create: engagement } },
  });
  const asset = await db.asset.create({
    data: {
      clientId: client.id,
      platformId: "google_ads",
      type: "ad_account",
      externalId: String(Math.floor(1e9 + Math.random() * 8e9)),
      name: `Search ${mark}`,
    },
  });
  const admin = await db.platformRole.findFirstOrThrow({
    where: { platformId: "google_ads", name: "Admin" },
  });
  const [asker, nora, omar, petra] = await Promise.all(
    ["Asker", "Nora", "Omar", "Petra"].map((name) => db.person.create({ data: { name: `${name} ${mark}` } })),
  );
  type More = { assetId: string; roleIds: string[]; reason: string }[];
  const ask = (personId = "", more?: More, work: WorkKey = "look-at-reports") =>
    askForAccess(systemActor("demo"), {
      clientId: client.id,
      assetIds: [asset.id],
      personIds: [personId],
      requesterId: asker?.id,
      work: [work],
      until: inDays(30),
      reason: "Monthly report",
      ...(more ? { more } : {}),
    });
  const plain = await ask(omar?.id);
  const above = await ask(nora?.id, [
    { assetId: asset.id, roleIds: [admin.id], reason: "She hands it over." },
  ]);
  const heavy = await ask(petra?.id, undefined, "manage-users");
  return { requestId: above.id, plainId: plain.id, heavyId: heavy.id };
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

  await expect(asking(page)).toContainText(`invite ${guest.name} to sign in as HR`);
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
  await memberRow(page, member.name).getByRole("button", { name: "Disable…" }).click();
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
  expect((await page.request.get(download.url())).status()).toBe(403);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("event");

  await page.goto("/people");
  await page.getByRole("button", { name: "Export" }).click();
  const people = page.waitForEvent("download");
  await confirm(page);
  expect(readFileSync(await (await people).path(), "utf8")).toContain(who.name);
  const events = await db.auditEvent.findMany({
    where: { actorName: who.name, objectType: "export", outcome: "done" },
    orderBy: { seq: "asc" },
  });
  expect(events).toMatchObject([
    { action: "accounts.export-audit", after: { taken: `where the search is “${who.name}”` } },
    { action: "people.export-people", after: { taken: "whole" } },
  ]);
});

test("on a phone more than the smallest role is approved with a proof; the ordinary approval asks for none", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signUp(page, { ...somebody(), roles: ["security_lead"] });
  const mark = crypto.randomUUID().slice(0, 6);
  const { requestId, plainId } = await makeRequests(mark);
  await page.goto(`/requests/${plainId}`);
  await page.getByRole("button", { name: "Approve at the smallest" }).click();
  await expect(page.getByText("Approved", { exact: true })).toBeVisible();

  await page.goto(`/requests/${requestId}`);
  await page.getByRole("button", { name: "As asked…" }).click();
  const approving = page.getByRole("dialog", { name: "Approve more than the smallest role?" });
  await approving.getByLabel(/^Why/).fill("She hands the account over.");
  await approving.getByRole("button", { name: "Approve as asked" }).click();
  await expect(asking(page)).toContainText(`approve Admin for Nora ${mark} on Search ${mark}`);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(approving.getByLabel(/^Why/)).toHaveValue("She hands the account over.");
  expect(await db.grant.count({ where: { person: { name: `Nora ${mark}` } } })).toBe(0);
  await approving.getByRole("button", { name: "Approve as asked" }).click();
  await confirm(page);
  await expect(page.getByText("Approved", { exact: true })).toBeVisible();
  expect(await db.grant.count({ where: { person: { name: `Nora ${mark}` } } })).toBe(1);
});

test("several are approved at once with one proof where one of them is privileged, and without where none is", async ({
  page,
}) => {
  await signUp(page, { ...somebody(), roles: ["security_lead"] });
  const mark = crypto.randomUUID().slice(0, 6);
  await makeRequests(mark);
  const grants = () => db.grant.count({ where: { person: { name: { endsWith: mark } } } });
  await page.goto(`/requests?q=${encodeURIComponent(`Harbour ${mark}`)}`);
  await formsAreReady(page);
  const boxOf = (name: string) =>
    page.getByRole("row", { name: new RegExp(`${name} ${mark}`) }).getByRole("checkbox");
  const chosen = page.getByRole("region", { name: "Decide what is chosen" });
  // More than the smallest is decided on its own page.
  await expect(boxOf("Nora")).toHaveCount(0);
  await boxOf("Omar").check();
  await boxOf("Petra").check();
  await expect(chosen).toContainText("2 requests chosen");
  await chosen.getByRole("button", { name: "Approve at the smallest" }).click();
  await expect(asking(page)).toContainText(`approve Admin for Petra ${mark} on Search ${mark}`);
  await page.keyboard.press("Escape");
  await expect(asking(page)).toBeHidden();
  expect(await grants()).toBe(0);
  await expect(boxOf("Omar")).toBeChecked();

  await chosen.getByRole("button", { name: "Approve at the smallest" }).click();
  await confirm(page);
  await expect.poll(grants).toBe(2);
  await expect(chosen).toBeHidden();
  const plainly = crypto.randomUUID().slice(0, 6);
  await makeRequests(plainly);
  await page.goto(`/requests?q=${encodeURIComponent(`Harbour ${plainly}`)}`);
  await formsAreReady(page);
  await page
    .getByRole("row", { name: new RegExp(`Omar ${plainly}`) })
    .getByRole("checkbox")
    .check();
  await chosen.getByRole("button", { name: "Approve at the smallest" }).click();
  const given = () => db.grant.count({ where: { person: { name: `Omar ${plainly}` } } });
  await expect.poll(given).toBe(1);
  await expect(asking(page)).toBeHidden();
});

test("a mail is read in a dialog, once it is confirmed; the list shows none", async ({ page }) => {
  await signUp(page, { ...somebody(), roles: ["owner"] });
  const member = await addMember();
  await page.goto(`/outbox?q=${encodeURIComponent(member.email)}`);
  await expect(page.getByRole("main")).not.toContainText("/invite#");
  const read = page.getByRole("button", { name: "Read it" });
  await read.click();
  await expect(asking(page)).toContainText(`to ${member.email}`);
  await confirm(page);
  await expect(page.getByRole("dialog")).toContainText("/invite#");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(read).toBeFocused();
  expect(await page.content()).not.toContain("/invite#");
});

test.describe("without a passkey", () => {
  /** Somebody signed in whose passkeys are gone; they have a password and an authenticator app. */
  async function signUpWithoutPasskey(page: Page, role: StudioRole) {
    const who = somebody();
    await signUp(page, { ...who, roles: [role] });
    const { id } = await db.account.findFirstOrThrow({ where: { person: { email: who.email } } });
    await db.passkey.updateMany({ where: { accountId: id }, data: { removedAt: new Date() } });
    await givePassword(id);
    return { who, app: await giveApp(id) };
  }

  test("one's own factors are confirmed with password and code", async ({ page }) => {
    const { app } = await signUpWithoutPasskey(page, "staff");
    await page.goto("/me");
    await page.getByRole("button", { name: "Add a passkey…" }).click();
    await page.getByLabel("Name").fill("Key in the safe");
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(asking(page).getByLabel("Password")).toBeFocused();
    await expectAccessible(page);
    await asking(page).getByLabel("Password").fill("not this one, surely");
    await asking(page).getByLabel(/^Code/).fill(app.code());
    await page.keyboard.press("Enter");
    await expect(asking(page).getByRole("alert")).toContainText("The password or the code is not right");
    await expect(asking(page).getByRole("alert")).toBeFocused();
    await asking(page).getByLabel("Password").fill(PASSWORD);
    await asking(page).getByRole("button", { name: "Confirm" }).click();
    await expect(page.getByRole("row", { name: /Key in the safe/ })).toBeVisible();
  });

  test("what takes a passkey says so, and leads to making one", async ({ page }) => {
    await signUpWithoutPasskey(page, "auditor");
    await page.goto("/audit");
    await page.getByRole("button", { name: "Export" }).click();
    await expect(asking(page)).toContainText("your account has none yet");
    await expectAccessible(page);
    await asking(page).getByRole("link", { name: "Make a passkey" }).click();
    await expect(page).toHaveURL(/\/me$/);
  });
});

test("challenges that a session asks for are counted, together for whatever they are for", async ({
  page,
  baseURL,
}) => {
  const who = somebody();
  await signUp(page, { ...who, roles: ["staff"] });
  // Theirs alone: a sign-in page that is still open asks for challenges of nobody's.
  const { id: accountId } = await db.account.findFirstOrThrow({ where: { person: { email: who.email } } });
  const own = { accountId };
  const before = await db.authChallenge.count({ where: own });
  const ask = (place: number) =>
    place % 2
      ? page.request.post("/api/passkeys/addition-options", {
          headers: { origin: baseURL ?? "" },
          data: { kind: "passkey" },
        })
      : page.request.post("/api/step-up/options", {
          headers: { origin: baseURL ?? "" },
          data: { stepUpId: crypto.randomUUID() },
        });
  const { tries } = limits["challenge.account"];
  const answers = await Promise.all(Array.from({ length: tries + 20 }, (_, place) => ask(place)));
  const slowed = answers.filter((answer) => answer.status() === 429);
  expect(slowed).toHaveLength(20);
  expect(slowed[0]?.headers()["retry-after"]).toMatch(/^\d+$/);
  expect(await db.authChallenge.count({ where: own })).toBe(before);
});

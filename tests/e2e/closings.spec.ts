import { inviteContact } from "@/lib/accounts/invite-contact";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { keysOf, wrongWith } from "@/scripts/verify-certificate.mjs";
import { expect, test } from "@/tests/support/e2e";
import { makeCorner, papers } from "@/tests/support/journeys/corner";
import { openDialog, sitDown } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { screenshotOf } from "@/tests/support/journeys/proof";
import { openStudio } from "@/tests/support/journeys/studio";
import { attest } from "@/tests/support/journeys/work";
import { signUp, signUpByInvite } from "@/tests/support/sign-in";

/** A client of its own with one key, which Hannah has in hand, and a contact who can be invited to its room. */
async function makeClient(mark: string, hannah: string) {
  const client = await makeCorner({ name: "Marigold", mark }, { ...papers, endsOn: null });
  const [asset] = client.assets;
  const [engagement] = client.engagements;
  const custodian = await db.person.findFirstOrThrow({ where: { email: hannah } });
  await db.asset.update({ where: { id: asset?.id ?? "" }, data: { custodianId: custodian.id } });
  const nora = await db.person.create({ data: { name: `Nora Quist ${mark}` } });
  const role = await db.platformRole.findFirstOrThrow({
    where: { platformId: "google_ads", name: "Read only" },
  });
  await db.grant.create({
    data: {
      ...{ personId: nora.id, assetId: asset?.id ?? "", roleId: role.id, engagementId: engagement?.id ?? "" },
      ...{ purpose: "Reports", startsAt: new Date("2026-02-01"), endsAt: new Date("2027-02-01") },
      ...{ state: "active", cause: "recorded" },
    },
  });
  const contact = await db.clientContact.create({
    data: { clientId: client.id, name: `Carla ${mark}`, email: `carla-${mark}@client.example` },
  });
  return { engagementId: engagement?.id ?? "", contactId: contact.id };
}

test("an engagement ends with everything that hangs on it, and the client has the signed close-out in its room", async ({
  browser,
  baseURL,
}) => {
  await openStudio();
  const mark = crypto.randomUUID().slice(0, 6);
  const hannah = await sitDown(browser, baseURL);
  const address = `hannah-${mark}@studio.example`;
  await signUp(hannah.page, { name: `Hannah ${mark}`, email: address, roles: ["account_manager"] });
  const { engagementId, contactId } = await makeClient(mark, address);

  const { page } = hannah;
  await page.goto(`/engagements/${engagementId}`);
  const dialog = await openDialog(page, "End…");
  await expect(dialog).toContainText("1 key goes on the worklist at once");
  await dialog.getByRole("button", { name: "End it" }).click();
  await expect(page).toHaveURL(/\/closings\/[0-9a-f-]+$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("one of one still to take back");
  await expectGood(page);
  const closing = page.url();

  await page.getByRole("link", { name: "Steps and proof" }).click();
  await attest(page, "Removed; the list was looked at.", screenshotOf(mark));
  await page.goto(closing);
  await page.getByRole("button", { name: "Issue certificate" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Issue" }).click();
  await expect(page).toHaveURL(/\/certificate$/);
  await expect(page.getByText("Signed with Ed25519")).toBeVisible();
  const keys = await page.request.get("/settings/signatures/keys.json");

  const carla = await sitDown(browser, baseURL);
  const { link } = await inviteContact(systemActor("operator"), { contactId });
  await signUpByInvite(carla.page, link);
  await expect(carla.page).toHaveURL(/\/room$/);
  await expect(carla.page.getByRole("table", { name: "Close-out certificates" })).toContainText("Retainer");
  await expectGood(carla.page);
  await carla.page.getByRole("link", { name: "Retainer" }).click();
  await expect(carla.page.getByRole("heading", { level: 1 })).toHaveText("Close-out certificate");
  await expect(carla.page.getByRole("article")).toContainText(`Nora Quist ${mark}`);
  await expectGood(carla.page);
  const signed = await carla.page.request.get(`${new URL(closing).pathname}/certificate.json`);
  expect(wrongWith(await signed.json(), keysOf(await keys.text()))).toBeNull();
  expect((await carla.page.goto("/closings"))?.status()).toBeLessThan(500);
  await expect(carla.page.getByRole("heading", { level: 1 })).toHaveText("Your role does not open this page");
  expect([...hannah.problems, ...carla.problems]).toEqual([]);
});

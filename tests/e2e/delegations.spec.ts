import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { dayIn } from "@/tests/support/delegations";
import { expect, test } from "@/tests/support/e2e";
import { inDays } from "@/tests/support/grants";
import { makeCorner, papers } from "@/tests/support/journeys/corner";
import { choose, formsAreReady, sitDown } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { confirm, signUp } from "@/tests/support/sign-in";

/** Somebody asks for one of the studio's people, on an account of a client of its own. */
async function asked(mark: string, requesterId: string, personId: string): Promise<string> {
  const client = await makeCorner({ name: "Orchard", account: "Orchard search", mark }, papers);
  const { id } = await askForAccess(systemActor("demo"), {
    requesterId,
    clientId: client.id,
    assetIds: client.assets.map((asset) => asset.id),
    personIds: [personId],
    work: ["look-at-reports"],
    until: inDays(30),
    reason: "Monthly report",
  });
  return id;
}

test("the security lead hands their deciding on with a passkey; a colleague decides in their place, but not what the lead asked for", async ({
  browser,
}) => {
  const mark = crypto.randomUUID().slice(0, 6);
  const lead = await sitDown(browser);
  const colleague = await sitDown(browser);
  await signUp(lead.page, {
    name: `Lead ${mark}`,
    email: `lead-${mark}@studio.example`,
    roles: ["security_lead"],
  });
  await signUp(colleague.page, {
    name: `Cole ${mark}`,
    email: `cole-${mark}@studio.example`,
    roles: ["account_manager"],
  });
  const nora = await db.person.create({ data: { name: `Nora ${mark}` } });
  const { id: leadId } = await db.person.findFirstOrThrow({ where: { name: `Lead ${mark}` } });
  const requestId = await asked(`a-${mark}`, nora.id, nora.id);
  const leadsOwn = await asked(`b-${mark}`, leadId, nora.id);

  await lead.page.goto("/settings/delegations");
  await formsAreReady(lead.page);
  await lead.page.getByRole("button", { name: "Let a colleague decide…" }).click();
  const dialog = lead.page.getByRole("dialog", { name: "Let a colleague decide in your place" });
  await choose(lead.page, "Who decides", `Cole ${mark}`);
  await dialog.getByLabel(/^Until the end of/).fill(dayIn(90));
  await dialog.getByLabel("Why").fill("Two weeks in the mountains");
  await dialog.getByRole("button", { name: "Hand it on" }).click();
  await confirm(lead.page);
  await expect(dialog).toContainText("A delegation lasts 60 days at most");
  await dialog.getByLabel(/^Until the end of/).fill(dayIn(9));
  await dialog.getByRole("button", { name: "Hand it on" }).click();
  await confirm(lead.page);
  const row = lead.page
    .getByRole("table", { name: "Delegations" })
    .getByRole("row", { name: new RegExp(`Cole ${mark}`) });
  await expect(row).toContainText("runs until");
  await expectGood(lead.page);

  await colleague.page.goto(`/requests/${leadsOwn}`);
  await expect(
    colleague.page.getByText(`Lead ${mark} asked for this, and you decide in their place.`),
  ).toBeVisible();
  await expect(colleague.page.getByRole("button", { name: /^Approve/ })).toHaveCount(0);
  await colleague.page.goto("/requests");
  await expect(colleague.page.getByText(`You decide in place of Lead ${mark}`)).toBeVisible();
  await expectGood(colleague.page);
  await colleague.page.goto(`/requests/${requestId}`);
  await expect(
    colleague.page.getByText(`You decide in place of Lead ${mark}, and it is recorded so.`),
  ).toBeVisible();
  await formsAreReady(colleague.page);
  await colleague.page
    .getByRole("button", { name: /^Approve/ })
    .first()
    .click();
  await expect(colleague.page.getByText(`by Cole ${mark}, in place of Lead ${mark}`)).toBeVisible();
  await expectGood(colleague.page);

  await colleague.page.goto("/me#delegations");
  const own = colleague.page.getByRole("table", { name: "Delegations" });
  await expect(own.getByRole("row", { name: new RegExp(`Lead ${mark}`) })).toContainText("1 decision");
  await formsAreReady(colleague.page);
  await own.getByRole("button", { name: "End" }).click();
  await colleague.page.getByRole("alertdialog").getByRole("button", { name: "End it" }).click();
  await expect(own).toBeHidden();
  await lead.page.reload();
  await expect(row).toContainText("ended before its time");
  expect([...lead.problems, ...colleague.problems]).toEqual([]);
});

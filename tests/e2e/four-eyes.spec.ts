import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { endGrants } from "@/lib/register/end-grants";
import { recordGrant } from "@/lib/register/record-grant";
import { expect, test } from "@/tests/support/e2e";
import { inDays } from "@/tests/support/grants";
import { sitDown } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { answerWhatStays, verify } from "@/tests/support/journeys/work";
import { signUp } from "@/tests/support/sign-in";

/** One of two administrators of an account, whose access is being taken back by one custodian. */
async function makeRemoval(mark: string, custodianId: string): Promise<string> {
  const client = await db.client.create({ data: { name: `Lumen ${mark}`, nameKey: `lumen ${mark}` } });
  const asset = await db.asset.create({
    data: {
      clientId: client.id,
      custodianId,
      type: "ad_account",
      name: `Lumen search ${mark}`,
      platformId: "google_ads",
      externalId: String(Math.floor(1e9 + Math.random() * 8e9)),
    },
  });
  const role = await db.platformRole.findFirstOrThrow({ where: { platformId: "google_ads", name: "Admin" } });
  const [person, stays] = await Promise.all(
    ["Tariq", "Nora"].map((name) => db.person.create({ data: { name: `${name} ${mark}` } })),
  );
  const { grantIds } = await recordGrant(systemActor("demo"), {
    grants: [person, stays].map((each) => ({
      personId: each?.id ?? "",
      assetId: asset.id,
      roleIds: [role.id],
      purpose: "Campaigns",
      endsAt: inDays(30),
      proof: "attested",
      how: "seen in the list",
    })),
  });
  const going = grantIds.slice(0, 1);
  const { tasks } = await endGrants(systemActor("demo"), {
    grantIds: going,
    reason: "Over",
    cause: "recorded",
  });
  return tasks[0]?.id ?? "";
}

test("the removal of an administrator answers for what stays behind, and counts when a second person has confirmed it", async ({
  browser,
}) => {
  const mark = crypto.randomUUID().slice(0, 6);
  const erik = await sitDown(browser);
  const lead = await sitDown(browser);
  await signUp(erik.page, { name: `Erik ${mark}`, email: `e-${mark}@studio.example`, roles: ["staff"] });
  await signUp(lead.page, {
    name: `Lead ${mark}`,
    email: `l-${mark}@studio.example`,
    roles: ["security_lead"],
  });
  const custodian = await db.person.findFirstOrThrow({ where: { name: `Erik ${mark}` } });
  const taskId = await makeRemoval(mark, custodian.id);

  await erik.page.goto(`/work/${taskId}`);
  const form = erik.page.getByRole("form", { name: "What came of it" });
  await form.getByLabel(/^Note/).fill("Removed; the list was looked at again.");
  await form.getByRole("button", { name: "It is done" }).click();
  await expect(form.getByRole("alert")).toContainText("Something may stay behind on the platform");
  await expectGood(erik.page);
  await answerWhatStays(erik.page);
  await form.getByRole("button", { name: "It is done" }).click();
  await expect(erik.page.getByText("done by one, to be confirmed")).toBeVisible();
  await expect(erik.page.getByText("Looked, and none was there.").first()).toBeVisible();
  await expectGood(erik.page);
  await erik.page.goto("/work?state=confirm");
  await expect(erik.page.getByRole("heading", { level: 1 })).toHaveText("Nothing to confirm");

  await lead.page.goto(`/work?state=confirm&q=${mark}`);
  await expect(lead.page.getByRole("heading", { level: 1 })).toHaveText("One to confirm");
  await expectGood(lead.page);
  await lead.page.getByRole("link", { name: `Take Admin on Lumen search ${mark}` }).click();
  await verify(lead.page, "Looked myself: not in the list.");
  await lead.page.goto(`/work?state=confirm&q=${mark}`);
  await expect(lead.page.getByRole("heading", { level: 1 })).toHaveText("Nothing to confirm");
  expect([...erik.problems, ...lead.problems]).toEqual([]);
});

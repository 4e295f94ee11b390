import { db } from "@/lib/db";
import { expect, test } from "@/tests/support/e2e";
import { choose, formsAreReady, openDialog, sitDown, watchConsole } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { confirm, signUp } from "@/tests/support/sign-in";

// A refused pair would stop what other journeys ask for.
test.afterEach(async () => {
  await db.dutyConflict.updateMany({
    where: { endedAt: null, effect: "refuse" },
    data: { endedAt: new Date(), endReason: "The journey is over" },
  });
});

test("two duties are declared as conflicting with a passkey: who asks for the second is refused in words, and let through marked by an exception", async ({
  page,
  browser,
}) => {
  const problems = watchConsole(page);
  const mark = crypto.randomUUID().slice(0, 6);
  const { person, client, analytics } = await makeBuyer(mark);
  await signUp(page, {
    name: `Lead ${mark}`,
    email: `lead-${mark}@studio.example`,
    roles: ["security_lead"],
  });
  await page.goto("/settings/conflicts");
  await formsAreReady(page);
  const declaring = await openDialog(page, "Declare a pair…");
  await declaring.getByLabel("Who can").selectOption("export personal data");
  await declaring.getByLabel("Should not also").selectOption("spend the budget");
  await declaring.getByRole("radio", { name: "at the same client" }).check();
  await declaring.getByRole("radio", { name: /^Refused/ }).check();
  await declaring.getByLabel("Why").fill("Nobody buys ads with the contacts");
  await declaring.getByRole("button", { name: "Declare the pair" }).click();
  await confirm(page);
  const pair = page
    .getByRole("table", { name: "Conflicting duties", exact: true })
    .getByRole("row", { name: /Spend the budget and export personal data/ });
  await expect(pair).toContainText("refused");
  await expectGood(page);

  const asker = await sitDown(browser);
  await signUp(asker.page, {
    name: `Mia ${mark}`,
    email: `mia-${mark}@studio.example`,
    roles: ["account_manager"],
  });
  await asker.page.goto(`/requests/new?client=${client.id}`);
  await formsAreReady(asker.page);
  await asker.page.getByRole("checkbox", { name: new RegExp(analytics) }).check();
  await asker.page.getByRole("button", { name: /^Remove / }).click();
  await choose(asker.page, "For whom", person.name);
  await asker.page.getByRole("checkbox", { name: "Export contact data", exact: true }).check();
  await expect(
    asker.page.getByText(/^Left out: .* would hold conflicting duties: spend the budget/),
  ).toBeVisible();
  await asker.page.getByLabel("Why", { exact: true }).fill("The newsletter");
  await asker.page.getByRole("button", { name: "Ask for access" }).click();
  await expect(asker.page.getByText(/There is nothing to ask for\./).first()).toBeVisible();

  await page.goto("/settings/exceptions");
  await formsAreReady(page);
  const making = await openDialog(page, "Make one…");
  await choose(page, "For whom", person.name);
  await choose(page, "At which client", client.name);
  await making.getByRole("radio", { name: "No conflicting duties in one hand" }).check();
  await making.getByLabel("Which two").selectOption("spend the budget and export personal data");
  await making
    .getByLabel("Until the end of")
    .fill(new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10));
  await making.getByLabel("Why").fill("Nobody else until Friday");
  await making.getByRole("button", { name: "Make the exception" }).click();
  await confirm(page);
  await expect(page.getByRole("row", { name: new RegExp(person.name) })).toContainText("spend the budget");

  await asker.page.getByRole("button", { name: "Ask for access" }).click();
  await asker.page.waitForURL(/\/requests\/[0-9a-f-]{36}/);
  await expect(asker.page.getByText(/made an exception until .*: Nobody else until Friday/)).toBeVisible();
  expect([...problems, ...asker.problems]).toEqual([]);
});

/** Somebody who spends the budget of a client on Meta; and an analytics property of the same client. */
async function makeBuyer(mark: string) {
  const person = await db.person.create({ data: { name: `Nora Quist ${mark}` } });
  const client = await db.client.create({
    data: {
      name: `Harbour ${mark}`,
      nameKey: `harbour ${mark}`,
      engagements: {
        create: {
          name: "Retainer",
          startsOn: new Date("2026-01-01"),
          agreementRef: "MSA-1",
          dpaRef: "DPA-1",
        },
      },
    },
  });
  const digits = () => String(Math.floor(1e9 + Math.random() * 8e9));
  const asset = (platformId: string, type: string, externalId: string, name: string) =>
    db.asset.create({ data: { clientId: client.id, platformId, type, externalId, name: `${name} ${mark}` } });
  const ads = await asset("meta_business", "ad_account", `act_${digits()}`, "Brand");
  const property = await asset("ga4", "property", digits(), "Analytics");
  const role = await db.platformRole.findFirstOrThrow({
    where: { platformId: "meta_business", name: "Manage campaigns (ads)" },
  });
  await db.grant.create({
    data: {
      personId: person.id,
      assetId: ads.id,
      roleId: role.id,
      purpose: "Campaigns",
      startsAt: new Date("2026-01-01"),
      endsAt: new Date("2099-01-01"),
      state: "active",
      cause: "recorded",
    },
  });
  return { person, client, analytics: property.name };
}

import { db } from "@/lib/db";
import { expect, test } from "@/tests/support/e2e";
import { choose, formsAreReady, watchConsole } from "@/tests/support/journeys/desk";
import { signUp } from "@/tests/support/sign-in";

test("where a client has two engagements, the one that the holder works on is proposed, and another can be chosen", async ({
  page,
}) => {
  const problems = watchConsole(page);
  const mark = crypto.randomUUID().slice(0, 6);
  const person = await db.person.create({ data: { name: `Nora Quist ${mark}` } });
  const client = await db.client.create({
    data: {
      name: `Harbour ${mark}`,
      nameKey: `harbour ${mark}`,
      engagements: {
        create: [
          { name: "Retainer", startsOn: new Date("2026-01-01") },
          {
            name: "Launch",
            startsOn: new Date("2026-01-01"),
            endsOn: new Date("2099-12-31"),
            memberships: { create: { personId: person.id, role: "Planner" } },
          },
        ],
      },
      assets: {
        create: {
          platformId: "google_ads",
          type: "ad_account",
          externalId: String(Math.floor(1e9 + Math.random() * 8e9)),
          name: `Search ${mark}`,
        },
      },
    },
  });
  await signUp(page, {
    name: `Mia ${mark}`,
    email: `mia-${mark}@studio.example`,
    roles: ["account_manager"],
  });

  await page.goto(`/requests/new?client=${client.id}`);
  await formsAreReady(page);
  await page.getByRole("button", { name: /^Remove / }).click();
  await choose(page, "For whom", person.name);
  await page.getByRole("checkbox", { name: "Look at reports", exact: true }).check();
  const engagement = page.getByLabel(/^Under which engagement/);
  await expect(engagement.getByRole("option", { name: "Launch (proposed)" })).toBeAttached();
  await engagement.selectOption("Retainer");
  await page.getByLabel("Why", { exact: true }).fill("Monthly report");
  await page.getByRole("button", { name: "Ask for access" }).click();
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}/);
  await expect(page.getByRole("definition").filter({ hasText: "Retainer" })).toBeVisible();
  expect(problems).toEqual([]);
});

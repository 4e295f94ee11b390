import { db } from "@/lib/db";
import { expect, test } from "@/tests/support/e2e";
import { choose, formsAreReady, sitDown } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { signUp } from "@/tests/support/sign-in";

test("HR enters who joins; the account manager gives them work and asks for its kit by one press", async ({
  browser,
}) => {
  const mark = crypto.randomUUID().slice(0, 6);
  const engagement = await db.engagement.create({
    data: {
      name: `Launch ${mark}`,
      startsOn: new Date("2026-01-01"),
      endsOn: new Date("2099-12-31"),
      client: { create: { name: `Elm ${mark}`, nameKey: `elm ${mark}` } },
    },
  });
  const assets = await db.asset.createManyAndReturn({
    data: ["Site", "Store"].map((name) => ({
      ...{ clientId: engagement.clientId, platformId: "ga4", type: "property", name: `${name} ${mark}` },
      externalId: String(Math.floor(1e8 + Math.random() * 8e8)),
    })),
  });
  await db.kitLine.createMany({
    data: assets.map(({ id }) => ({
      ...{ engagementId: engagement.id, role: "Analyst", assetId: id, work: ["look-at-reports"] },
    })),
  });
  const [hr, am] = [await sitDown(browser), await sitDown(browser)];
  const sign = (page: typeof hr.page, name: string, role: "hr" | "account_manager") =>
    signUp(page, { name: `${name} ${mark}`, email: `${name}-${mark}@studio.example`, roles: [role] });
  await sign(hr.page, "Hilde", "hr");
  await sign(am.page, "Amir", "account_manager");

  const firstDay = new Date(Date.now() + 6 * 86_400_000).toISOString().slice(0, 10);
  await hr.page.goto("/people/new");
  await hr.page.getByLabel("Name", { exact: true }).fill(`Nia ${mark}`);
  await hr.page.getByLabel("First day").fill(firstDay);
  await formsAreReady(hr.page);
  await hr.page.getByRole("button", { name: "Add this person" }).click();
  await hr.page.waitForURL(/\/people\/[0-9a-f-]{36}$/);
  await hr.page.getByRole("link", { name: "What their kits propose" }).click();
  await expect(hr.page.getByRole("heading", { level: 1 })).toHaveText(`Nia ${mark} has no work yet`);

  await am.page.setViewportSize({ width: 390, height: 844 });
  await am.page.goto("/");
  await am.page
    .getByRole("table", { name: "Who joins" })
    .getByRole("link", { name: `Nia ${mark}` })
    .click();
  await formsAreReady(am.page);
  await am.page.getByRole("button", { name: "Put on an engagement…" }).click();
  await choose(am.page, "Engagement", `Elm ${mark}: Launch ${mark}`);
  await am.page.getByLabel("Role").fill("Analyst");
  await am.page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(am.page.getByRole("heading", { level: 1 })).toHaveText(`Nia ${mark} lacks two accounts`);
  await expectGood(am.page);
  await am.page.getByRole("button", { name: "Ask for two accounts" }).click();
  await expect(am.page.getByRole("status")).toContainText("2 accounts are asked for");
  await expect(am.page.getByText("Nothing of their kits is left to ask for.")).toBeVisible();
  expect(await db.requestItem.count({ where: { person: { name: `Nia ${mark}` } } })).toBe(2);
  expect([...hr.problems, ...am.problems]).toEqual([]);
});

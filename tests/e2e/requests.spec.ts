import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { expect, test } from "@/tests/support/e2e";
import { inDays } from "@/tests/support/grants";
import { makeCorner, papers } from "@/tests/support/journeys/corner";
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

test("the security lead decides ten at once, and what asks for more than the smallest is left for its own page", async ({
  page,
}) => {
  const problems = watchConsole(page);
  const mark = crypto.randomUUID().slice(0, 6);
  const client = await makeCorner({ name: "Harbour", mark }, papers);
  const asker = await db.person.create({ data: { name: `Asker ${mark}` } });
  const admin = await db.platformRole.findFirstOrThrow({
    where: { platformId: "google_ads", name: "Admin" },
  });
  for (let place = 0; place < 11; place += 1) {
    const holder = await db.person.create({ data: { name: `Holder ${place} ${mark}` } });
    await askForAccess(systemActor("demo"), {
      clientId: client.id,
      assetIds: client.assets.map(({ id }) => id),
      personIds: [holder.id],
      requesterId: asker.id,
      work: ["look-at-reports"],
      until: inDays(30),
      reason: "Monthly report",
      ...(place === 10
        ? { more: [{ assetId: client.assets[0]?.id ?? "", roleIds: [admin.id], reason: "It is easier" }] }
        : {}),
    });
  }
  await signUp(page, {
    name: `Lead ${mark}`,
    email: `lead-${mark}@studio.example`,
    roles: ["security_lead"],
  });
  await page.goto(`/requests?q=${mark}`);
  await formsAreReady(page);
  await expect(page.getByRole("row", { name: `Holder 10 ${mark}` })).toContainText("more than the smallest");
  await expect(page.getByRole("row", { name: `Holder 9 ${mark}` })).not.toContainText(
    "more than the smallest",
  );
  await page.getByRole("checkbox", { name: "Choose all 10 that ask for the smallest role" }).check();
  const bar = page.getByRole("region", { name: "Decide what is chosen" });
  await expect(bar).toContainText("10 requests chosen, 10 keys");
  await bar.getByRole("button", { name: "Approve at the smallest" }).click();
  await expect(page.getByText("1 request", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: new RegExp(`Holder 10 ${mark}`) })).toBeVisible();
  const decided = { asset: { name: `Search ${mark}` } };
  expect(await db.requestItem.groupBy({ by: ["state"], where: decided, _count: true })).toEqual(
    expect.arrayContaining([
      { state: "approved", _count: 10 },
      { state: "waiting", _count: 1 },
    ]),
  );
  expect(await db.task.count({ where: { ...decided, kind: "grant", state: "open" } })).toBe(10);
  expect(problems).toEqual([]);
});

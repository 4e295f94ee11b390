import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { attestTask } from "@/lib/register/attest-task";
import { expect, test } from "@/tests/support/e2e";
import { leftNothing } from "@/tests/support/grants";
import { makeCorner, papers } from "@/tests/support/journeys/corner";
import { issueCertificate } from "@/tests/support/journeys/departures";
import { formsAreReady, sitDown } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { doLooks } from "@/tests/support/looks";
import { confirm, signUp } from "@/tests/support/sign-in";

/** Somebody who holds one key at a client of their own. */
async function holder(mark: string) {
  const client = await makeCorner({ name: "Harbour", account: "Harbour search", mark }, papers);
  const person = await db.person.create({ data: { name: `Nils ${mark}`, title: "Media buyer" } });
  const custodian = await db.person.create({ data: { name: `Cora ${mark}` } });
  await db.asset.updateMany({ where: { clientId: client.id }, data: { custodianId: custodian.id } });
  const role = await db.platformRole.findFirstOrThrow({
    where: { platformId: "google_ads", name: "Read only" },
  });
  await db.grant.create({
    data: {
      personId: person.id,
      assetId: client.assets[0]?.id ?? "",
      roleId: role.id,
      purpose: "Campaigns",
      startsAt: new Date("2026-01-10T09:00:00Z"),
      endsAt: new Date("2027-06-30T22:00:00Z"),
      state: "active",
      cause: "recorded",
      transitions: { create: { state: "active", at: new Date("2026-01-10T09:00:00Z") } },
    },
  });
  return { ...person, custodian };
}

test("HR goes from the calendar to the certificate, and knows who holds it up", async ({ browser }) => {
  const mark = crypto.randomUUID().slice(0, 6);
  const { page, problems } = await sitDown(browser);
  await signUp(page, { name: `Harper ${mark}`, email: `harper-${mark}@studio.example`, roles: ["hr"] });
  const person = await holder(`c-${mark}`);
  const now = new Date();
  const { departureId } = await startDeparture(systemActor("operator"), {
    personId: person.id,
    kind: "leaves",
    lastMoment: new Date(now.getTime() - 60_000),
  });
  await page.goto(`/departures/calendar?month=${new Date(now.getTime() - 60_000).toISOString().slice(0, 7)}`);
  await expectGood(page);
  await page
    .getByRole("row", { name: new RegExp(person.name) })
    .getByRole("link")
    .first()
    .click();
  await page.waitForURL(`**/departures/${departureId}`);
  await expect(page.getByText("2 of 2 still to be done.")).toBeVisible();
  await expect(
    page.getByText("1 platform is to be looked at for what the register does not know."),
  ).toBeVisible();
  await expect(page.getByText(`Waiting for ${person.custodian.name}`)).toBeVisible();
  await expectGood(page);

  const task = await db.task.findFirstOrThrow({ where: { causeId: departureId, kind: "revoke" } });
  await attestTask(systemActor("demo"), {
    taskId: task.id,
    outcome: "done",
    note: "Removed.",
    followUps: await leftNothing(task.id),
  });
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(
    "all taken back, one platform still to look at",
  );
  await doLooks(systemActor("demo"), departureId, systemActor("demo"));
  await issueCertificate(page, `/departures/${departureId}`);
  await expect(page.getByRole("article")).toContainText(person.name);
  await page.goto("/departures/calendar");
  await page
    .getByRole("row", { name: new RegExp(person.name) })
    .getByRole("link", { name: "Certificate" })
    .click();
  await expect(page.getByRole("article")).toContainText(person.name);
  await page.goto("/");
  const measures = page.locator("section", { hasText: "From the last day to the last proof" });
  await expect(measures.getByText("95th percentile")).toBeVisible();

  // Seen again: said from the page of whoever has left, with the account chosen from the account's own page.
  await page.goto(`/people/${person.id}`);
  await page.getByRole("link", { name: "I still see this person" }).click();
  await page.waitForURL(`**/seen?person=${person.id}`);
  await expect(page.getByRole("combobox", { name: "Who" })).toContainText(person.name);
  await page.goto(`/assets/${task.assetId}`);
  await page.getByRole("link", { name: "Somebody who has left still has access" }).click();
  await page.waitForURL(`**/seen?asset=${task.assetId}`);
  await expect(page.getByRole("combobox", { name: "Where" })).toContainText("Harbour search");
  await page.goto(`/seen?person=${person.id}&asset=${task.assetId}`);
  await formsAreReady(page);
  await page.getByLabel("What you have seen").fill("in the list of users");
  await page.getByRole("button", { name: "Report" }).click();
  await expect(page.getByText(/is open again/)).toBeVisible();
  await page.goto("/");
  await expect(page.getByText(`${person.name} has left and was seen again`)).toBeVisible();
  expect(problems).toEqual([]);
});

test.describe("on a phone", () => {
  test("somebody is found, and terminated now with a passkey", async ({ browser, baseURL }) => {
    const mark = crypto.randomUUID().slice(0, 6);
    const context = await browser.newContext({
      baseURL,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    const page = await context.newPage();
    await signUp(page, { name: `Petra ${mark}`, email: `petra-${mark}@studio.example`, roles: ["hr"] });
    const person = await holder(`p-${mark}`);

    await page.goto(`/people?q=${encodeURIComponent(person.name)}`);
    await page.getByRole("link", { name: person.name }).click();
    await page.getByRole("link", { name: "Terminate now" }).click();
    await formsAreReady(page);
    await expectGood(page);
    await page.getByRole("button", { name: `Terminate ${person.name} now` }).click();
    await confirm(page);
    await page.waitForURL(/\/departures\/[0-9a-f-]{36}$/);
    await expect(page.getByRole("timer").first()).toBeVisible();
    await expectGood(page);
    const departure = await db.departure.findFirstOrThrow({ where: { personId: person.id } });
    expect(departure.kind).toBe("terminated_now");
    const told = await db.notification.findMany({
      where: { kind: "departure.urgent", cause: { contains: departure.id } },
      select: { personId: true },
    });
    expect(told).toContainEqual({ personId: person.custodian.id });
    await context.close();
  });
});

import { db } from "@/lib/db";
import { expect, test } from "@/tests/support/e2e";
import { sitDown } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { openStudio } from "@/tests/support/journeys/studio";
import { signUp, signUpByInvite } from "@/tests/support/sign-in";

test("an account manager invites a client's contact, who sees their own room and nothing else", async ({
  browser,
  baseURL,
}) => {
  const studio = await openStudio();
  const mark = crypto.randomUUID().slice(0, 8);
  const carla = await db.clientContact.create({
    data: { clientId: studio.kiteId, name: `Carla ${mark}`, email: `carla-${mark}@kite.example` },
  });
  const hannah = await sitDown(browser, baseURL);
  await signUp(hannah.page, {
    name: `Hannah ${mark}`,
    email: `hannah-${mark}@studio.example`,
    roles: ["account_manager"],
  });
  await hannah.page.goto(`/clients/${studio.kiteId}`);
  const contact = hannah.page.getByRole("listitem").filter({ hasText: carla.name });
  await contact.getByRole("button", { name: "Invite…" }).click();
  await hannah.page.getByRole("button", { name: "Invite", exact: true }).click();
  await hannah.page.getByRole("button", { name: "Confirm with a passkey" }).click();
  const link = (await contact.getByTestId("invite-link").textContent()) ?? "";

  const desk = await sitDown(browser, baseURL);
  const { page } = desk;
  await signUpByInvite(page, link);
  await expect(page).toHaveURL(/\/room$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Kite Insurance");
  await expect(page.getByRole("table", { name: "Keys to your accounts" })).toContainText("Tariq Haddad");
  const entries = page.getByRole("navigation", { name: "Main" }).first().getByRole("link");
  await expect(entries).toHaveText(["Keyholder", "Your room"]);
  await expect(page.getByRole("main").getByRole("link")).toHaveCount(0);
  await expectGood(page);

  for (const path of [
    "/people",
    "/register",
    "/requests",
    "/work",
    "/audit",
    "/platforms",
    `/clients/${studio.kiteId}`,
    `/register/${studio.grantId}`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      /Your role does not open this page|There is nothing at this address/,
    );
  }
  const found = await page.request.get(`/api/search?q=kite`);
  expect(await found.json()).toMatchObject({ groups: [{ items: [] }, { items: [] }, { items: [] }] });
  await page.goto("/me");
  await expect(page.getByRole("table", { name: "My sessions" })).toBeVisible();

  await hannah.page.reload();
  await expect(contact).toContainText("can sign in to the client’s room");
  await contact.getByRole("button", { name: "End", exact: true }).click();
  await hannah.page.getByRole("button", { name: "End the contact" }).click();
  await expect(contact).toHaveCount(0);
  await page.goto("/room");
  await expect(page).toHaveURL(/\/sign-in/);
});

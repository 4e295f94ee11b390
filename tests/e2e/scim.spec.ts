import { expect, test } from "@/tests/support/e2e";
import { formsAreReady, sitDown } from "@/tests/support/journeys/desk";
import { EntraClient } from "@/tests/support/scim-client";
import { signUp } from "@/tests/support/sign-in";

test("an owner connects an HR system and makes a token, with which it enters somebody", async ({
  browser,
  baseURL,
}) => {
  const { page, problems } = await sitDown(browser, baseURL);
  const mark = crypto.randomUUID().slice(0, 8);
  await signUp(page, { name: "Scim Owner", email: `scim-${mark}@studio.example`, roles: ["owner"] });
  await page.goto("/settings/sources");
  await formsAreReady(page);
  const form = page.getByRole("form", { name: "Connect an HR system" });
  await form.getByLabel("Name").fill(`Entra ${mark}`);
  await form.getByRole("button", { name: "Connect it" }).click();
  await page.getByRole("button", { name: "Confirm with a passkey" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Entra ${mark}` })).toBeVisible();

  await formsAreReady(page);
  await page.getByRole("button", { name: "Make a token" }).click();
  await page.getByRole("button", { name: "Confirm with a passkey" }).click();
  const token = (await page.getByTestId("scim-token").textContent()) ?? "";

  const entra = new EntraClient(`${baseURL}/api/scim/v2`, token);
  const userName = `una-${mark}@studio.example`;
  const { status, body } = await entra.create({ userName, givenName: "Una", familyName: mark });
  expect(status).toBe(201);
  expect((await entra.setActive(body.id, true)).status).toBe(200);
  expect((await entra.createGroup(`Media ${mark}`, mark)).status).toBe(201);
  expect((await entra.call("DELETE", "/ServiceProviderConfig")).status).toBe(405);
  expect((await entra.delete(`/Users/${body.id}`)).status).toBe(204);

  await page.reload();
  await expect(page.getByRole("table", { name: "Groups" })).toContainText(`Media ${mark}`);
  await expect(page.getByRole("table", { name: "Calls" })).toContainText(`POST /Users: ${userName}`);
  await expect(page.getByRole("main")).not.toContainText(token);
  expect(problems).toEqual([]);
  await page.context().close();
});

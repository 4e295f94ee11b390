import { expect, type Page } from "@playwright/test";
import { choose } from "./desk";

/** Opens a client's page by the list. */
export async function openClient(page: Page, client: string): Promise<void> {
  await page.goto(`/clients?q=${encodeURIComponent(client)}`);
  await page.getByRole("link", { name: client, exact: true }).click();
  await page.waitForURL(/\/clients\/[0-9a-f-]{36}$/);
}

/** Begins an engagement of the client whose page is open, with agreement and DPA on file. */
export async function beginEngagement(
  page: Page,
  engagement: { name: string; startsOn: string; endsOn: string; agreement: string; dpa: string },
): Promise<void> {
  await page.getByRole("link", { name: "Begin another" }).click();
  await page.waitForURL(/engagements\/new$/);
  await page.getByLabel("Name", { exact: true }).fill(engagement.name);
  await page.getByLabel("First day").fill(engagement.startsOn);
  await page.getByLabel(/^Last day/).fill(engagement.endsOn);
  await page.getByLabel(/^Agreement/).fill(engagement.agreement);
  await page.getByLabel(/^Data processing addendum/).fill(engagement.dpa);
  await page.getByRole("button", { name: "Begin this engagement" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(engagement.name);
}

/** Says who does the grants and removals on an account, on the account's own form. */
export async function nameCustodian(page: Page, accountId: string, custodian: string): Promise<void> {
  await page.goto(`/assets?q=${encodeURIComponent(accountId)}`);
  await page.getByRole("table").getByRole("rowheader").getByRole("link").first().click();
  await page.waitForURL(/\/assets\/[0-9a-f-]{36}$/);
  await page.getByRole("link", { name: "Change", exact: true }).click();
  await choose(page, /Custodian at the studio/, custodian);
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/assets\/[0-9a-f-]{36}$/);
  await expect(page.getByText(custodian).first()).toBeVisible();
}

import { expect, type Page } from "@playwright/test";
import { choose, formsAreReady, openDialog } from "./desk";

export type Asking = {
  client: string;
  /** The account as the form shows its id. */
  accountId: string;
  person: string;
  work: string;
  /** More than the smallest role, with the reason for it. */
  more?: { role: string; reason: string };
  reason: string;
};

/** Asks for access by the work; ends on the page of the request. */
export async function askForAccess(page: Page, asking: Asking): Promise<void> {
  await page.goto("/requests/new");
  await choose(page, "At which client", asking.client);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(asking.client);
  await formsAreReady(page);
  await page.getByRole("checkbox", { name: new RegExp(asking.accountId) }).check();
  const myself = page.getByRole("button", { name: /^Remove / });
  if (await myself.isVisible()) await myself.click();
  await choose(page, "For whom", asking.person);
  await page.getByRole("checkbox", { name: asking.work, exact: true }).check();
  await expect(page.getByText(/is the smallest/)).toBeVisible();
  if (asking.more) {
    await page.getByRole("button", { name: "Ask for more…" }).click();
    const more = page.getByRole("group", { name: "More than the smallest" });
    await more.getByRole("radio", { name: asking.more.role }).check();
    await more.getByLabel(/^Why/).fill(asking.more.reason);
  }
  await page.getByLabel("Why", { exact: true }).fill(asking.reason);
  await page.getByRole("button", { name: "Ask for access" }).click();
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}/);
}

/** Gives less than was asked: one role of those below it. On the page of the request. */
export async function lowerTo(page: Page, role: string, reason: string): Promise<void> {
  const dialog = await openDialog(page, "Lower…");
  await dialog.getByRole("radio", { name: role, exact: true }).check();
  await dialog.getByLabel(/^Why/).fill(reason);
  await dialog.getByRole("button", { name: "Approve with this role" }).click();
  await expect(page.getByText("Approved with less")).toBeVisible();
}

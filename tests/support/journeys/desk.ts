import { type Browser, expect, type Page } from "@playwright/test";

/** Somebody at work: a browser context of their own, and what its console had to complain about. */
export type Desk = { page: Page; problems: readonly string[] };

/** A desk in a fresh browser context. `baseURL`: of another Keyholder than the shared one. */
export async function sitDown(browser: Browser, baseURL?: string): Promise<Desk> {
  const context = await browser.newContext(baseURL ? { baseURL } : {});
  const page = await context.newPage();
  return { page, problems: watchConsole(page) };
}

/**
 * What the console of a page complains about from now on: errors of scripts, of hydration, of the content security
 * policy. The list grows while the page is used.
 */
export function watchConsole(page: Page): readonly string[] {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`${new URL(page.url()).pathname}: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`${new URL(page.url()).pathname}: ${error.message}`));
  return problems;
}

/** The forms of the page react: whatever is chosen from now on is noticed. */
export async function formsAreReady(page: Page): Promise<void> {
  // A form gets its key when React has taken it over.
  for (const key of await page.locator("input[name=idempotencyKey]").all())
    await expect(key).not.toHaveValue("");
}

/** Chooses from many in a box that is found by its label; with `and`, more than one. */
export async function choose(page: Page, label: string | RegExp, ...words: string[]): Promise<void> {
  const box = page.getByRole("combobox", { name: label });
  const search = page.getByPlaceholder("Type to find");
  await expect(async () => {
    if ((await box.getAttribute("aria-expanded")) !== "true") await box.click();
    await expect(search).toBeVisible({ timeout: 1_000 });
  }).toPass();
  for (const each of words) {
    await search.fill(each);
    await page.getByRole("option", { name: each }).first().click();
  }
  if (await search.isVisible()) await search.press("Escape");
  await expect(search).toBeHidden();
}

/** Presses a button that opens a dialog, and gives the dialog. */
export async function openDialog(page: Page, button: string) {
  const dialog = page.getByRole("dialog").or(page.getByRole("alertdialog"));
  await expect(async () => {
    if (!(await dialog.isVisible())) await page.getByRole("button", { name: button }).click();
    await expect(dialog).toBeVisible({ timeout: 1_000 });
  }).toPass();
  return dialog;
}

import { expect, type Page } from "@playwright/test";
import type { Proof } from "./proof";

/** Says that the task on the page is done, with this file as evidence; its hash is then shown. */
export async function attest(page: Page, note: string, proof: Proof): Promise<void> {
  const form = page.getByRole("form", { name: "What came of it" });
  await form.getByLabel(/^Note/).fill(note);
  await form.getByLabel(/^Files/).setInputFiles(proof);
  await answerWhatStays(page);
  await form.getByRole("button", { name: "It is done" }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByTitle(proof.sha256)).toBeVisible();
}

/** Says of each thing that a removal may leave behind that it was looked for, and none was there. */
export async function answerWhatStays(page: Page): Promise<void> {
  const answers = page.getByLabel(/^What stays behind, \d+/);
  for (let place = 0, count = await answers.count(); place < count; place += 1) {
    await answers.nth(place).selectOption("skipped");
    await page.getByLabel("How, or why not").nth(place).fill("Looked, and none was there.");
  }
}

/** Confirms the task on the page as the second person, having looked. */
export async function verify(page: Page, note: string): Promise<void> {
  const form = page.getByRole("form", { name: "The second look" });
  const looked = form.getByLabel("I looked, and it is not there any more");
  if (await looked.isVisible()) await looked.check();
  await form.getByLabel(/^Note/).fill(note);
  await form.getByRole("button", { name: "I confirm it" }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByText("verified", { exact: true }).first()).toBeVisible();
}

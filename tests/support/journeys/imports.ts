import { expect, type Page } from "@playwright/test";

/** Brings the register with the list of people beside it; ends on the review. */
export async function bringSpreadsheet(
  page: Page,
  files: { register: string; people: string },
): Promise<void> {
  await page.goto("/import");
  await page.getByLabel("Who has access to what").setInputFiles(files.register);
  await page.getByLabel("The list of people").setInputFiles(files.people);
  await page.getByRole("button", { name: "Read it" }).click();
  await page.waitForURL(/\/import\/[0-9a-f-]{36}/);
  await expect(page.getByRole("form", { name: "Apply the import" })).toBeVisible({ timeout: 60_000 });
}

/** How many questions the review still asks. */
export async function questionsLeft(page: Page): Promise<number> {
  const heading = page.getByRole("heading", { name: /^[\d,]+ questions?$/ });
  return Number(((await heading.textContent()) ?? "0").replace(/\D/g, ""));
}

/** Gives the first `count` questions the first answer that is proposed; each counts for all rows that ask it. */
export async function answerQuestions(page: Page, count: number): Promise<void> {
  const before = await questionsLeft(page);
  const form = page.getByRole("form", { name: "Answer the questions" });
  for (let place = 0; place < count; place += 1) {
    const question = form.getByRole("listitem").nth(place);
    await question.getByRole("group").first().click();
    await question.getByRole("radio").first().check();
  }
  await form.getByRole("button", { name: "Take these answers" }).click();
  await expect.poll(() => questionsLeft(page), { timeout: 30_000 }).toBeLessThan(before);
}

/** Applies what is clear; ends on the import with what it came to. */
export async function applyImport(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Apply/ }).click();
  await expect(page.getByText(/^Written/)).toBeVisible({ timeout: 60_000 });
}

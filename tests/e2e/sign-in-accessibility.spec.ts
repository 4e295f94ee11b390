import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "@/tests/support/e2e";
import { signUp } from "@/tests/support/sign-in";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function expectAccessible(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  expect(
    violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html).join(" ")}`),
  ).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("the pages before the door are accessible", async ({ page }) => {
      for (const path of [
        "/sign-in",
        "/sign-in?left=1",
        "/sign-in/password",
        "/sign-in/second",
        "/setup",
        "/invite#wrong",
      ])
        await expectAccessible(page, path);
    });

    // The pages behind the door are in pages.spec.ts; this is what one of them opens.
    test("so is adding a passkey", async ({ page }) => {
      const mark = crypto.randomUUID().slice(0, 8);
      await signUp(page, { name: `Axe ${mark}`, email: `axe-${mark}@studio.example`, roles: ["owner"] });
      await page.goto("/me");
      await page.getByRole("button", { name: "Add a passkey…" }).click();
      const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    });
  });
}

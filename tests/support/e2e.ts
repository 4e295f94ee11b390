import { test as base } from "@playwright/test";

export { expect } from "@playwright/test";

/** Playwright's test, with the address that the set-up has started Keyholder on. */
export const test = base.extend<{ baseURL: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are used from the pattern
  baseURL: async ({}, use) => {
    await use(process.env.KEYHOLDER_URL ?? "");
  },
});

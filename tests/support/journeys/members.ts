import { expect, type Page } from "@playwright/test";
import { confirm } from "@/tests/support/sign-in";

/** Invites somebody by the owner's screen; gives the one-time link. */
export async function invite(
  page: Page,
  who: { name: string; email: string; role: string },
): Promise<string> {
  await page.goto("/members");
  await page.getByLabel(/their name/).fill(who.name);
  await page.getByLabel("Their e-mail address").fill(who.email);
  await page.getByLabel(who.role).check();
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await confirm(page);
  const link = page.getByTestId("invite-link");
  await expect(link).toContainText("/invite#");
  return (await link.textContent()) ?? "";
}

import { expect, test } from "@/tests/support/e2e";
import { startIssuer } from "@/tests/support/issuer";
import { signUp } from "@/tests/support/sign-in";

const somebody = (what: string) => {
  const mark = crypto.randomUUID().slice(0, 8);
  return { name: `${what} ${mark}`, email: `${what.toLowerCase()}-${mark}@studio.example` };
};

test("an owner sets an issuer up, changes what is believed, and ends it", async ({ page }) => {
  const issuer = await startIssuer();
  const name = `Okta ${crypto.randomUUID().slice(0, 8)}`;
  await signUp(page, { ...somebody("Owner"), roles: ["owner"] });
  await page.getByRole("link", { name: "Company sign-in" }).click();
  await page.getByText("What to enter at Okta").click();
  await expect(page.getByText("Sign-in redirect URIs")).toBeVisible();

  const form = page.getByRole("form", { name: "Set an issuer up" });
  await form.getByLabel("Name").fill(name);
  await form.getByLabel("Issuer").fill("http://localhost:1");
  await form.getByLabel("Client ID").fill(issuer.clientId);
  await form.getByLabel("Client secret").fill(issuer.clientSecret);
  await form.getByRole("button", { name: "Set it up" }).click();
  await expect(form.getByText("This issuer does not answer").first()).toBeVisible();
  await form.getByLabel("Issuer").fill(issuer.url);
  await form.getByRole("button", { name: "Set it up" }).click();
  await page.getByRole("button", { name: "Confirm with a passkey" }).click();

  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("Not believed: ours follows");
  await row.getByRole("button", { name: "Change…" }).click();
  const dialog = page.getByRole("dialog", { name: `Change ${name}` });
  await expect(dialog.getByText(/\/api\/auth\/callback\/oidc-/)).toBeVisible();
  await expect(dialog.getByLabel("Client secret")).toHaveValue("");
  await dialog.getByLabel("Believed methods").fill("mfa");
  await dialog.getByRole("button", { name: "Change it" }).click();
  await page.getByRole("button", { name: "Confirm with a passkey" }).click();
  await expect(row).toContainText("Believed for amr mfa");
  await row.getByRole("button", { name: "End…" }).click();
  await page.getByLabel("Why").fill("We try it out.");
  await page.getByRole("button", { name: "End it" }).click();
  await page.getByRole("button", { name: "Confirm with a passkey" }).click();
  await expect(row).toContainText("Ended");
  await issuer.stop();
});

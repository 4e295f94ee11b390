import { createServer } from "node:http";
import { expect, test } from "@/tests/support/e2e";
import { formsAreReady, openDialog, sitDown } from "@/tests/support/journeys/desk";
import { signUp } from "@/tests/support/sign-in";

test("an owner sets a channel of the chat up, sends it a test, and ends it", async ({ browser, baseURL }) => {
  const posted: string[] = [];
  const chat = createServer((request, response) => {
    request.on("data", (part) => posted.push(String(part)));
    request.on("end", () => response.end("ok"));
  });
  await new Promise<void>((done) => chat.listen(0, "127.0.0.1", done));
  const address = chat.address();
  const { page, problems } = await sitDown(browser, baseURL);
  const mark = crypto.randomUUID().slice(0, 8);
  await signUp(page, { name: "Hook Owner", email: `hook-${mark}@studio.example`, roles: ["owner"] });
  await page.goto("/settings/hooks");
  await formsAreReady(page);
  const form = page.getByRole("form", { name: "Set a channel up" });
  await form
    .getByLabel("Address of the webhook")
    .fill(`http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}/services/x`);
  await form.getByLabel("Name").fill(`#access-${mark}`);
  await form.getByLabel("Requests that wait for a decision").check();
  await form.getByRole("button", { name: "Set it up" }).click();
  await page.getByRole("button", { name: "Confirm with a passkey" }).click();
  const row = page.getByRole("row", { name: new RegExp(`#access-${mark}`) });
  await expect(row).toContainText("None yet");
  await expect(page.getByRole("main")).not.toContainText("/services/x");

  await row.getByRole("button", { name: "Send a test" }).click();
  await expect.poll(() => posted.join(), { timeout: 15_000 }).toContain("A test from Keyholder");
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("Arrived", { timeout: 1_000 });
  }).toPass();

  await formsAreReady(page);
  const dialog = await openDialog(page, "End…");
  await dialog.getByRole("button", { name: "End it" }).click();
  await page.getByRole("button", { name: "Confirm with a passkey" }).click();
  await expect(row).toContainText("Ended");
  expect(problems).toEqual([]);
  await page.context().close();
  chat.close();
});

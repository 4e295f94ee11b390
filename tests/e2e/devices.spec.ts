import { db } from "@/lib/db";
import { expect, test } from "@/tests/support/e2e";
import { formsAreReady, watchConsole } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { signUp } from "@/tests/support/sign-in";

test("somebody attests their laptop, is told what it lacks, looks again in time, and gives it back", async ({
  page,
}) => {
  const problems = watchConsole(page);
  const mark = crypto.randomUUID().slice(0, 8);
  const email = `devices-${mark}@studio.example`;
  await signUp(page, { name: `Devices ${mark}`, email, roles: ["owner"] });
  await page.goto("/me");
  await formsAreReady(page);
  await expect(page.getByText("No device is known.")).toBeVisible();

  await page.getByRole("button", { name: "Add a device…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("MacBook 14, blue");
  for (const measure of ["Its disk is encrypted", "It updates by itself", "Its screen locks by itself"])
    await dialog.getByRole("checkbox", { name: measure }).check();
  await dialog.getByRole("button", { name: "Attest it" }).click();
  const row = page.getByRole("table", { name: "Devices" }).getByRole("row", { name: /MacBook 14/ });
  await expect(row).toContainText("not compliant");
  await expect(row).toContainText("no remote wipe");

  const attestAgain = async () => {
    await row.getByRole("button", { name: "Attest again…" }).click();
    for (const box of await dialog.getByRole("checkbox").all()) {
      // What was so last time is looked at anew: no box is ticked beforehand.
      await expect(box).not.toBeChecked();
      await box.check();
    }
    await dialog.getByRole("button", { name: "Attest it" }).click();
    await expect(dialog).toBeHidden();
  };
  await attestAgain();
  await expect(row).not.toContainText("not compliant");
  const { id } = await db.person.findUniqueOrThrow({ where: { email } });
  await db.device.updateMany({
    where: { personId: id },
    data: { attestedAt: new Date(Date.now() - 70 * 86_400_000) },
  });
  await page.reload();
  await formsAreReady(page);
  await expect(row).toContainText("attest again");
  await expectGood(page);
  await attestAgain();
  await expect(row).not.toContainText("attest again");

  await page.goto(`/people/${id}`);
  await formsAreReady(page);
  await expect(page.getByRole("heading", { name: "Devices every device compliant" })).toBeVisible();
  await row.getByRole("button", { name: "No longer in use…" }).click();
  await dialog.getByRole("radio", { name: /given back/ }).check();
  await dialog.getByRole("button", { name: "Record it" }).click();
  await expect(row).toContainText("given back");
  await expect(page.getByRole("heading", { name: "Devices no device known" })).toBeVisible();
  expect(problems).toEqual([]);
});

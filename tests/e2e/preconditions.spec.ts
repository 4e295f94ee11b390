import { db } from "@/lib/db";
import { expect, test } from "@/tests/support/e2e";
import { choose, formsAreReady, watchConsole } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { confirm, signUp } from "@/tests/support/sign-in";

test("the security lead raises a wall, makes an exception with a passkey, and ends it", async ({ page }) => {
  const problems = watchConsole(page);
  const mark = crypto.randomUUID().slice(0, 6);
  const names = [`Harbour ${mark}`, `Quayside ${mark}`];
  for (const name of names) await db.client.create({ data: { name, nameKey: name.toLowerCase() } });
  const person = await db.person.create({ data: { name: `Nora Quist ${mark}` } });
  await signUp(page, {
    name: `Lead ${mark}`,
    email: `wall-${mark}@studio.example`,
    roles: ["security_lead"],
  });

  await page.goto("/settings/exceptions");
  await formsAreReady(page);
  await page.getByRole("button", { name: "Raise one…" }).click();
  const raising = page.getByRole("dialog", { name: "Raise an ethical wall" });
  await choose(page, "Between", names[0] ?? "");
  await choose(page, "And", names[1] ?? "");
  await raising.getByLabel("Why").fill("They compete");
  await raising.getByRole("button", { name: "Raise the wall" }).click();
  await confirm(page);
  const walls = page.getByRole("table", { name: "Ethical walls" });
  await expect(walls.getByRole("row", { name: new RegExp(mark) })).toContainText("They compete");

  await page.getByRole("button", { name: "Make one…" }).click();
  const making = page.getByRole("dialog", { name: "Make an exception" });
  await choose(page, "For whom", person.name);
  await choose(page, "At which client", names[0] ?? "");
  await making.getByRole("radio", { name: "A second factor on the platform" }).check();
  await making
    .getByLabel("Until the end of")
    .fill(new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10));
  await making.getByLabel("Why").fill("The platform's is broken until Friday");
  await making.getByRole("button", { name: "Make the exception" }).click();
  await confirm(page);
  const exceptions = page.getByRole("table", { name: "Exceptions" });
  const row = exceptions.getByRole("row", { name: new RegExp(person.name) });
  await expect(row).toContainText(`at ${names[0]}, 0 approvals with it`);
  await expectGood(page);

  await row.getByRole("button", { name: "End" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "End it" }).click();
  await expect(row).toContainText("over");
  expect(problems).toEqual([]);
});

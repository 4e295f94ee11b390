import { db } from "@/lib/db";
import { expect, test } from "@/tests/support/e2e";
import { inDays } from "@/tests/support/grants";
import { choose, sitDown } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { signUp } from "@/tests/support/sign-in";

test("a shared login gets its plan without its secret, and who goes is off when the secret was changed", async ({
  browser,
}) => {
  const mark = crypto.randomUUID().slice(0, 6);
  const { page, problems } = await sitDown(browser);
  await signUp(page, { name: `Lead ${mark}`, email: `l-${mark}@studio.example`, roles: ["security_lead"] });
  const [nora, omar] = await Promise.all(
    ["Nora", "Omar"].map((name) => db.person.create({ data: { name: `${name} ${mark}` } })),
  );
  const login = await db.identity.create({
    data: {
      address: `social-${mark}@kite.example`,
      kind: "client_issued",
      shared: true,
      holders: { create: [nora, omar].map((person) => ({ personId: person?.id ?? "", since: inDays(-9) })) },
    },
  });
  await page.goto("/logins");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("without a plan");
  await expectGood(page);
  const row = page.getByRole("row").filter({ hasText: login.address });
  await expect(row.getByText("no plan", { exact: true })).toBeVisible();
  await expect(row.getByText("MFA not known")).toBeVisible();

  await row.getByRole("button", { name: "Plan its end…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Why it exists").fill("The platform has one seat");
  await dialog.getByLabel("Where the secret is kept").fill("Kite2026!");
  await dialog.getByLabel("What is done instead").fill("The client buys seats");
  await choose(page, "Who sees to it", `Nora ${mark}`);
  await dialog.getByLabel("By", { exact: true }).fill(inDays(20).toISOString().slice(0, 10));
  await dialog.getByLabel("The login ends on").fill(inDays(40).toISOString().slice(0, 10));
  await dialog.getByLabel("Second factor").selectOption("on");
  await dialog.getByLabel(/^Seen on/).fill(new Date().toISOString().slice(0, 10));
  await dialog.getByRole("button", { name: "Save the plan" }).click();
  await expect(dialog.getByRole("alert")).toContainText("This looks like the secret itself");
  await dialog.getByLabel("Where the secret is kept").fill("1Password › Studio › Kite");
  await dialog.getByRole("button", { name: "Save the plan" }).click();
  await expect(row.getByText("The client buys seats")).toBeVisible();
  await expect(row.getByText("no plan")).toHaveCount(0);

  const href = await page.getByRole("link", { name: "Export" }).getAttribute("href");
  const csv = await (await page.request.get(href ?? "")).text();
  const line = csv.split("\r\n").find((each) => each.includes(login.address)) ?? "";
  expect(line).toContain("1Password › Studio › Kite");
  expect(line).toContain(`Nora ${mark}`);

  await row.getByRole("button", { name: "Take somebody off…" }).click();
  await dialog.getByLabel("Person").selectOption({ label: `Omar ${mark}` });
  await dialog.getByLabel("Reason").fill("Moves to another client.");
  await dialog.getByRole("button", { name: "Have it changed" }).click();
  await expect(row.getByText("until the secret is changed")).toBeVisible();
  await expectGood(page);
  await row.getByRole("link", { name: /^T-\d+$/ }).click();
  await page.getByLabel(/^Note/).fill("Changed in the vault.");
  await page.getByRole("button", { name: "It is done" }).click();
  await expect(page.getByText(/attested it on/)).toBeVisible();
  await page.goto("/logins");
  await expect(row.getByRole("link", { name: `Nora ${mark}` }).first()).toBeVisible();
  await expect(row.getByRole("link", { name: `Omar ${mark}` })).toHaveCount(0);
  expect(problems).toEqual([]);
});

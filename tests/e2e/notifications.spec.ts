import { db } from "@/lib/db";
import { notify } from "@/lib/notify";
import { expect, test } from "@/tests/support/e2e";
import { formsAreReady, sitDown } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { signUp } from "@/tests/support/sign-in";

test("what somebody is told stands at the bell until it is read: by following it, one by one, or all", async ({
  browser,
  baseURL,
}) => {
  const { page, problems } = await sitDown(browser, baseURL);
  const email = `told-${crypto.randomUUID().slice(0, 8)}@studio.example`;
  await signUp(page, { name: "Told Reader", email, roles: ["staff"] });
  const { id } = await db.person.findUniqueOrThrow({ where: { email } });
  await db.$transaction((tx) =>
    notify(
      tx,
      ["first", "second", "third"].map((word) => ({
        personId: id,
        kind: "request.decided",
        cause: word,
        subject: `R-1 for Kite Insurance: the ${word} decision`,
        text: "Omar Rahman on Kite – Search: approved.",
        href: "/requests?show=all",
      })),
    ),
  );
  await page.goto("/me");
  await page.getByRole("link", { name: "Notifications, 3 not read" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Three things you have not read");
  await expectGood(page);

  await page.getByRole("link", { name: "the third decision" }).click();
  await expect(page).toHaveURL(/\/requests\?show=all/);
  await expect(page.getByRole("link", { name: "Notifications, 2 not read" })).toBeVisible();

  await page.goto("/notifications?state=unread");
  await formsAreReady(page);
  const row = page.getByRole("row", { name: /the second decision/ });
  await row.getByRole("button", { name: "Mark as read" }).click();
  await expect(row).toHaveCount(0);
  await page.goto("/notifications");
  await formsAreReady(page);
  await page.getByRole("button", { name: "Mark all as read" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing new for you");
  await expect(page.getByRole("link", { name: "Notifications", exact: true })).toBeVisible();

  await page.getByRole("link", { name: "How you are told" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("How you are told");
  await formsAreReady(page);
  await page.getByLabel("A task of mine is due").selectOption("At once");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved. It counts from the next one.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("A task of mine is due")).toHaveValue("at_once");
  await expect(page.getByRole("row", { name: /takes access in an emergency/ })).toContainText("At once");
  expect(problems).toEqual([]);
  await page.context().close();
});

test("a calendar reads one's dates by an address that is shown once, and that can be ended", async ({
  browser,
  baseURL,
}) => {
  const { page, problems } = await sitDown(browser, baseURL);
  const email = `calendar-${crypto.randomUUID().slice(0, 8)}@studio.example`;
  await signUp(page, { name: "Calendar Reader", email, roles: ["staff"] });
  await page.goto("/me#calendar");
  await formsAreReady(page);
  await page.getByRole("button", { name: "Make an address" }).click();
  await page.getByRole("button", { name: "Confirm with a passkey" }).click();
  await expect(page.getByText("The address is shown this once.")).toBeVisible();
  const address = (await page.getByTestId("invite-link").textContent()) ?? "";
  const read = () => fetch(address, { redirect: "manual" });
  expect(await (await read()).text()).toMatch(/^BEGIN:VCALENDAR/);
  await page.reload();
  await expect(page.getByTestId("invite-link")).toHaveCount(0);
  await formsAreReady(page);
  await page.getByRole("button", { name: "End it" }).click();
  await expect(page.getByText("It has no address.")).toBeVisible();
  expect((await read()).status).toBe(404);
  expect(problems).toEqual([]);
  await page.context().close();
});

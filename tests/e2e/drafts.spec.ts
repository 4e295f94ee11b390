import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { recordGrant } from "@/lib/register/record-grant";
import { expect, test } from "@/tests/support/e2e";
import { makeCorner } from "@/tests/support/journeys/corner";
import { choose, formsAreReady, watchConsole } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { signUp } from "@/tests/support/sign-in";

/** A client with an account on which a colleague is an administrator and a newcomer reads, for some days yet. */
async function makeHarbour() {
  const mark = crypto.randomUUID().slice(0, 6);
  const [colleague, newcomer] = await Promise.all(
    [`Vera Senior ${mark}`, `Nora Quist ${mark}`].map((name) => db.person.create({ data: { name } })),
  );
  const client = await makeCorner({ name: "Harbour", mark });
  const assetId = client.assets[0]?.id ?? "";
  const holds = async (personId = "", name: string) => {
    const role = await db.platformRole.findFirstOrThrow({
      where: { platformId: "google_ads", name, heldOn: { has: "ad_account" } },
    });
    return {
      ...{ personId, assetId, roleIds: [role.id], purpose: "Search campaigns" },
      startsAt: new Date(Date.now() - 30 * 86_400_000),
      endsAt: new Date(Date.now() + 60 * 86_400_000),
      ...{ proof: "attested" as const, how: "seen in the list of users" },
    };
  };
  await recordGrant(systemActor("demo"), {
    grants: [await holds(colleague?.id, "Admin"), await holds(newcomer?.id, "Read only")],
  });
  return { mark, client, colleague: colleague?.name ?? "", newcomer: newcomer?.name ?? "" };
}

test("a draft keeps itself, a colleague is a template that is reduced to the work, and what is held is extended in place", async ({
  page,
}) => {
  const problems = watchConsole(page);
  const { mark, client, colleague, newcomer } = await makeHarbour();
  await signUp(page, {
    name: `Mia ${mark}`,
    email: `mia-${mark}@studio.example`,
    roles: ["account_manager"],
  });
  await page.goto(`/requests/new?client=${client.id}`);
  await formsAreReady(page);
  const myself = page.getByRole("button", { name: /^Remove / });
  await myself.click();
  await choose(page, "For whom", newcomer);
  await expect(page.getByText(`${newcomer} holds Read only`)).toBeVisible();

  await page.getByText("Take a colleague’s access as a template").click();
  await choose(page, /^Whose access/, colleague);
  const lines = page.getByRole("table", { name: `What ${colleague} holds` });
  await expect(lines).toContainText("Admin");
  await expect(lines).toContainText(/lacks .*user management/);
  await page.getByRole("checkbox", { name: "Publish campaigns", exact: true }).check();
  await expect(lines).toContainText("Standard");
  await expect(lines).toContainText(/leaves out user management/);
  await page.getByRole("button", { name: "Ask for more…" }).click();
  await page.getByLabel("Why the smallest is not enough").fill("Adds the client’s card");
  await page.getByLabel("Why", { exact: true }).fill("Takes over the search campaigns");
  await expect(page.getByText("Draft kept.")).toBeVisible();
  await expectGood(page);

  // Another window changes the draft: what stands here does not overwrite it, and says so.
  const other = await page.context().newPage();
  await other.goto("/requests?show=drafts");
  await other.getByRole("link", { name: new RegExp(`^Publish campaigns at ${client.name}`) }).click();
  await formsAreReady(other);
  await expect(other.getByLabel("Why the smallest is not enough")).toHaveValue("Adds the client’s card");
  await expect(other.getByRole("table", { name: `What ${colleague} holds` })).toContainText("Standard");
  await other.getByRole("button", { name: "The smallest is enough" }).click();
  await other.getByLabel("Why", { exact: true }).fill("Takes over in the spring");
  await expect(other.getByText("Draft kept.")).toBeVisible();
  await other.close();
  await page.getByLabel("Why", { exact: true }).fill("Something older");
  await expect(page.getByText(/changed in another window since/)).toBeVisible();
  await page.getByRole("link", { name: "Open what is kept" }).click();
  await formsAreReady(page);
  await expect(page.getByLabel("Why", { exact: true })).toHaveValue("Takes over in the spring");
  await expect(page.getByRole("button", { name: "Ask for more…" })).toBeVisible();

  // Reports alone she holds already: that is kept longer instead, and needs no second request.
  await page.getByRole("checkbox", { name: "Publish campaigns", exact: true }).uncheck();
  await page.getByRole("checkbox", { name: "Look at reports", exact: true }).check();
  await expect(page.getByText(/holds Read only .*: this asks to keep it longer/)).toBeVisible();
  await page.getByRole("button", { name: "Extend…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("checkbox", { name: "Look at reports", exact: true }).check();
  await expect(dialog.getByText("Read only is the smallest that does this: it stays.")).toBeVisible();
  await dialog.getByLabel("Why it is still needed").fill("The season goes on");
  await dialog.getByRole("button", { name: "Ask for it", exact: true }).click();
  await expect(page.getByText(/already waits for .* in R-\d+/)).toBeVisible();

  await page.getByRole("link", { name: "Requests", exact: true }).first().click();
  await page.getByRole("link", { name: /^Your drafts/ }).click();
  await expect(page.getByRole("row", { name: new RegExp(client.name) })).toBeVisible();
  await expectGood(page);
  await page.getByRole("button", { name: "Throw away" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Throw away" }).click();
  await expect(page.getByText("You have no draft.")).toBeVisible();
  // The browser itself notes the refused save of the older window.
  expect(problems).toEqual([expect.stringContaining("409")]);
});

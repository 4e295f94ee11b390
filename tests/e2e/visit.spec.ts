import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { beginGrants } from "@/lib/register/begin-grants";
import { expect, test } from "@/tests/support/e2e";
import { inDays, screenshot } from "@/tests/support/grants";
import { choose, openDialog } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { signUp } from "@/tests/support/sign-in";

/** A manager account with two accounts below it, and six tasks there, all for one custodian. */
async function makeSixTasks(mark: string, custodianId: string) {
  const client = await db.client.create({ data: { name: `Kite ${mark}`, nameKey: `kite ${mark}` } });
  const asset = (clientId: string | null, type: string, name: string) =>
    db.asset.create({
      data: {
        clientId,
        custodianId,
        type,
        name: `${name} ${mark}`,
        platformId: "google_ads",
        externalId: String(Math.floor(1e9 + Math.random() * 8e9)),
      },
    });
  const manager = await asset(null, "manager_account", "Manager account");
  const accounts = [
    await asset(client.id, "ad_account", "Search"),
    await asset(client.id, "ad_account", "Shopping"),
  ];
  await db.assetLink.createMany({
    data: accounts.map(({ id }) => ({ aboveId: manager.id, belowId: id, kind: "manager" as const })),
  });
  const role = await db.platformRole.findFirstOrThrow({
    where: { platformId: "google_ads", name: "Read only" },
  });
  const people = await Promise.all(
    ["Omar", "Nora", "Lina"].map((name) => db.person.create({ data: { name: `${name} ${mark}` } })),
  );
  const { tasks } = await beginGrants(systemActor("demo"), {
    grants: accounts.flatMap((account) =>
      people.map((person) => ({
        personId: person.id,
        assetId: account.id,
        roleIds: [role.id],
        purpose: "Reports",
        endsAt: inDays(30),
      })),
    ),
    cause: "request",
  });
  return tasks;
}

test("a custodian closes a visit of six tasks with one file, and takes one of them back", async ({
  page,
  browser,
}) => {
  const mark = crypto.randomUUID().slice(0, 6);
  await signUp(page, { name: `Erik ${mark}`, email: `erik-${mark}@studio.example`, roles: ["staff"] });
  const erik = await db.person.findFirstOrThrow({ where: { name: `Erik ${mark}` } });
  const tasks = await makeSixTasks(mark, erik.id);
  expect(tasks).toHaveLength(6);

  await page.goto("/work?by=visit");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("One visit for six tasks");
  await expectGood(page);
  await page.getByRole("link", { name: `Manager account ${mark}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Six tasks at Google Ads");
  await expect(page.getByText("with an Admin login")).toHaveCount(1);
  await expectGood(page);

  const form = page.getByRole("form", { name: "What came of the visit" });
  const outcome = (number: number) => form.getByLabel(new RegExp(`^T-${number}: what came of it`));
  for (const { number } of tasks) await outcome(number).selectOption("done");
  const shows = form.getByLabel(/^Where the file shows it/);
  for (const [place] of tasks.entries()) if (place > 0) await shows.nth(place).fill(`row ${place}`);
  const file = Buffer.from(await screenshot().arrayBuffer());
  await form.getByLabel(/^Files/).setInputFiles({ name: "users.png", mimeType: "image/png", buffer: file });
  await form.getByRole("button", { name: "These are done" }).click();
  await expect(form.getByRole("alert")).toContainText("Say where the file shows it.");
  await expectGood(page);
  await shows.first().fill("row 0");
  await form.getByRole("button", { name: "These are done" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing is due at Google Ads");
  await expectGood(page);

  await page.getByRole("link", { name: /^Give Nora .* Search/ }).click();
  await expect(page.getByText(/^the same file proves T-\d+(, T-\d+){4}$/)).toBeVisible();
  await expect(page.getByText(/^row \d$/)).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "users.png" }).click();
  expect((await download).suggestedFilename()).toBe("users.png");
  await page.getByRole("textbox", { name: "Comment" }).fill("The client asked for another address.");
  await page.getByRole("button", { name: "Say it" }).click();
  await expect(page.getByText("The client asked for another address.").first()).toBeVisible();
  await openDialog(page, "Undo: it is not done…");
  await page.getByLabel("Reason").fill("It was the wrong Nora.");
  await page.getByRole("button", { name: "Open it again" }).click();
  await expect(page.getByText("to do", { exact: true })).toBeVisible();
  await expectGood(page);

  const lead = await (await browser.newContext()).newPage();
  await signUp(lead, { name: `Lead ${mark}`, email: `l-${mark}@studio.example`, roles: ["security_lead"] });
  await lead.goto(page.url());
  await openDialog(lead, "Hand on…");
  await choose(lead, "Person", `Lead ${mark}`);
  await lead.getByLabel(/^What they have to know/).fill("I call the client.");
  await lead.getByRole("button", { name: "Give it to them" }).click();
  await expect(lead.getByText(`To Lead ${mark}: I call the client.`)).toBeVisible();
  await lead.goto(`/work?by=person&q=${mark}`);
  await expect(lead.getByRole("heading", { level: 2, name: `Lead ${mark}` })).toBeVisible();
  await expectGood(lead);
});

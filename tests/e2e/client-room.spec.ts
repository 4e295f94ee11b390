import { inviteContact } from "@/lib/accounts/invite-contact";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { expect, test } from "@/tests/support/e2e";
import { makeCorner, papers } from "@/tests/support/journeys/corner";
import { formsAreReady, sitDown } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import { askForAccess } from "@/tests/support/journeys/requests";
import { openStudio } from "@/tests/support/journeys/studio";
import { confirm, signOut, signUp, signUpByInvite } from "@/tests/support/sign-in";

/** A client of its own that approves who gets access, with one account and one contact. */
async function makeClient(name: string, mark: string) {
  const client = await makeCorner(
    { name, account: `${name} search`, mark },
    { ...papers, clientApprovesGrants: true },
  );
  const email = `carla-${name}-${mark}@client.example`.toLowerCase();
  const contact = await db.clientContact.create({
    data: { clientId: client.id, name: `Carla ${name}`, email },
  });
  return { ...client, contacts: [contact] };
}
const only = <Row>([row]: Row[]): Row => {
  if (!row) throw new Error("There is none.");
  return row;
};
const inviteTo = async ({ contacts }: { contacts: { id: string }[] }) =>
  (await inviteContact(systemActor("operator"), { contactId: only(contacts).id })).link;

test("the security lead approves, and the client's contact says yes on a phone: only then there is a task", async ({
  browser,
  baseURL,
}) => {
  await openStudio();
  const mark = crypto.randomUUID().slice(0, 6);
  const [juniper, other] = [await makeClient("Juniper", mark), await makeClient("Other", mark)];
  const address = `nora-${mark}@studio.example`;
  const nora = await db.person.create({
    data: {
      name: `Nora Quist ${mark}`,
      email: address,
      identities: { create: { identity: { create: { address, kind: "work", mfa: "on" } } } },
    },
  });
  const carla = await sitDown(browser, baseURL);
  await signUpByInvite(carla.page, await inviteTo(juniper));
  await expect(carla.page.getByText("Nobody of the studio holds a key")).toBeVisible();
  await signOut(carla.page);

  const ingrid = await sitDown(browser, baseURL);
  await signUp(ingrid.page, {
    name: `Ingrid ${mark}`,
    email: `ingrid-${mark}@studio.example`,
    roles: ["security_lead"],
  });
  const mia = await sitDown(browser, baseURL);
  await signUp(mia.page, {
    name: `Mia ${mark}`,
    email: `mia-${mark}@studio.example`,
    roles: ["account_manager"],
  });
  await askForAccess(mia.page, {
    client: juniper.name,
    accountId: only(juniper.assets).name,
    person: nora.name,
    work: "Manage other users",
    reason: "Sets up the new team.",
  });
  await expect(mia.page.getByText("Carla Juniper can answer in the room")).toBeVisible();

  await ingrid.page.goto(new URL(mia.page.url()).pathname);
  await formsAreReady(ingrid.page);
  await ingrid.page.getByRole("button", { name: "Approve at the smallest" }).click();
  await confirm(ingrid.page);
  await expect(ingrid.page.getByText("Waits for the client", { exact: true })).toBeVisible();
  const item = await db.requestItem.findFirstOrThrow({
    where: { personId: nora.id },
    include: { request: true },
  });
  expect(await db.task.count({ where: { causeId: item.id } })).toBe(0);

  const { page } = carla;
  await page.setViewportSize({ width: 390, height: 844 });
  // As the mail's link leads: through the sign-in, and on to what it is about.
  await page.goto(`/room?request=${item.request.number}`);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL(`**/room?request=${item.request.number}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("one key waits for your answer");
  await expect(page.getByText(`${nora.name} would get access to`)).toBeVisible();
  await expect(page.getByText("security lead has approved it")).toBeVisible();
  await expectGood(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await formsAreReady(page);
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await confirm(page);
  await expect(page.getByRole("table", { name: "What was asked before" })).toContainText("Approved by both");
  expect(await db.task.count({ where: { causeId: item.id, state: "open" } })).toBe(1);
  expect(await db.clientAnswer.findUnique({ where: { itemId: item.id } })).toMatchObject({
    contactId: only(juniper.contacts).id,
    proof: "fresh",
  });

  const nils = await sitDown(browser, baseURL);
  await signUpByInvite(nils.page, await inviteTo(other));
  await nils.page.goto(`/room?request=${item.request.number}`);
  await expect(nils.page.getByText("Nobody of the studio holds a key")).toBeVisible();
  await expect(nils.page.getByRole("main")).not.toContainText("Juniper");
  await expect(nils.page.getByRole("button", { name: "Approve", exact: true })).toBeHidden();
  for (const { problems } of [carla, ingrid, mia, nils]) expect(problems).toEqual([]);
});

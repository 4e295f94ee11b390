import { readFileSync } from "node:fs";
import { type App, startApp } from "@/tests/support/app";
import { expect, test } from "@/tests/support/e2e";
import { beginEngagement, nameCustodian, openClient } from "@/tests/support/journeys/clients";
import {
  finishLooks,
  issueCertificate,
  lookNotThere,
  looksToDo,
  tasksToDo,
  tasksToVerify,
  terminateNow,
} from "@/tests/support/journeys/departures";
import { type Desk, sitDown } from "@/tests/support/journeys/desk";
import { expectGood } from "@/tests/support/journeys/good-page";
import {
  answerQuestions,
  applyImport,
  bringSpreadsheet,
  questionsLeft,
} from "@/tests/support/journeys/imports";
import { invite } from "@/tests/support/journeys/members";
import { pdfText } from "@/tests/support/journeys/pdf-text";
import { printOf, screenshotOf } from "@/tests/support/journeys/proof";
import { askForAccess, lowerTo } from "@/tests/support/journeys/requests";
import { attest, verify } from "@/tests/support/journeys/work";
import { signUpByInvite, signUpOwner } from "@/tests/support/sign-in";

const people = "tests/fixtures/studio/people.csv";
const register = "tests/fixtures/studio/register.csv";

/** Of people.csv, but the owner. Freya Byrne holds six keys in register.csv, on six platforms. */
const noah = { name: "Noah Costa", email: "noah.costa@clickelement.example", role: "Security lead" };
const rafael = {
  name: "Rafael Petrov",
  email: "rafael.petrov@clickelement.example",
  role: "Account manager",
};
const chloe = { name: "Chloé Rahman", email: "chloe.rahman@clickelement.example", role: "Staff" };
const mateus = { name: "Mateus Aziz", email: "mateus.aziz@clickelement.example", role: "HR" };
const leaver = "Freya Byrne";
const account = { client: "Loom Textiles", id: "289-355-4289" };

let app: App;
test.beforeAll(async () => {
  app = await startApp();
});
test.afterAll(() => app.stop());

test("the main job, from the studio's own spreadsheet to the proof that every key was taken back", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const desks: Desk[] = [];
  const desk = async () => {
    const made = await sitDown(browser, app.url);
    desks.push(made);
    return made.page;
  };

  const owner = await desk();
  await expect.poll(app.output, { timeout: 10_000 }).toContain("/setup#");
  await signUpOwner(owner, /http\S+\/setup#\S+/.exec(app.output())?.[0] ?? "");

  await test.step("the spreadsheet becomes the register", async () => {
    await bringSpreadsheet(owner, { register, people });
    const before = await questionsLeft(owner);
    await answerQuestions(owner, 3);
    expect(await questionsLeft(owner)).toBe(before - 3);
    await applyImport(owner);
    await owner.goto(`/people?q=${encodeURIComponent(leaver)}`);
    await expect(owner.getByRole("link", { name: leaver })).toBeVisible();
  });

  const join = async (who: typeof noah) => {
    const link = await invite(owner, who);
    const page = await desk();
    await signUpByInvite(page, link);
    return page;
  };
  const lead = await join(noah);
  const manager = await join(rafael);
  const custodian = await join(chloe);
  const hr = await join(mateus);

  await test.step("an account manager asks by the work, for more than it needs", async () => {
    await openClient(manager, account.client);
    await beginEngagement(manager, {
      name: "Performance marketing",
      startsOn: "2026-01-01",
      endsOn: "2027-12-31",
      agreement: "MSA-2026-014",
      dpa: "DPA-2026-014",
    });
    await nameCustodian(manager, account.id, chloe.name);
    await askForAccess(manager, {
      client: account.client,
      accountId: account.id,
      person: leaver,
      work: "Look at reports",
      more: { role: "Standard", reason: "She may have to pause a campaign." },
      reason: "Monthly report for the client",
    });
    await expect(manager.getByText("The smallest is enough")).toHaveCount(0);
    await expect(manager.getByRole("button", { name: "Approve at the smallest" })).toHaveCount(0);
  });

  await test.step("the security lead lowers and approves", async () => {
    await lead.goto("/requests?show=to-decide");
    await lead.getByRole("link", { name: new RegExp(`${leaver}.*${account.client}`) }).click();
    await expect(lead.getByText("She may have to pause a campaign.").first()).toBeVisible();
    await lowerTo(lead, "Read only", "Reading is all that the report needs.");
  });

  await test.step("the custodian grants it with a file, and a second person confirms", async () => {
    await custodian.goto("/work");
    await custodian.getByRole("link", { name: new RegExp(`Give ${leaver} Read only`) }).click();
    await expect(custodian.getByRole("listitem").filter({ hasText: account.id }).first()).toBeVisible();
    await attest(custodian, "Invited and accepted.", screenshotOf(`Read only for ${leaver}`));
    await lead.goto(new URL(custodian.url()).pathname);
    await verify(lead, "The list of users shows it.");
  });

  const departure = await test.step("HR starts the departure", async () => {
    const path = await terminateNow(hr, leaver, ["Loom Textiles – Google Ads", "Klaviyo"]);
    await expect(hr.getByRole("heading", { level: 1 })).toContainText(leaver);
    return path;
  });

  await test.step("every key is taken back with evidence", async () => {
    const tasks = await tasksToDo(lead, departure);
    expect(tasks.length).toBeGreaterThanOrEqual(5);
    for (const task of tasks) {
      await lead.goto(task);
      await attest(lead, "Removed, and the list looked at again.", printOf(task));
    }
    expect(await tasksToDo(lead, departure)).toEqual([]);
  });

  await test.step("somebody looks where the register knows nothing, and nobody is there", async () => {
    const [first = "", ...rest] = await looksToDo(lead, departure);
    expect(rest.length).toBeGreaterThan(0);
    await lead.goto(first);
    await expectGood(lead);
    const addresses = await lookNotThere(lead, "Looked in the list of people and the invitations.");
    expect(addresses).toContain("freya.byrne@clickelement.example");
    await expect(lead.getByRole("heading", { name: "Under which addresses" })).toBeVisible();
    await finishLooks(app, rest, addresses);
    expect(await looksToDo(lead, departure)).toEqual([]);
  });

  await test.step("a second person verifies what has to be verified", async () => {
    const waiting = await tasksToVerify(hr, departure);
    expect(waiting.length).toBeGreaterThan(0);
    await expect(hr.getByText("Everything has evidence, and it is not finished")).toBeVisible();
    for (const task of waiting) {
      await hr.goto(task);
      await verify(hr, "Looked at the list of users; it is gone.");
    }
    expect(await tasksToVerify(hr, departure)).toEqual([]);
    await expect(hr.getByText("finished", { exact: true })).toBeVisible();
  });

  await test.step("the certificate can be shown, and its PDF says the same", async () => {
    const sha256 = await issueCertificate(hr, departure);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    await expect(hr.getByRole("article")).toContainText(leaver);
    await expect(hr.getByRole("article")).toContainText("looked under freya.byrne@clickelement.example");
    const download = hr.waitForEvent("download");
    await hr.getByRole("link", { name: "PDF", exact: true }).click();
    const pdf = readFileSync(await (await download).path());
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    const words = pdfText(pdf);
    expect(words).toContain(leaver);
    expect(words).toContain(sha256);
  });

  await test.step("nobody can ask for her again, and the register says so", async () => {
    await lead.goto(`/register?q=${encodeURIComponent(leaver)}`);
    await expect(lead.getByText(/No key/).first()).toBeVisible();
  });

  await test.step("the audit log is whole", async () => {
    const { code, answer } = await app.keyholder("audit", "verify", "--json");
    expect({ code, ...JSON.parse(answer) }).toMatchObject({ code: 0, whole: true });
  });

  expect(desks.flatMap(({ problems }) => problems)).toEqual([]);
});

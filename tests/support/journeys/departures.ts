import { expect, type Page } from "@playwright/test";
import { systemActor } from "@/lib/auth/actor";
import { finishLook } from "@/lib/lifecycle/finish-look";
import type { App } from "../app";
import { startInstance } from "../instances";
import { confirm } from "../sign-in";
import { choose, openDialog } from "./desk";

const LOOKS = "A look where the register knows nothing";

/** Starts the departure of somebody who is terminated now, by way of the preview; gives its address. */
export async function terminateNow(page: Page, person: string, keys: string[]): Promise<string> {
  await page.goto("/departures/new");
  await choose(page, "Who", person);
  await page.getByLabel("Terminated now").check();
  await page.getByRole("button", { name: "Show what will be taken back" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(person);
  const preview = page.getByRole("table", { name: "Keys that will be taken back" });
  for (const key of keys) await expect(preview).toContainText(key);
  await page.getByRole("button", { name: `Terminate ${person} now` }).click();
  await confirm(page);
  await page.waitForURL(/\/departures\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

/** The addresses of the tasks of a departure that nobody has done yet, worst first. */
export async function tasksToDo(page: Page, departure: string): Promise<string[]> {
  await openDeparture(page, departure);
  return tasksIn(page, "Still open, worst first");
}

/** The addresses of those that are done and wait for a second person. */
export async function tasksToVerify(page: Page, departure: string): Promise<string[]> {
  await openDeparture(page, departure);
  return [
    ...(await tasksIn(page, "Taken back", "second pair of eyes asked")),
    ...(await tasksIn(page, LOOKS, "second pair of eyes asked")),
  ];
}

/** The addresses of the looks that nobody has done yet. */
export async function looksToDo(page: Page, departure: string): Promise<string[]> {
  await openDeparture(page, departure);
  return tasksIn(page, LOOKS, "not looked yet");
}

/** Says of the look on this page that nobody was there; gives the addresses that it asks for. */
export async function lookNotThere(page: Page, note: string): Promise<string[]> {
  const form = page.getByRole("form", { name: "What came of it" });
  const boxes = form.getByRole("group", { name: "I looked under" }).getByRole("checkbox");
  const addresses = await boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).value));
  for (const box of await boxes.all()) await box.check();
  await form.getByLabel(/^Note/).fill(note);
  await form.getByRole("button", { name: "Looked, and was not there" }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByText(`Looked under ${addresses.join(", ")}`).first()).toBeVisible();
  return addresses;
}

/**
 * The same of many looks, of an app of its own: a leaver has one for each platform of each of their clients, and a
 * browser would take a second for each.
 */
export async function finishLooks(app: App, tasks: readonly string[], lookedUnder: string[]): Promise<void> {
  const instance = await startInstance(0, {
    DATABASE_URL: app.databaseUrl,
    SESSION_SECRET: app.sessionSecret,
    FIELD_ENCRYPTION_KEYS: app.fieldEncryptionKeys,
  });
  for (const task of tasks) {
    const input = { taskId: task.replace("/work/", ""), lookedUnder, note: "Looked in each list." };
    const heard = await instance.send({ command: finishLook, actor: systemActor("demo"), input }, task);
    expect(heard).toMatchObject({ result: { taskId: input.taskId } });
  }
  await instance.kill();
}

async function openDeparture(page: Page, departure: string): Promise<void> {
  await page.goto(departure);
  // The last part of the page: what stands above it is there too.
  await expect(page.getByRole("heading", { name: "History" })).toBeVisible();
}

async function tasksIn(page: Page, table: string, words = ""): Promise<string[]> {
  const rows = page.getByRole("table", { name: table }).getByRole("row").filter({ hasText: words });
  const links = rows.getByRole("rowheader").getByRole("link");
  return links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
}

/** Issues the certificate of a finished departure; ends on the certificate. Gives its hash. */
export async function issueCertificate(page: Page, departure: string): Promise<string> {
  await page.goto(departure);
  const question = await openDialog(page, "Issue certificate");
  await question.getByRole("button", { name: "Issue" }).click();
  await page.waitForURL(/\/certificate$/);
  const own = page.getByRole("contentinfo").or(page.locator("article footer"));
  return /[0-9a-f]{64}/.exec((await own.textContent()) ?? "")?.[0] ?? "";
}

import { globSync } from "node:fs";
import type { StudioRole } from "@/lib/accounts/rules";
import { db } from "@/lib/db";
import { giveApp, givePassword, PASSWORD } from "@/tests/support/door";
import { expect, test } from "@/tests/support/e2e";
import { signUp } from "@/tests/support/sign-in";

const nobody = "00000000-0000-7000-8000-000000000000";

/** What opens to nobody in particular; everything else must not open to a half-done sign-in either. */
const open =
  /^\/(sign-in|setup|invite|recover)(\/|$)|^\/api\/(health|sign-in|passkeys|recovery|csp-reports|sign-out|auth|oidc)(\/|$)/;

/** Every page and route that there is, with an address. */
function addresses(): string[] {
  return globSync("app/**/{page.tsx,route.ts}").map((file) => {
    const parts = file
      .split("/")
      .slice(1, -1)
      .filter((part) => !part.startsWith("("))
      .map((part) => (part.startsWith("[") ? nobody : part));
    return `/${parts.join("/")}`;
  });
}

type Answer = {
  status: number;
  location: string | null;
  cookies: string[];
  body: string;
  length: string | null;
};

async function send(url: string, body: object | null, cookie = ""): Promise<Answer> {
  const { origin } = new URL(url);
  const answer = await fetch(url, {
    method: body ? "POST" : "GET",
    redirect: "manual",
    headers: { origin, cookie, ...(body ? { "content-type": "application/json" } : {}) },
    body: body ? JSON.stringify(body) : null,
  });
  const { status, headers } = answer;
  return {
    status,
    location: headers.get("location"),
    cookies: headers.getSetCookie(),
    body: await answer.text(),
    length: headers.get("content-length"),
  };
}

const mark = () => crypto.randomUUID().slice(0, 8);

test("a half-done sign-in opens nothing but its second step", async ({ page, baseURL }) => {
  const email = `half-${mark()}@studio.example`;
  await signUp(page, { name: "Half Done", email, roles: ["staff"] });
  const { id } = await db.account.findFirstOrThrow({ where: { person: { email } } });
  await givePassword(id);
  await giveApp(id);
  const begun = await send(`${baseURL}/api/sign-in/password`, { email, password: PASSWORD });
  expect(begun.status).toBe(200);
  const cookie = begun.cookies[0]?.split(";")[0] ?? "";
  expect(cookie).toMatch(/^keyholder\.pending=/);

  const closed = addresses().filter((address) => !open.test(address));
  expect(closed.length).toBeGreaterThan(50);
  for (const address of closed) {
    for (const body of [null, {}]) {
      const theirs = await send(`${baseURL}${address}`, body, cookie);
      const name = `${body ? "POST" : "GET"} ${address}: ${theirs.status} ${theirs.location}`;
      const refused = [400, 401, 403, 404, 405].includes(theirs.status);
      const led = [303, 307].includes(theirs.status) && /\/sign-in(\?|$)/.test(theirs.location ?? "");
      expect(refused || led, name).toBe(true);
      expect(theirs.cookies, name).toEqual([]);
      // Exactly what somebody without any cookie gets.
      const strangers = await send(`${baseURL}${address}`, body);
      expect([theirs.status, theirs.location], name).toEqual([strangers.status, strangers.location]);
    }
  }
  // Nor the exchange for a session, before the second factor.
  const csrf = await send(`${baseURL}/api/auth/csrf`, null);
  const { csrfToken } = JSON.parse(csrf.body);
  const exchange = await fetch(`${baseURL}/api/auth/callback/passkey`, {
    method: "POST",
    redirect: "manual",
    headers: {
      origin: baseURL,
      cookie: [cookie, ...csrf.cookies.map((each) => each.split(";")[0])].join("; "),
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ csrfToken, json: "true" }),
  });
  expect(exchange.status).toBe(401);
  expect(exchange.headers.getSetCookie().join()).not.toContain("keyholder.session=e");
});

test("nobody is told who has an account, a password or a passkey: byte by byte", async ({
  browser,
  baseURL,
}) => {
  const people: Record<string, { email: string; password?: string }> = {
    "an address that nobody has": { email: `nobody-${mark()}@studio.example` },
  };
  for (const [name, roles] of [
    ["no password, a passkey", ["staff"]],
    ["a wrong password", ["staff"]],
    ["disabled", ["staff"]],
    ["gone", ["staff"]],
  ] as [string, StudioRole[]][]) {
    const context = await browser.newContext({ baseURL });
    const email = `told-${mark()}@studio.example`;
    await signUp(await context.newPage(), { name: "Told Nobody", email, roles });
    await context.close();
    const { id, personId } = await db.account.findFirstOrThrow({ where: { person: { email } } });
    if (name !== "no password, a passkey") await givePassword(id);
    if (name === "disabled") await db.account.update({ where: { id }, data: { disabledAt: new Date() } });
    if (name === "gone" && personId) {
      await db.person.update({ where: { id: personId }, data: { endedAt: new Date() } });
    }
    people[name] = { email, password: name === "a wrong password" ? "not the password at all" : PASSWORD };
  }
  const answers: Record<string, Answer> = {};
  const times: Record<string, number[]> = {};
  for (let round = 0; round < 4; round += 1) {
    for (const [name, { email, password = PASSWORD }] of Object.entries(people)) {
      const before = performance.now();
      const answer = await send(`${baseURL}/api/sign-in/password`, { email, password });
      times[name] = [...(times[name] ?? []), performance.now() - before];
      answers[name] ??= answer;
      expect(answer, name).toEqual(answers["an address that nobody has"]);
    }
  }
  expect(answers["an address that nobody has"]).toMatchObject({ status: 403, cookies: [], location: null });
  // The quickest of each: hashing takes a tenth of a second for all of them; without it, an answer takes a tenth of that.
  const quickest = Object.values(times).map((each) => Math.min(...each));
  expect(Math.max(...quickest) / Math.min(...quickest)).toBeLessThan(2.5);
});

test("a flood of passwords is turned away at once, and the rest goes on answering", async ({ baseURL }) => {
  const began = performance.now();
  const flood = Array.from({ length: 100 }, (_, place) =>
    send(`${baseURL}/api/sign-in/password`, {
      email: `flood-${place}-${mark()}@studio.example`,
      password: PASSWORD,
    }),
  );
  const alive = await fetch(`${baseURL}/api/health/ready`);
  const waited = performance.now() - began;
  expect(alive.status).toBe(200);
  const statuses = (await Promise.all(flood)).map(({ status }) => status);
  const all = performance.now() - began;
  expect(statuses.filter((status) => status === 403).length).toBeLessThanOrEqual(30);
  expect(statuses.filter((status) => status === 429 || status === 503).length).toBeGreaterThanOrEqual(70);
  expect(waited).toBeLessThan(all);
  await db.$executeRaw`DELETE FROM rate_limit`;
});

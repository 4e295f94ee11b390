import { inviteMember } from "@/lib/accounts/invite-member";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { join, tokenOf } from "@/tests/support/accounts";
import { giveApp, givePassword, PASSWORD } from "@/tests/support/door";
import { expect, test } from "@/tests/support/e2e";
import { openStudio } from "@/tests/support/journeys/studio";
import { pages, routes } from "./inventory";

type Answer = {
  status: number;
  location: string | null;
  cookies: string[];
  body: string;
  length: string | null;
};

async function send(url: string, method: string, body: object | null, cookie = ""): Promise<Answer> {
  const { origin } = new URL(url);
  const sent = method === "POST" && body ? { body: JSON.stringify(body) } : {};
  const answer = await fetch(url, {
    method,
    redirect: "manual",
    headers: { origin, cookie, ...(sent.body ? { "content-type": "application/json" } : {}) },
    ...sent,
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

/** A member of the staff who can sign in with a passkey. */
async function member(): Promise<{ email: string; accountId: string; personId: string }> {
  const mark = crypto.randomUUID().slice(0, 8);
  const email = `half-${mark}@studio.example`;
  const { link } = await inviteMember(systemActor("operator"), {
    name: `Half ${mark}`,
    email,
    roles: ["staff"],
  });
  await join(tokenOf(link));
  const person = await db.person.findFirstOrThrow({ where: { email }, include: { account: true } });
  return { email, accountId: person.account?.id ?? "", personId: person.id };
}

test.afterAll(() => db.$executeRaw`DELETE FROM rate_limit`);

test("a half-done sign-in gets what somebody without one gets, on every page and route but its own", async ({
  baseURL,
}) => {
  const studio = await openStudio();
  const { email, accountId } = await member();
  await givePassword(accountId);
  await giveApp(accountId);
  const begun = await send(`${baseURL}/api/sign-in/password`, "POST", { email, password: PASSWORD });
  expect(begun.status).toBe(200);
  const cookie = begun.cookies[0]?.split(";")[0] ?? "";
  expect(cookie).toMatch(/^keyholder\.pending=/);

  const closed: [method: string, address: string, body: object][] = [
    ...Object.values(pages).map(([, address]): [string, string, object] => ["GET", address(studio), {}]),
    ...Object.entries(routes)
      .filter(([, { opens }]) => opens !== "anybody" && opens !== "pending")
      .map(([route, { ask, body = {} }]): [string, string, object] => {
        const [method = "", path = ""] = route.split(" ");
        return [method, ask?.(studio) ?? path, body];
      }),
  ];
  for (const [method, address, body] of closed) {
    const name = `${method} ${address}`;
    const theirs = await send(`${baseURL}${address}`, method, body, cookie);
    const { status, location } = await send(`${baseURL}${address}`, method, body);
    expect({ name, ...theirs, body: "", length: "" }).toEqual({
      name,
      status,
      location,
      cookies: [],
      body: "",
      length: "",
    });
    const led = [303, 307].includes(status) && /\/sign-in(\?|$)/.test(location ?? "");
    expect(status === 401 || led, `${name}: ${status} ${location}`).toBe(true);
  }
});

test("a half-done sign-in is not exchanged for a session before its second factor", async ({ baseURL }) => {
  const { email, accountId } = await member();
  await givePassword(accountId);
  const begun = await send(`${baseURL}/api/sign-in/password`, "POST", { email, password: PASSWORD });
  const csrf = await send(`${baseURL}/api/auth/csrf`, "GET", null);
  const { csrfToken } = JSON.parse(csrf.body);
  const cookies = [...begun.cookies, ...csrf.cookies].map((each) => each.split(";")[0]);
  const exchange = await fetch(`${baseURL}/api/auth/callback/passkey`, {
    method: "POST",
    redirect: "manual",
    headers: {
      origin: baseURL,
      cookie: cookies.join("; "),
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ csrfToken, json: "true" }),
  });
  expect(exchange.status).toBe(401);
  expect(exchange.headers.getSetCookie().join()).not.toContain("keyholder.session=e");
  expect(await db.session.count({ where: { accountId } })).toBe(0);
});

test("nobody is told who has an account, a password or a passkey: byte by byte", async ({ baseURL }) => {
  const wrong = "not the password at all";
  const asked: Record<string, { email: string; password: string }> = {
    "an address that nobody has": { email: `nobody-${crypto.randomUUID()}@studio.example`, password: wrong },
  };
  for (const name of ["no password, a passkey", "a wrong password", "disabled", "gone"]) {
    const { email, accountId, personId } = await member();
    if (name !== "no password, a passkey") await givePassword(accountId);
    if (name === "disabled") {
      await db.account.update({ where: { id: accountId }, data: { disabledAt: new Date() } });
    }
    if (name === "gone") await db.person.update({ where: { id: personId }, data: { endedAt: new Date() } });
    asked[name] = { email, password: name === "a wrong password" ? wrong : PASSWORD };
  }
  const answers: Record<string, Answer> = {};
  for (const [name, sent] of Object.entries(asked)) {
    answers[name] = await send(`${baseURL}/api/sign-in/password`, "POST", sent);
    expect(answers[name], name).toEqual(answers["an address that nobody has"]);
  }
  expect(answers["an address that nobody has"]).toMatchObject({ status: 403, cookies: [], location: null });
});

test("a flood of passwords is turned away, and the rest goes on answering", async ({ baseURL }) => {
  await db.$executeRaw`DELETE FROM rate_limit`;
  let over = false;
  const flood = Promise.all(
    Array.from({ length: 100 }, () => {
      const email = `flood-${crypto.randomUUID()}@studio.example`;
      return send(`${baseURL}/api/sign-in/password`, "POST", { email, password: PASSWORD });
    }),
  ).finally(() => {
    over = true;
  });
  const alive = await fetch(`${baseURL}/api/health/ready`);
  expect(alive.status).toBe(200);
  expect(over).toBe(false);
  const statuses = (await flood).map(({ status }) => status);
  expect(statuses.filter((status) => ![403, 429, 503].includes(status))).toEqual([]);
  // As many as one address may try; the others were not hashed.
  expect(statuses.filter((status) => status === 403).length).toBeLessThanOrEqual(30);
});

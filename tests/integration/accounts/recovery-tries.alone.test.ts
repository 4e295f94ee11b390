import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { POST as cancel } from "@/app/api/recovery/cancel/route";
import { POST as cancelLink } from "@/app/api/recovery/cancel-link/route";
import { POST as askForHelp } from "@/app/api/recovery/case/route";
import { POST as claim } from "@/app/api/recovery/claim/route";
import { POST as useCode } from "@/app/api/recovery/code/route";
import { POST as askForLink } from "@/app/api/recovery/link/route";
import { POST as standing } from "@/app/api/recovery/standing/route";
import { mailRecoveryLink } from "@/lib/accounts/mail-recovery-link";
import { relyingParty } from "@/lib/auth/relying-party";
import { randomToken, sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { limits } from "@/lib/throttle";
import { door, firstOwner } from "@/tests/support/accounts";
import { giveCodes, mailedSecret } from "@/tests/support/recovery";

/** Where the request is from that a route reads by next/headers, which there is none of outside of Next.js. */
const requests = await vi.hoisted(async () => {
  const { AsyncLocalStorage } = await import("node:async_hooks");
  return new AsyncLocalStorage<string>();
});
vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ "x-forwarded-for": requests.getStore() ?? "" }),
  cookies: async () => ({ get: () => undefined, set: () => undefined }),
}));

const EMAIL = "ola@studio.example";
let accountId: string;
let codes: string[];

beforeAll(async () => {
  const { actor } = await firstOwner({ name: "Ola Nordin", email: EMAIL });
  await db.passkey.updateMany({ data: { createdAt: new Date(Date.now() - 86_400_000) } });
  accountId = actor.accountId ?? "";
  codes = await giveCodes(accountId);
  // A server that nobody asks: the mails wait for a worker.
  env().SMTP_URL = "smtp://127.0.0.1:9";
});
afterAll(() => {
  env().SMTP_URL = undefined;
});
beforeEach(async () => {
  await db.$executeRaw`DELETE FROM rate_limit`;
});

type Route = (request: Request) => Promise<Response>;

const send = (route: Route, body: object, from = "192.0.2.50"): Promise<Response> => {
  const headers = { origin: relyingParty().origin, "content-type": "application/json" };
  const sent = { method: "POST", headers, body: JSON.stringify(body) };
  return requests.run(from, () => route(new Request(relyingParty().origin, sent)));
};

const statusesOf = (all: Promise<Response>[]): Promise<number[]> =>
  Promise.all(all.map(async (each) => (await each).status));
const slowed = (statuses: number[]): number => statuses.filter((status) => status === 429).length;

const mails = (count: number) => Array.from({ length: count }, () => `${crypto.randomUUID()}@studio.example`);
const notesOf = (limit: string) =>
  db.auditEvent.count({
    where: { action: "accounts.note-throttled", after: { path: ["slowed"], equals: limit } },
  });

describe("asking to get back in", () => {
  const { tries: forOne } = limits["recovery.account"];
  const { tries: fromOne } = limits["recovery.address"];

  test("is slowed for the address that was typed, alike whether anybody has it, by both ways together", async () => {
    for (const email of [EMAIL, ...mails(1)]) {
      await db.$executeRaw`DELETE FROM rate_limit`;
      const all = [askForLink, askForHelp, askForLink, askForHelp, askForLink];
      const answers = await Promise.all(all.map((route) => send(route, { email })));
      expect(slowed(answers.map(({ status }) => status)), email).toBe(all.length - forOne);
      const refused = answers.find(({ status }) => status === 429);
      expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(14 * 60);
    }
    expect((await send(askForHelp, { email: mails(1)[0] })).status).toBe(200);
  });

  test("is slowed for the network's address, of which a household of IPv6 has one; others go on", async () => {
    const before = await notesOf("recovery.address");
    for (const from of [() => "192.0.2.51", (place: number) => `2001:db8:7:7::${place + 1}`]) {
      const sent = mails(fromOne + 4).map((email, place) =>
        send(place % 2 ? askForLink : askForHelp, { email }, from(place)),
      );
      expect(slowed(await statusesOf(sent)), from(0)).toBe(4);
    }
    expect(await notesOf("recovery.address")).toBe(before + 2);
    expect((await send(askForHelp, { email: mails(1)[0] }, "2001:db8:7:8::1")).status).toBe(200);
  });
});

describe("a mailed link", () => {
  test("takes so many codes and then waits, also for the right one; it stays good, and others are not slowed", async () => {
    const { tries } = limits["recovery-code.link"];
    const before = await notesOf("recovery-code.link");
    await mailRecoveryLink(door, { email: EMAIL });
    const token = await mailedSecret(EMAIL, "/recover");
    const wrong = { token, code: "0000-0000-0000-0000-0000-0000-0000" };
    const statuses = await statusesOf(Array.from({ length: tries + 3 }, () => send(useCode, wrong)));
    expect(statuses.filter((status) => status === 403)).toHaveLength(tries);
    expect(slowed(statuses)).toBe(3);
    expect((await send(useCode, { token, code: codes[0] })).status).toBe(429);
    expect((await send(useCode, { ...wrong, token: randomToken() })).status).toBe(403);
    expect(await notesOf("recovery-code.link")).toBe(before + 1);
    await db.$executeRaw`DELETE FROM rate_limit`;
    expect((await send(useCode, { token, code: codes[0] })).status).toBe(200);
  });
});

describe("guessing at the secrets of a recovery", () => {
  const { tries } = limits["link.address"];

  test("is slowed for the network's address, over all of them together", async () => {
    const before = await notesOf("link.address");
    const routes: [Route, (secret: string) => object][] = [
      [claim, (secret) => ({ claim: secret })],
      [standing, (secret) => ({ claim: secret })],
      [cancel, (secret) => ({ token: secret })],
      [cancelLink, (secret) => ({ token: secret })],
      [useCode, (secret) => ({ token: secret, code: "x" })],
    ];
    const sent = Array.from({ length: tries + 5 }, (_, place) => {
      const [route, body] = routes[place % routes.length] ?? [claim, () => ({})];
      return send(route, body(randomToken()), `2001:db8:9:9::${place + 1}`);
    });
    const statuses = await statusesOf(sent);
    expect(slowed(statuses)).toBe(5);
    expect(await notesOf("link.address")).toBe(before + 1);
  });

  test("does not slow down who holds one: what was right is given back", async () => {
    const cancelling = randomToken();
    await db.recoveryCase.updateMany({ data: { cancelledAt: new Date(), cancelledBy: "a newer one" } });
    await db.recoveryCase.create({
      data: {
        accountId,
        claimHash: sha256(randomToken()),
        cancelHash: sha256(cancelling),
        phrase: "amber anchor apple apron",
        firstAt: new Date(),
        secondAt: new Date(),
        opensAt: new Date(Date.now() + 600_000),
        expiresAt: new Date(Date.now() + 600_000),
      },
    });
    const statuses: number[] = [];
    for (let look = 0; look < tries + 2; look += 1) {
      statuses.push((await send(cancelLink, { token: cancelling })).status);
    }
    expect(new Set(statuses)).toEqual(new Set([200]));
  });

  test("is not told from holding one: a look at a claim is counted whether there is a case or not", async () => {
    const look = (claimed: string) => send(standing, { claim: claimed });
    const real = await (await send(askForHelp, { email: EMAIL })).json();
    const seen: number[][] = [];
    for (const claimed of [real.claim, randomToken()]) {
      await db.$executeRaw`DELETE FROM rate_limit`;
      seen.push(await statusesOf(Array.from({ length: tries + 2 }, () => look(claimed))));
    }
    expect(slowed(seen[0] ?? [])).toBe(2);
    expect(seen[1]?.toSorted()).toEqual(seen[0]?.toSorted());
  });
});

import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { POST as register } from "@/app/api/passkeys/registration/route";
import { POST as signIn } from "@/app/api/passkeys/sign-in/route";
import { openChallenge } from "@/lib/accounts/open-challenge";
import { signInOptions } from "@/lib/accounts/passkey-options";
import { relyingParty } from "@/lib/auth/relying-party";
import { db } from "@/lib/db";
import { limits } from "@/lib/throttle";
import { beginJoining, door, setupToken } from "@/tests/support/accounts";
import { SoftwareAuthenticator } from "@/tests/support/software-authenticator";

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

const { tries } = limits["challenge-answer.address"];

let device: SoftwareAuthenticator;
/** What made the passkey, as the browser sent it. */
let joined: object;

beforeAll(async () => {
  const token = await setupToken();
  const { challengeId, options } = await beginJoining(token);
  device = new SoftwareAuthenticator(relyingParty().origin);
  const who = { name: "Ola Nordin", email: "ola@studio.example" };
  joined = { token, challengeId, response: device.register(options), ...who };
  expect((await send(register, joined)).status).toBe(200);
});
beforeEach(async () => {
  await db.$executeRaw`DELETE FROM rate_limit`;
});

function send(route: typeof signIn, body: object, from = "192.0.2.50"): Promise<Response> {
  const headers = { origin: relyingParty().origin, "content-type": "application/json" };
  const sent = { method: "POST", headers, body: JSON.stringify(body) };
  return requests.run(from, () => route(new Request(relyingParty().origin, sent)));
}

/** A sign-in with the passkey that was taken; what the browser sent. */
async function signedInWith(): Promise<object> {
  const { id: challengeId, challenge } = await openChallenge(door, { purpose: "sign_in" });
  const sent = { challengeId, response: device.authenticate(await signInOptions(challenge)) };
  expect((await send(signIn, sent)).status).toBe(200);
  return sent;
}

test("the same answer again and again is refused and audited, until its address is slowed: one more line", async () => {
  const used = await signedInWith();
  const again = Array.from({ length: tries + 3 }, (_, place) =>
    place % 2 === 0 ? send(signIn, used) : send(register, joined),
  );
  const statuses = (await Promise.all(again)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 429)).toHaveLength(3);
  expect(statuses.filter((status) => status === 403)).toHaveLength(tries);
  const refusals = { action: "accounts.take-challenge", outcome: "refused" as const };
  expect(await db.auditEvent.count({ where: refusals })).toBe(tries);
  expect(await db.auditEvent.findMany({ where: { action: "accounts.note-throttled" } })).toMatchObject([
    { after: { slowed: "challenge-answer.address" } },
  ]);
  expect((await send(signIn, used, "192.0.2.51")).status).toBe(403);
});

test("an answer that is right uses nothing up", async () => {
  for (let round = 0; round < 2; round += 1) await signedInWith();
  const counted = await db.$queryRaw<{ points: number }[]>`
    SELECT points FROM rate_limit WHERE key LIKE 'challenge-answer.address:%'`;
  expect(counted).toEqual([{ points: 0 }]);
});

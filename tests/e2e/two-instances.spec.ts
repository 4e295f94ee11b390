import { beginLinkPassword } from "@/lib/accounts/begin-link-password";
import { changePolicy } from "@/lib/accounts/change-policy";
import { confirmLinkApp } from "@/lib/accounts/confirm-link-app";
import { disableAccount } from "@/lib/accounts/disable-account";
import { inviteMember } from "@/lib/accounts/invite-member";
import { newRecoveryCodes } from "@/lib/accounts/new-recovery-codes";
import { openChallenge } from "@/lib/accounts/open-challenge";
import { openSecondKey } from "@/lib/accounts/open-second-key";
import { openStepUp } from "@/lib/accounts/open-step-up";
import { signInOptions } from "@/lib/accounts/passkey-options";
import { savePendingSignIn } from "@/lib/accounts/pending-sign-in";
import { removePasskey } from "@/lib/accounts/remove-passkey";
import type { StudioRole } from "@/lib/accounts/rules";
import { systemActor } from "@/lib/auth/actor";
import { cookieName } from "@/lib/auth/cookies";
import { noteDevice } from "@/lib/auth/known-device";
import { relyingParty } from "@/lib/auth/relying-party";
import { randomToken, sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import { exportPeople } from "@/lib/people/export-people";
import { beginJoining, door, join, prove, sessionOf, signedIn, tokenOf } from "@/tests/support/accounts";
import { builtActions, formCall } from "@/tests/support/attacks/actions";
import { type Answer, type Sent, send } from "@/tests/support/attacks/send";
import { appOf, giveApp, PASSWORD } from "@/tests/support/door";
import { expect, test } from "@/tests/support/e2e";
import { askedFor, confirmed, prove as proveFor } from "@/tests/support/proof";
import { giveCodes } from "@/tests/support/recovery";
import { startTwo } from "@/tests/support/serve-build";
import { SoftwareAuthenticator } from "@/tests/support/software-authenticator";
import { sessionCookie } from "@/tests/support/visitors";

/*
 * Two instances of the app on one database, as a studio runs them that restarts one while the other serves: what counts
 * once counts once on both together (SEC-06), and what ends on one has ended on the other (SEC-04).
 */

let urls: [string, string];
let stop: () => Promise<void>;
test.beforeAll(async () => {
  ({ urls, stop } = await startTwo());
});
test.afterAll(async () => {
  await stop();
  await db.$executeRaw`DELETE FROM rate_limit`;
});

/** A member with a passkey of software, signed in. */
async function member(roles: StudioRole[] = ["staff"]) {
  const mark = crypto.randomUUID().slice(0, 8);
  const who = { name: `Twofold ${mark}`, email: `twofold-${mark}@studio.example`, roles };
  const { link } = await inviteMember(systemActor("operator"), who);
  const { ticket, authenticator } = await join(tokenOf(link));
  const token = await sessionOf(ticket);
  const actor = await signedIn(token);
  return {
    ...who,
    authenticator,
    actor,
    accountId: actor.accountId ?? "",
    cookie: await sessionCookie(token),
  };
}

type Member = Awaited<ReturnType<typeof member>>;

const FIFTY = 50;
const fifty = <Made>(make: () => Promise<Made>): Promise<Made[]> =>
  Promise.all(Array.from({ length: FIFTY }, make));

/** A half-done sign-in whose first factor was a password; its cookie. */
async function halfDone({ accountId }: Member): Promise<{ token: string; cookie: string }> {
  const proved = { method: "password", factor: "password" };
  const begun = { accountId, firstFactor: "password" as const, proved };
  const token = await db.$transaction((tx) => savePendingSignIn(tx, begun, null));
  return { token, cookie: `${cookieName("pending")}=${token}` };
}

/** The cookie of a browser that the account knows: what others try does not slow it down. */
async function knownBrowser({ accountId }: Member): Promise<string> {
  const { token } = await db.$transaction((tx) =>
    noteDevice(tx, accountId, { token: null, userAgent: null }),
  );
  return `${cookieName("device")}=${token}`;
}

const post = (path: string, body: object, cookie = ""): Sent => ({
  path,
  method: "POST",
  headers: { "content-type": "application/json", cookie },
  body: JSON.stringify(body),
});

const same = (sent: Sent): Sent[] => Array.from({ length: FIFTY }, () => sent);

/** As a load balancer passes it on: with the one address at which browsers reach all instances. */
const passedOn = () => ({ host: new URL(relyingParty().origin).host, origin: relyingParty().origin });

/**
 * All at once, every other one to the other instance, each from an address of its own. What a busy machine could not
 * look at (503) has changed nothing and is sent again.
 */
function sendAll(requests: readonly Sent[]): Promise<Answer[]> {
  const all = requests.map(async (sent, place) => {
    const from = { ...passedOn(), "x-forwarded-for": `203.0.113.${place + 1}` };
    for (;;) {
      const answer = await send(urls[place % 2 === 0 ? 0 : 1], {
        ...sent,
        headers: { ...sent.headers, ...from },
      });
      if (answer.status !== 503) return answer;
    }
  });
  return Promise.all(all);
}

type Secret = {
  /** Fifty requests with the same secret. */
  make: () => Promise<Sent[]>;
  /** What those are answered with that come too late; 429 where so many tries are not even looked at. */
  refused: readonly number[];
  /** The refusals that the audit log has: of which command, and how they were answered. */
  audited?: readonly [action: string, status: number];
};

const secrets: Record<string, Secret> = {
  "a code of an authenticator app": {
    make: async () => {
      const maria = await member();
      const app = await giveApp(maria.accountId);
      return same(post("/api/sign-in/totp", { code: app.code() }, (await halfDone(maria)).cookie));
    },
    refused: [401, 403, 429],
    audited: ["accounts.prove-totp", 403],
  },
  "a code of an authenticator app, in fifty half-done sign-ins of known browsers": {
    make: async () => {
      const maria = await member();
      const app = await giveApp(maria.accountId);
      const cookies = await fifty(
        async () => `${(await halfDone(maria)).cookie}; ${await knownBrowser(maria)}`,
      );
      const code = app.code();
      return cookies.map((cookie) => post("/api/sign-in/totp", { code }, cookie));
    },
    refused: [403],
    audited: ["accounts.prove-totp", 403],
  },
  "a recovery code": {
    make: async () => {
      const maria = await member();
      const [code = ""] = await giveCodes(maria.accountId);
      return same(post("/api/sign-in/recovery-code", { code }, (await halfDone(maria)).cookie));
    },
    refused: [401, 403, 429],
    audited: ["accounts.prove-recovery-code", 403],
  },
  // The one that is taken ends the other half-done sign-ins, too.
  "a recovery code, in fifty half-done sign-ins of known browsers": {
    make: async () => {
      const maria = await member();
      const [code = ""] = await giveCodes(maria.accountId);
      const cookies = await fifty(
        async () => `${(await halfDone(maria)).cookie}; ${await knownBrowser(maria)}`,
      );
      return cookies.map((cookie) => post("/api/sign-in/recovery-code", { code }, cookie));
    },
    refused: [401],
  },
  "a passkey's answer": {
    make: async () => {
      const { authenticator } = await member();
      const { id: challengeId, challenge } = await openChallenge(door, { purpose: "sign_in" });
      const response = authenticator.authenticate(await signInOptions(challenge));
      return same(post("/api/passkeys/sign-in", { challengeId, response }));
    },
    refused: [403],
    audited: ["accounts.take-challenge", 403],
  },
  "a security key's answer, after a password": {
    make: async () => {
      const maria = await member();
      const { token, cookie } = await halfDone(maria);
      const { challengeId, challenge } = await openSecondKey(door, { token });
      const response = maria.authenticator.authenticate(await signInOptions(challenge));
      return same(post("/api/sign-in/key", { challengeId, response }, cookie));
    },
    refused: [401, 403, 429],
    audited: ["accounts.take-challenge", 403],
  },
  "a half-done sign-in that waits for its session": {
    make: async () => {
      const { authenticator } = await member();
      const ticket = await prove(authenticator);
      const csrf = await send(urls[0], { path: "/api/auth/csrf" });
      const cookie = csrf.headers["set-cookie"]?.map((each) => each.split(";")[0]).join("; ") ?? "";
      const { csrfToken } = JSON.parse(csrf.body);
      return same({
        path: "/api/auth/callback/passkey",
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          cookie: `${cookie}; ${cookieName("pending")}=${ticket}`,
        },
        body: new URLSearchParams({ csrfToken, json: "true" }).toString(),
      });
    },
    refused: [401],
    audited: ["accounts.begin-session", 401],
  },
  "an invitation, with fifty passkeys": {
    make: async () => {
      const mark = crypto.randomUUID().slice(0, 8);
      const who = { name: `Invited ${mark}`, email: `invited-${mark}@studio.example` };
      const { link } = await inviteMember(systemActor("operator"), { ...who, roles: ["staff"] });
      const token = tokenOf(link);
      return fifty(async () => {
        const { challengeId, options } = await beginJoining(token);
        const response = new SoftwareAuthenticator(relyingParty().origin).register(options);
        return post("/api/passkeys/registration", { token, challengeId, response });
      });
    },
    refused: [403],
    audited: ["accounts.accept-link", 403],
  },
  "an invitation, with a password": {
    make: async () => {
      const mark = crypto.randomUUID().slice(0, 8);
      const who = { name: `Invited ${mark}`, email: `invited-${mark}@studio.example` };
      const { link } = await inviteMember(systemActor("operator"), { ...who, roles: ["staff"] });
      const token = tokenOf(link);
      const { typed } = await beginLinkPassword(door, { token, password: PASSWORD });
      const { codes } = await confirmLinkApp(door, { token, code: appOf(typed)() });
      return same(post("/api/invitation/codes-kept", { token, code: codes[0] ?? "" }));
    },
    refused: [403, 409],
    audited: ["accounts.accept-link-with-password", 403],
  },
  "a passkey's answer that confirms an action": {
    make: async () => {
      const { actor, authenticator, cookie } = await member();
      const { id: stepUpId } = await askedFor(newRecoveryCodes(actor, {}));
      const { challengeId, challenge } = await openStepUp(actor, { stepUpId });
      const response = authenticator.authenticate({ challenge });
      return same(post("/api/step-up/passkey", { challengeId, response }, cookie));
    },
    refused: [403],
    audited: ["accounts.take-challenge", 403],
  },
  "the proof of an action": {
    make: async () => {
      const maria = await member();
      await proveFor(maria.actor, newRecoveryCodes, {});
      return same(post("/api/factors/recovery-codes", {}, maria.cookie));
    },
    refused: [401],
  },
  "the address of a download": {
    make: async () => {
      const owner = await member(["owner"]);
      const { ticket } = await confirmed(exportPeople, owner.actor, {});
      return same({ path: `/people/export.csv?ticket=${ticket}`, headers: { cookie: owner.cookie } });
    },
    refused: [403, 429],
    audited: ["accounts.take-download", 403],
  },
  "a recovery link by mail, with a saved code": {
    make: async () => {
      const maria = await member();
      const [code = ""] = await giveCodes(maria.accountId);
      await db.passkey.updateMany({
        where: { accountId: maria.accountId },
        data: { createdAt: new Date(Date.now() - 86_400_000) },
      });
      // The tests' app sends no mail, and then makes no link either: the row is as `mail-recovery-link` writes it.
      const token = randomToken();
      await db.oneTimeLink.create({
        data: {
          kind: "recover",
          tokenHash: sha256(token),
          personId: maria.actor.personId,
          email: maria.email,
          roles: [],
          expiresAt: new Date(Date.now() + 600_000),
        },
      });
      return same(post("/api/recovery/code", { token, code }));
    },
    refused: [403, 429],
    audited: ["accounts.recover-with-code", 403],
  },
  "the claim of a recovery that two people have confirmed": {
    make: async () => {
      const maria = await member();
      const claim = randomToken();
      const past = new Date(Date.now() - 60_000);
      await db.recoveryCase.create({
        data: {
          accountId: maria.accountId,
          claimHash: sha256(claim),
          cancelHash: sha256(randomToken()),
          phrase: "amber anchor apple apron",
          firstById: (await member(["owner"])).actor.personId,
          firstAt: past,
          secondById: (await member(["security_lead"])).actor.personId,
          secondAt: past,
          opensAt: past,
          expiresAt: new Date(Date.now() + 600_000),
        },
      });
      return same(post("/api/recovery/claim", { claim }));
    },
    refused: [403],
    audited: ["accounts.claim-recovery", 403],
  },
};

for (const [name, { make, refused, audited }] of Object.entries(secrets)) {
  test(`${name}: of fifty at once on two instances one counts`, async () => {
    const requests = await make();
    expect(requests).toHaveLength(FIFTY);
    const [before] = await db.auditEvent.findMany({ orderBy: { seq: "desc" }, take: 1 });
    const statuses = (await sendAll(requests)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status !== 200 && !refused.includes(status))).toEqual([]);
    if (!audited) return;
    const [action, status] = audited;
    const events = await db.auditEvent.count({
      where: { action, outcome: "refused", seq: { gt: before?.seq ?? 0n } },
    });
    expect(events).toBe(statuses.filter((each) => each === status).length);
  });
}

/** Calls an action on the first instance, as its form does; it must do what it is for. */
async function act(path: string, name: string, fields: Record<string, string>, { cookie }: Member) {
  const { id } = builtActions().find((each) => each.name === name) ?? { id: "" };
  const headers = { ...passedOn(), cookie, "next-action": id };
  const { status, body } = await send(urls[0], { path, method: "POST", headers, body: formCall(fields) });
  expect(`${name}: ${status} ${body.match(/"status":"\w[\w-]*"/)?.[0]}`).toBe(`${name}: 200 "status":"done"`);
}

/** What the second instance answers a session with. */
async function seen(cookie: string): Promise<number> {
  return (await send(urls[1], { path: "/api/search?q=kite", headers: { cookie } })).status;
}

test.describe("a session that both instances have served ends on the next request at the other one", () => {
  let owner: Member;
  let maria: Member;
  test.beforeEach(async () => {
    [owner, maria] = await Promise.all([member(["owner"]), member(["auditor"])]);
    expect(await seen(maria.cookie)).toBe(200);
  });

  test("when its holder removes a passkey", async () => {
    const second = await sessionCookie(await sessionOf(await prove(maria.authenticator)));
    const [first] = await db.passkey.findMany({ where: { accountId: maria.accountId } });
    if (!first) throw new Error("There is no passkey.");
    const { id: _, ...copy } = first;
    const spare = await db.passkey.create({ data: { ...copy, credentialId: randomToken(), name: "Spare" } });
    expect(await seen(second)).toBe(200);
    await proveFor(maria.actor, removePasskey, { passkeyId: spare.id });
    await act("/me", "removePasskeyAction", { passkeyId: spare.id }, maria);
    expect(await seen(second)).toBe(401);
    expect(await seen(maria.cookie)).toBe(200);
  });

  test("when its account is disabled", async () => {
    const input = { accountId: maria.accountId, reason: "The laptop is gone." };
    await proveFor(owner.actor, disableAccount, input);
    await act("/members", "disableAccountAction", input, owner);
    expect(await seen(maria.cookie)).toBe(401);
  });

  test("when an administrator ends it", async () => {
    const input = { accountId: maria.accountId, reason: "The laptop is gone." };
    await act("/members", "endMemberSessionsAction", input, owner);
    expect(await seen(maria.cookie)).toBe(401);
  });

  test("when the policy of its role becomes stricter; then it can only enrol", async () => {
    const before = await db.signInPolicy.findUniqueOrThrow({ where: { role: "auditor" } });
    try {
      const asked = { role: "auditor" as const, passkeysRequired: 5, passkeysAsked: 5 };
      const limits = { idleMinutes: before.idleMinutes, absoluteHours: before.absoluteHours };
      await proveFor(owner.actor, changePolicy, { ...asked, ...limits, ways: ["passkey"] });
      const fields = Object.entries({ ...asked, ...limits, "ways[]": "passkey" });
      const texts = Object.fromEntries(fields.map(([name, value]) => [name, String(value)]));
      await act("/settings/sign-in", "changePolicyAction", texts, owner);
      expect(await seen(maria.cookie)).toBe(401);
      const page = await send(urls[1], { path: "/register", headers: { cookie: maria.cookie } });
      expect(page.headers.location ?? page.body).toContain("/enrol");
    } finally {
      const { role: _, ...data } = before;
      await db.signInPolicy.update({ where: { role: "auditor" }, data });
    }
  });
});

import { beforeEach, describe, expect, test } from "vitest";
import { inviteMember } from "@/lib/accounts/invite-member";
import { getLink } from "@/lib/accounts/links";
import { openChallenge } from "@/lib/accounts/open-challenge";
import { signInOptions } from "@/lib/accounts/passkey-options";
import { provePasskey } from "@/lib/accounts/prove-passkey";
import { signOut } from "@/lib/accounts/sign-out";
import { takeChallenge } from "@/lib/accounts/take-challenge";
import { systemActor } from "@/lib/auth/actor";
import { endSessionsOf, endSessionsOfAccounts } from "@/lib/auth/end-sessions";
import { sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import { actorOf, door, firstOwner, prove, sessionOf, tokenOf } from "@/tests/support/accounts";
import { fiftyAtOnce, refused } from "@/tests/support/outcomes";
import type { SoftwareAuthenticator } from "@/tests/support/software-authenticator";

let owner: Awaited<ReturnType<typeof firstOwner>>;

beforeEach(async () => {
  await db.$executeRaw`DELETE FROM "PendingSignIn"`;
  const known = await db.account.count();
  owner = known === 0 ? await firstOwner() : owner;
  await db.$executeRaw`UPDATE "Account" SET "disabledAt" = NULL`;
  await db.$executeRaw`UPDATE "Person" SET "accessEndsAt" = NULL, "endedAt" = NULL`;
  await db.$executeRaw`UPDATE "Passkey" SET "signCount" = 0`;
});

const refusals = () => db.auditEvent.count({ where: { outcome: "refused" } });
const lastRefusal = () =>
  db.auditEvent.findFirst({ where: { outcome: "refused" }, orderBy: { seq: "desc" } });
const lastRefusedChallenge = () =>
  db.auditEvent.findFirst({
    where: { outcome: "refused", action: "accounts.take-challenge" },
    orderBy: { seq: "desc" },
  });

describe("a passkey", () => {
  test("opens a session, and the cookie's token is not in the database", async () => {
    const token = await sessionOf(await prove(owner.authenticator));
    expect(await actorOf(token)).toMatchObject({ kind: "person", name: "Ola Nordin", roles: ["owner"] });
    const session = await db.session.findUniqueOrThrow({ where: { tokenHash: sha256(token) } });
    expect(session).toMatchObject({ aal: 2, amr: ["passkey"], ip: "192.0.2.7", userAgent: "Test" });
    expect(
      JSON.stringify(session, (_, value) => (typeof value === "bigint" ? `${value}` : value)),
    ).not.toContain(token);
  });

  const crafted: [string, Parameters<SoftwareAuthenticator["authenticate"]>[1], RegExp][] = [
    ["without its user verified", { userVerified: false }, /could not be checked/],
    ["without its user present", { userPresent: false }, /could not be checked/],
    ["for another origin", { origin: "https://keyholder.example.net" }, /could not be checked/],
    ["for another domain", { rpId: "example.net" }, /could not be checked/],
    ["from inside another site's frame", { crossOrigin: true }, /inside another site/],
    ["with another account's user handle", { userHandle: "AAAA" }, /another account/],
    ["without a user handle", { userHandle: "" }, /does not say whose it is/],
    ["that was bound to its device and now may be synced", { backupEligible: true }, /not what it was/],
  ];
  test.each(crafted)("%s is refused, and audited with the account", async (_, how, words) => {
    const before = await refusals();
    await expect(prove(owner.authenticator, how)).rejects.toThrow(words);
    expect(await refusals()).toBe(before + 1);
    expect(await lastRefusal()).toMatchObject({
      action: "accounts.prove-passkey",
      objectType: "account",
      objectName: "Ola Nordin",
      ip: "192.0.2.7",
    });
    expect(await db.pendingSignIn.count()).toBe(0);
  });

  test("whose counter goes backwards is refused; one that goes on is taken", async () => {
    await prove(owner.authenticator, { counter: 7 });
    await expect(prove(owner.authenticator, { counter: 7 })).rejects.toThrow(/counter went backwards/);
    await expect(prove(owner.authenticator, { counter: 0 })).rejects.toThrow(/counter went backwards/);
    await prove(owner.authenticator, { counter: 8 });
    owner.authenticator.counter = 0;
  });

  test("that nobody knows is refused like any other", async () => {
    const { SoftwareAuthenticator } = await import("@/tests/support/software-authenticator");
    await expect(prove(new SoftwareAuthenticator("http://localhost:3000"))).rejects.toThrow(/not known here/);
  });
});

describe("a challenge", () => {
  test("is good once: the same answer again is refused, also after a failure", async () => {
    const { id, challenge } = await openChallenge(door, { purpose: "sign_in" });
    const response = owner.authenticator.authenticate(await signInOptions(challenge), {
      userVerified: false,
    });
    const taken = await takeChallenge(door, { challengeId: id, purpose: "sign_in" });
    await expect(provePasskey(door, { challenge: taken.challenge, response })).rejects.toThrow();
    const again = { challengeId: id, purpose: "sign_in" as const, credentialId: response.id };
    await refused(takeChallenge(door, again), "forbidden", /already sent/);
    expect(await lastRefusedChallenge()).toMatchObject({
      objectType: "account",
      objectId: owner.actor.accountId,
      objectName: "Ola Nordin",
      ip: door.ip,
      reason: expect.stringContaining("(opened for a sign-in; it says to be of passkey "),
    });
  });

  test("of another purpose, or too old, is not taken; the log says whose it was", async () => {
    const accountId = owner.actor.accountId ?? "";
    const { id } = await openChallenge(door, { purpose: "register", accountId });
    await refused(
      takeChallenge(door, { challengeId: id, purpose: "sign_in" }),
      "forbidden",
      /something else/,
    );
    const whose = { objectType: "account", objectId: accountId, objectName: "Ola Nordin" };
    expect(await lastRefusedChallenge()).toMatchObject(whose);
    await db.$executeRaw`UPDATE "AuthChallenge" SET "expiresAt" = now() - interval '1 second' WHERE id = ${id}::uuid`;
    await refused(takeChallenge(door, { challengeId: id, purpose: "register" }), "forbidden", /five minutes/);
    expect(await lastRefusedChallenge()).toMatchObject({
      ...whose,
      reason: expect.stringMatching(/five minutes/),
    });
  });

  test("of an invitation is the invitation’s in the log", async () => {
    const { link } = await inviteMember(systemActor("operator"), {
      name: "Vera Lind",
      email: `vera-${crypto.randomUUID()}@studio.example`,
      roles: ["staff"],
    });
    const { id: linkId } = await getLink(door, tokenOf(link));
    const { id } = await openChallenge(door, { purpose: "register", linkId });
    await takeChallenge(door, { challengeId: id, purpose: "register" });
    await refused(takeChallenge(door, { challengeId: id, purpose: "register" }), "forbidden", /already sent/);
    expect(await lastRefusedChallenge()).toMatchObject({
      objectType: "link",
      objectId: linkId,
      objectName: "invitation of Vera Lind as Staff",
    });
  });

  test("that nobody opened is refused without a line in the log", async () => {
    const before = await lastRefusedChallenge();
    const made = { challengeId: crypto.randomUUID(), purpose: "sign_in" as const };
    await refused(takeChallenge(door, made), "conflict", /Try again/);
    expect(await lastRefusedChallenge()).toEqual(before);
  });

  test("is cleared away a day after its end", async () => {
    const [old, fresh] = [
      await openChallenge(door, { purpose: "sign_in" }),
      await openChallenge(door, { purpose: "sign_in" }),
    ];
    await db.$executeRaw`
      UPDATE "AuthChallenge" SET "expiresAt" = now() - interval '25 hours' WHERE id = ${old.id}::uuid`;
    await db.$executeRaw`
      UPDATE "AuthChallenge" SET "expiresAt" = now() - interval '23 hours' WHERE id = ${fresh.id}::uuid`;
    await openChallenge(door, { purpose: "sign_in" });
    expect(await db.authChallenge.count({ where: { id: { in: [old.id, fresh.id] } } })).toBe(1);
  });

  test("of fifty takers at once one gets it", async () => {
    const { id } = await openChallenge(door, { purpose: "sign_in" });
    const takers = Array.from({ length: 50 }, () =>
      takeChallenge(door, { challengeId: id, purpose: "sign_in" }),
    );
    const results = await Promise.allSettled(takers);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(await db.authChallenge.count({ where: { id, consumedAt: { not: null } } })).toBe(1);
  });
});

describe("a login ticket", () => {
  test("of fifty uses at once one makes a session, and the others are audited", async () => {
    const ticket = await prove(owner.authenticator);
    const [sessions, refused] = [await db.session.count(), await refusals()];
    expect(await fiftyAtOnce(() => sessionOf(ticket))).toEqual({ done: 1, refused: 49 });
    expect(await db.session.count()).toBe(sessions + 1);
    expect(await refusals()).toBe(refused + 49);
  }, 60_000);

  test("is no session, and no session token is a ticket", async () => {
    const ticket = await prove(owner.authenticator);
    expect(await actorOf(ticket)).toBeNull();
    await expect(sessionOf(await sessionOf(ticket))).rejects.toThrow(/already finished/);
  });

  test("that is too old is refused", async () => {
    const ticket = await prove(owner.authenticator);
    await db.$executeRaw`UPDATE "PendingSignIn" SET "expiresAt" = now() - interval '1 second'`;
    await expect(sessionOf(ticket)).rejects.toThrow(/took too long/);
  });

  test("ends the session that the browser had before", async () => {
    const first = await sessionOf(await prove(owner.authenticator));
    const second = await sessionOf(await prove(owner.authenticator), first);
    expect(await actorOf(first)).toBeNull();
    expect(await actorOf(second)).not.toBeNull();
  });
});

describe("a session", () => {
  const open = async () => sessionOf(await prove(owner.authenticator));

  test("that was signed out is refused", async () => {
    const token = await open();
    const actor = await actorOf(token);
    if (!actor) throw new Error("not signed in");
    await signOut(actor, {});
    expect(await actorOf(token)).toBeNull();
  });

  const ends: [string, (id: string) => Promise<unknown>][] = [
    ["revoked", (id) => db.$executeRaw`UPDATE "Session" SET "revokedAt" = now() WHERE id = ${id}::uuid`],
    [
      "idle",
      (id) =>
        db.$executeRaw`UPDATE "Session" SET "idleExpiresAt" = now() - interval '1 second' WHERE id = ${id}::uuid`,
    ],
    [
      "too old",
      (id) =>
        db.$executeRaw`UPDATE "Session" SET "absoluteExpiresAt" = now() - interval '1 second' WHERE id = ${id}::uuid`,
    ],
    ["of a disabled account", () => db.$executeRaw`UPDATE "Account" SET "disabledAt" = now()`],
    ["of an earlier epoch", () => db.$executeRaw`UPDATE "Account" SET "sessionEpoch" = "sessionEpoch" + 1`],
    [
      "of somebody whose last moment has passed",
      () => db.$executeRaw`UPDATE "Person" SET "accessEndsAt" = now()`,
    ],
    ["of somebody who has left", () => db.$executeRaw`UPDATE "Person" SET "endedAt" = now()`],
  ];
  test.each(ends)("that is %s is refused", async (_, end) => {
    const token = await open();
    const { id } = await db.session.findUniqueOrThrow({ where: { tokenHash: sha256(token) } });
    expect(await actorOf(token)).not.toBeNull();
    await end(id);
    expect(await actorOf(token)).toBeNull();
  });

  test("ends with all others of a person at once, and a ticket with it", async () => {
    const tokens = [await open(), await open()];
    const ticket = await prove(owner.authenticator);
    const personId = owner.actor.personId ?? "";
    await db.$transaction((tx) => endSessionsOf(tx, { personIds: [personId] }, "departure"));
    for (const token of tokens) expect(await actorOf(token)).toBeNull();
    await expect(sessionOf(ticket)).rejects.toThrow();
    expect(await actorOf(await open())).not.toBeNull();
  });

  test("ends with what was about to be confirmed in it: proofs that were given, and open challenges", async () => {
    const actor = await actorOf(await open());
    const accountId = actor?.accountId ?? "";
    const sessionId = actor?.sessionId ?? "";
    const inputHash = sha256("input");
    const stepUp = await db.stepUp.create({
      data: {
        sessionId,
        command: "x.y",
        inputHash,
        strength: "fresh",
        verifiedAt: new Date(),
        method: "passkey",
      },
    });
    const pending = await db.pendingSignIn.create({
      data: {
        tokenHash: sha256(crypto.randomUUID()),
        accountId,
        firstFactor: "password",
        expiresAt: new Date(Date.now() + 60_000),
      },
    });
    await openChallenge(door, { purpose: "step_up", stepUpId: stepUp.id });
    await openChallenge(door, { purpose: "second_factor", pendingId: pending.id });
    await openChallenge(door, { purpose: "register", accountId });
    const other = await openChallenge(door, { purpose: "sign_in" });
    const left = { OR: [{ stepUpId: stepUp.id }, { pendingId: pending.id }, { accountId }] };
    const waiting = { ...left, consumedAt: null, expiresAt: { gt: new Date() } };
    expect(await db.authChallenge.count({ where: waiting })).toBe(3);
    await db.$transaction((tx) => endSessionsOfAccounts(tx, [accountId], "disabled"));
    expect(await db.stepUp.count({ where: { id: stepUp.id } })).toBe(0);
    expect(await db.pendingSignIn.count({ where: { accountId } })).toBe(0);
    expect(await db.authChallenge.count({ where: waiting })).toBe(0);
    expect(await db.authChallenge.count({ where: { id: other.id, consumedAt: null } })).toBe(1);
  });

  test("a disabled account's passkey opens none", async () => {
    await db.$executeRaw`UPDATE "Account" SET "disabledAt" = now()`;
    await expect(prove(owner.authenticator)).rejects.toThrow(/disabled/);
  });
});

import { hash } from "@node-rs/argon2";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { accountOfEmail, checkPassword } from "@/lib/accounts/check-password";
import { getHalfDone, SECOND_TRIES } from "@/lib/accounts/half-done";
import { matchPassword, renewHash } from "@/lib/accounts/match-password";
import { savePendingSignIn } from "@/lib/accounts/pending-sign-in";
import { provePassword, WRONG_PASSWORD } from "@/lib/accounts/prove-password";
import { proveRecoveryCode } from "@/lib/accounts/prove-recovery-code";
import { proveTotp } from "@/lib/accounts/prove-totp";
import { tryCode, tryPassword } from "@/lib/accounts/sign-in-tries";
import { liveSession } from "@/lib/auth/live-session";
import { isOutdatedHash } from "@/lib/auth/password";
import { limitOf } from "@/lib/auth/standing";
import { db } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { limits, TooManyTries } from "@/lib/throttle";
import { actorOf, door, firstOwner, prove, sessionOf } from "@/tests/support/accounts";
import { type App, giveApp, giveCodes, givePassword, PASSWORD } from "@/tests/support/door";

const EMAIL = "ola@studio.example";

let owner: Awaited<ReturnType<typeof firstOwner>>;
let accountId: string;
let app: App;

beforeAll(async () => {
  owner = await firstOwner({ name: "Ola Nordin", email: EMAIL });
  accountId = owner.actor.accountId ?? "";
  await givePassword(accountId);
  app = await giveApp(accountId);
  await db.signInPolicy.updateMany({ data: { ways: ["passkey", "password_key", "password_totp"] } });
  await db.signInPolicy.updateMany({ data: { passkeysRequired: 0 } });
});

beforeEach(async () => {
  await db.$executeRaw`DELETE FROM rate_limit`;
  await db.$executeRaw`UPDATE "Totp" SET "lastStep" = 0, "removedAt" = NULL, "activeAt" = now()`;
  await db.$executeRaw`UPDATE "Account" SET "disabledAt" = NULL`;
  await db.$executeRaw`UPDATE "Person" SET "accessEndsAt" = NULL, "endedAt" = NULL`;
});

const lastEvent = (outcome: "done" | "refused") =>
  db.auditEvent.findFirst({ where: { outcome }, orderBy: { seq: "desc" } });

/** As the route does it. */
async function typePassword(
  password = PASSWORD,
  email = EMAIL,
  browser: string | null = null,
): Promise<string> {
  const account = await accountOfEmail(door, email);
  const about = { email, accountId: account?.accountId ?? null, browser };
  const { token } = await tryPassword(door, about, async () =>
    provePassword(door, { email, ...(await checkPassword(door, account, password)) }),
  );
  return token;
}

async function typeCode(token: string, code: string): Promise<void> {
  const halfDone = await getHalfDone(door, token);
  if (!halfDone) throw new Error("Nothing waits for a second factor.");
  await tryCode(door, halfDone, null, () => proveTotp(door, { token, code }));
}

const refusalOf = (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => Promise.reject(new Error("It was not refused.")),
    (error) => (error instanceof AppError ? error : Promise.reject(error)),
  );

describe("a password", () => {
  test("begins a sign-in that is nothing yet, and a code completes it", async () => {
    const token = await typePassword();
    await expect(sessionOf(token)).rejects.toThrow(/already finished|too long/);
    expect(await actorOf(token)).toBeNull();
    await typeCode(token, app.code());
    const session = await liveSession(await sessionOf(token));
    expect(session).toMatchObject({
      name: "Ola Nordin",
      way: "password_totp",
      amr: ["password", "authenticator app"],
    });
    expect(await lastEvent("done")).toMatchObject({ action: "accounts.begin-session", objectId: accountId });
  });

  const nobody: [string, () => Promise<unknown>, string, string, string | null][] = [
    ["an address that nobody has", async () => {}, "nobody@studio.example", PASSWORD, null],
    ["a wrong password", async () => {}, EMAIL, "another heron of the quay", "wrong password"],
    [
      "a disabled account",
      () => db.$executeRaw`UPDATE "Account" SET "disabledAt" = now()`,
      EMAIL,
      PASSWORD,
      "right password, but: This account is disabled",
    ],
    [
      "somebody who has left",
      () => db.$executeRaw`UPDATE "Person" SET "endedAt" = now()`,
      EMAIL,
      PASSWORD,
      "right password, but: Access",
    ],
  ];
  test.each(nobody)("of %s is refused with the same words, audited with what is known", async (...row) => {
    const [_, before, email, password, reason] = row;
    await before();
    const refused = await refusalOf(typePassword(password, email));
    expect(refused).toMatchObject({ code: "forbidden", message: WRONG_PASSWORD, fields: {} });
    const event = await lastEvent("refused");
    expect(event).toMatchObject({
      action: "accounts.prove-password",
      objectId: reason ? accountId : null,
      objectName: reason ? "Ola Nordin" : email,
      ip: "192.0.2.7",
    });
    expect(event?.reason).toContain(reason ?? "no account has this address");
    expect(JSON.stringify(event, (_key, value) => String(value))).not.toContain(password);
  });

  test("whose hash is of a lower cost than today's gets one of today's cost, once it was right", async () => {
    const cheap = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    const before = await db.password.update({ where: { accountId }, data: { hash: cheap } });
    await refusalOf(typePassword("another heron of the quay"));
    expect(await db.password.findUnique({ where: { accountId } })).toEqual(before);
    await typePassword();
    const after = await db.password.findUniqueOrThrow({ where: { accountId } });
    expect(isOutdatedHash(after.hash)).toBe(false);
    expect(after.changedAt).toEqual(before.changedAt);
    expect(await lastEvent("done")).toMatchObject({ after: { passwordHash: "renewed" } });
    await typePassword();
    expect(await db.password.findUniqueOrThrow({ where: { accountId } })).toEqual(after);
  });

  test("that was changed while its hash was renewed stays changed", async () => {
    const cheap = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    await db.password.update({ where: { accountId }, data: { hash: cheap } });
    const matched = await matchPassword(cheap, PASSWORD);
    expect(matched?.renewed).not.toBeNull();
    await givePassword(accountId, "eleven storks on a barge");
    const changed = await db.password.findUniqueOrThrow({ where: { accountId } });
    await expect(provePassword(door, { email: EMAIL, accountId, matched })).rejects.toThrow(WRONG_PASSWORD);
    if (matched) expect(await db.$transaction((tx) => renewHash(tx, accountId, matched))).toEqual({});
    expect(await db.password.findUniqueOrThrow({ where: { accountId } })).toEqual(changed);
    await givePassword(accountId);
  });

  test("that was changed while it was checked is refused", async () => {
    const account = await accountOfEmail(door, EMAIL);
    const checked = await checkPassword(door, account, PASSWORD);
    await givePassword(accountId);
    await expect(provePassword(door, { email: EMAIL, ...checked })).rejects.toThrow(WRONG_PASSWORD);
  });

  test("is slowed for the account from unknown browsers, not for a known one and not for its passkey", async () => {
    const { tries } = limits["password.account"];
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => refusalOf(typePassword("a wrong password of length"))),
    );
    expect(answers.filter(({ code }) => code === "forbidden")).toHaveLength(tries);
    expect(answers.filter((answer) => answer instanceof TooManyTries)).toHaveLength(20 - tries);
    expect(await refusalOf(typePassword())).toBeInstanceOf(TooManyTries);
    await db.$executeRaw`DELETE FROM rate_limit WHERE key LIKE 'password.address%'`;
    await typePassword(PASSWORD, EMAIL, "the browser of its holder");
    await sessionOf(await prove(owner.authenticator));
    expect(
      await db.auditEvent.count({ where: { action: "accounts.note-throttled", objectId: accountId } }),
    ).toBe(1);
  });

  test("is slowed for an address that nobody has in the same way", async () => {
    const answers = [];
    for (let round = 0; round <= limits["password.account"].tries; round += 1) {
      answers.push(await refusalOf(typePassword(PASSWORD, "nobody@studio.example")));
    }
    expect(answers.at(-1)).toBeInstanceOf(TooManyTries);
  });
});

describe("a code of an authenticator app", () => {
  test("of fifty at once is taken once", async () => {
    const token = await typePassword();
    const code = app.code();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => proveTotp(door, { token, code })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("is taken once, also by another sign-in and in fifty at once", async () => {
    const tokens: string[] = [];
    for (let round = 0; round < 10; round += 1) tokens.push(await typePassword());
    const code = app.code();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, place) => proveTotp(door, { token: tokens[place % 10] ?? "", code })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = await refusalOf(proveTotp(door, { token: await typePassword(), code }));
    expect(refused.message).toMatch(/used already/);
  });

  test("of the step before is taken, older and coming ones are not, and none after a newer one", async () => {
    for (const stepsAgo of [2, 3, -2]) {
      const refused = await refusalOf(
        proveTotp(door, { token: await typePassword(), code: app.code(stepsAgo) }),
      );
      expect(refused.message, `${stepsAgo}`).toMatch(/clock to automatic/);
    }
    const before = app.code(1);
    await proveTotp(door, { token: await typePassword(), code: app.code() });
    const refused = await refusalOf(proveTotp(door, { token: await typePassword(), code: before }));
    expect(refused.message).toMatch(/used already/);
  });

  test("of an app that was removed or is not confirmed yet is refused", async () => {
    for (const column of ["removedAt", "activeAt"]) {
      await db.totp.updateMany({ data: { removedAt: null, activeAt: new Date() } });
      await db.totp.updateMany({ data: { [column]: column === "removedAt" ? new Date() : null } });
      await expect(proveTotp(door, { token: await typePassword(), code: app.code() })).rejects.toThrow(
        /not right/,
      );
    }
  });

  test("has five tries in all, however many come at once; its holder is told once", async () => {
    const token = await typePassword();
    const mails = await db.outboxMail.count();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refusalOf(typeCode(token, "000000"))));
    const counted = answers.filter(({ code }) => code === "forbidden");
    expect(counted.length).toBeLessThanOrEqual(SECOND_TRIES);
    expect(counted.length).toBeGreaterThan(0);
    expect(await getHalfDone(door, token)).toBeNull();
    expect(await db.outboxMail.count()).toBe(mails + 1);
    expect(await lastEvent("refused")).toMatchObject({
      action: "accounts.prove-totp",
      objectId: accountId,
      objectName: "Ola Nordin",
    });
  });

  test("is slowed over several sign-ins, and a right one gives back no more than itself", async () => {
    const { tries } = limits["second-factor.account"];
    for (let round = 0; round < tries - 1; round += 1) {
      expect((await refusalOf(typeCode(await typePassword(), "000000"))).code).toBe("forbidden");
    }
    await typeCode(await typePassword(), app.code());
    expect((await refusalOf(typeCode(await typePassword(), "000000"))).code).toBe("forbidden");
    expect(await refusalOf(typeCode(await typePassword(), "000000"))).toBeInstanceOf(TooManyTries);
  });

  test("is too late after the half-done sign-in", async () => {
    const token = await typePassword();
    await db.$executeRaw`UPDATE "PendingSignIn" SET "expiresAt" = now() - interval '1 second'`;
    expect(await getHalfDone(door, token)).toBeNull();
    await expect(proveTotp(door, { token, code: app.code() })).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });
});

describe("a recovery code", () => {
  test("of fifty at once is taken once; other sessions end, the holder is told, the session can only enrol", async () => {
    const [code = ""] = await giveCodes(accountId);
    const other = await sessionOf(await prove(owner.authenticator));
    const token = await typePassword();
    const mails = await db.outboxMail.count();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => proveRecoveryCode(door, { token, code: code.toLowerCase() })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await liveSession(other)).toBeNull();
    expect(await db.outboxMail.count()).toBe(mails + 1);
    const session = await liveSession(await sessionOf(token));
    expect(session).toMatchObject({ way: "recovery", amr: ["password", "recovery code"] });
    expect(session && limitOf(session, session)).toMatchObject({ kind: "recovered" });
    await expect(proveRecoveryCode(door, { token: await typePassword(), code })).rejects.toThrow(
      /still count/,
    );
  });

  test("in twenty half-done sign-ins at once is taken once, and ends the others without waiting in a circle", async () => {
    const [code = ""] = await giveCodes(accountId);
    const begun = {
      accountId,
      firstFactor: "password" as const,
      proved: { method: "password", factor: "password" },
    };
    const tokens = await Promise.all(
      Array.from({ length: 20 }, () => db.$transaction((tx) => savePendingSignIn(tx, begun, null))),
    );
    const outcomes = await Promise.allSettled(
      tokens.map((token) => proveRecoveryCode(door, { token, code })),
    );
    const answers = outcomes.map((outcome) =>
      outcome.status === "fulfilled" ? "taken" : (outcome.reason as AppError).code,
    );
    expect(answers.toSorted()).toEqual(["taken", ...Array(19).fill("unauthenticated")]);
  });

  test("alone is none: it takes a first factor before it", async () => {
    const [code = ""] = await giveCodes(accountId);
    await expect(proveRecoveryCode(door, { token: "no such token", code })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    expect(await db.recoveryCode.count({ where: { accountId, usedAt: null, voidedAt: null } })).toBe(10);
  });

  test("of a set that was not confirmed, or was voided, is refused and audited", async () => {
    const [old = ""] = await giveCodes(accountId);
    const [code = ""] = await giveCodes(accountId);
    await expect(proveRecoveryCode(door, { token: await typePassword(), code: old })).rejects.toThrow(
      /still count/,
    );
    await db.recoveryCode.updateMany({ data: { confirmedAt: null } });
    await expect(proveRecoveryCode(door, { token: await typePassword(), code })).rejects.toThrow(
      /still count/,
    );
    expect(await lastEvent("refused")).toMatchObject({
      action: "accounts.prove-recovery-code",
      objectName: "Ola Nordin",
    });
  });
});

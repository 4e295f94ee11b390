import { hash } from "@node-rs/argon2";
import { beforeEach, describe, expect, test } from "vitest";
import { beginOwnPasskey } from "@/lib/accounts/begin-own-passkey";
import { inviteMember } from "@/lib/accounts/invite-member";
import { matchOwnPassword } from "@/lib/accounts/match-own-password";
import { proveStepUpByPassword } from "@/lib/accounts/prove-step-up-by-password";
import type { StudioRole } from "@/lib/accounts/rules";
import { takeTotp } from "@/lib/accounts/take-totp";
import { tryStepUp } from "@/lib/accounts/try-step-up";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { isOutdatedHash } from "@/lib/auth/password";
import { db } from "@/lib/db";
import { join, sessionOf, signedIn, tokenOf } from "@/tests/support/accounts";
import { type App, giveApp, givePassword, PASSWORD } from "@/tests/support/door";
import { refused } from "@/tests/support/outcomes";
import { askedFor } from "@/tests/support/proof";

let actor: Actor;
let accountId: string;
let app: App;

/** Somebody signed in, whose passkeys are gone. */
async function withoutPasskey(roles: StudioRole[]): Promise<Actor> {
  const email = `${crypto.randomUUID()}@studio.example`;
  const { link } = await inviteMember(systemActor("operator"), { name: "Maria", email, roles });
  const made = await signedIn(await sessionOf((await join(tokenOf(link))).ticket));
  await db.passkey.updateMany({
    where: { accountId: made.accountId ?? "" },
    data: { removedAt: new Date() },
  });
  return made;
}

beforeEach(async () => {
  actor = await withoutPasskey(["staff"]);
  accountId = actor.accountId ?? "";
  await givePassword(accountId);
  app = await giveApp(accountId);
});

/** Confirms as the route does. */
async function confirm(stepUpId: string, password: string, code: string): Promise<void> {
  await tryStepUp(actor, async () => {
    const matched = await matchOwnPassword(actor, password);
    await proveStepUpByPassword(actor, { stepUpId, matched, code });
  });
}

const asked = () => askedFor(beginOwnPasskey(actor, {}));
const lastEvent = () => db.auditEvent.findFirstOrThrow({ orderBy: { seq: "desc" } });

describe("an account without a passkey", () => {
  test("confirms a change of its factors with password and code, once, and it is audited", async () => {
    const { id, means } = await asked();
    expect(means).toBe("password");
    await confirm(id, PASSWORD, app.code());
    expect(await lastEvent()).toMatchObject({
      action: "accounts.prove-step-up-by-password",
      after: {
        confirmed: "accounts.begin-own-passkey",
        factor: "password and authenticator app Phone",
      },
    });
    await beginOwnPasskey(actor, {});
    await asked();
  });

  test("hears the same for a wrong password and a wrong code; the log knows which; neither proves or uses the code up", async () => {
    const { id } = await asked();
    const wrongPassword = await refused(confirm(id, "another one that is long", app.code()), "forbidden");
    expect((await lastEvent()).reason).toContain("wrong password, to confirm accounts.begin-own-passkey");
    const wrongCode = await refused(confirm(id, PASSWORD, "000000"), "forbidden");
    expect((await lastEvent()).reason).toContain("wrong code");
    expect(wrongCode.message).toBe(wrongPassword.message);
    await asked();
    await confirm(id, PASSWORD, app.code());
  });

  test("uses a code once, at the door and here", async () => {
    const code = app.code();
    expect(await db.$transaction((tx) => takeTotp(tx, accountId, code, new Date()))).not.toBeNull();
    const { id } = await asked();
    await refused(confirm(id, PASSWORD, code), "forbidden", /used already/);
  });

  test("of fifty times at once with one code confirms one", async () => {
    const matched = await matchOwnPassword(actor, PASSWORD);
    const ids = await Promise.all(Array.from({ length: 50 }, async () => (await asked()).id));
    const code = app.code();
    const outcomes = await Promise.allSettled(
      ids.map((stepUpId) => proveStepUpByPassword(actor, { stepUpId, matched, code })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(
      await db.stepUp.count({ where: { sessionId: actor.sessionId ?? "", verifiedAt: { not: null } } }),
    ).toBe(1);
  });

  test("is slowed after five wrong tries, before anything is checked", async () => {
    const { id } = await asked();
    for (let n = 0; n < 5; n += 1) await refused(confirm(id, PASSWORD, "000000"), "forbidden");
    await refused(confirm(id, PASSWORD, app.code()), "conflict", /Too many tries/);
    expect(await db.stepUp.count({ where: { id, verifiedAt: null } })).toBe(1);
    expect(
      await db.auditEvent.findMany({
        where: { action: "accounts.note-throttled", objectId: accountId },
        select: { after: true, ip: true },
      }),
    ).toEqual([{ after: { slowed: "step-up.account" }, ip: actor.ip }]);
  });

  test("is told by mail of what was not right, once for each thing to confirm", async () => {
    const mails = () => db.outboxMail.count({ where: { subject: { contains: "failed to confirm" } } });
    const before = await mails();
    const first = await asked();
    await refused(confirm(first.id, "another one that is long", app.code()), "forbidden");
    await refused(confirm(first.id, PASSWORD, "000000"), "forbidden");
    expect(await mails()).toBe(before + 1);
    const second = await asked();
    await refused(confirm(second.id, PASSWORD, "000000"), "forbidden");
    expect(await mails()).toBe(before + 2);
  });

  test("has a hash of a lower cost renewed when it confirms", async () => {
    const cheap = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
    await db.password.update({ where: { accountId }, data: { hash: cheap } });
    await confirm((await asked()).id, PASSWORD, app.code());
    const after = await db.password.findUniqueOrThrow({ where: { accountId } });
    expect(isOutdatedHash(after.hash)).toBe(false);
  });

  test("whose password was changed in between is refused", async () => {
    const { id } = await asked();
    const matched = await matchOwnPassword(actor, PASSWORD);
    await givePassword(accountId, "eleven storks on a barge");
    await refused(proveStepUpByPassword(actor, { stepUpId: id, matched, code: app.code() }), "forbidden");
  });

  test("cannot confirm so what takes a passkey", async () => {
    actor = await withoutPasskey(["owner"]);
    await givePassword(actor.accountId ?? "");
    app = await giveApp(actor.accountId ?? "");
    const input = { name: "Guest", email: "guest@studio.example", roles: ["staff" as const] };
    const { id, means } = await askedFor(inviteMember(actor, input));
    expect(means).toBe("nothing");
    await refused(confirm(id, PASSWORD, app.code()), "forbidden", /takes? a passkey|needs a passkey/);
    await askedFor(inviteMember(actor, input));
  });
});

test("who has a passkey uses it: no downgrade to the password", async () => {
  await db.passkey.updateMany({ where: { accountId }, data: { removedAt: null } });
  const { id, means } = await asked();
  expect(means).toBe("passkey");
  await refused(confirm(id, PASSWORD, app.code()), "forbidden", /has a passkey/);
});

test("an app that was removed, or a password alone, is nothing to confirm with", async () => {
  await db.totp.updateMany({ where: { accountId }, data: { removedAt: new Date() } });
  await db.$executeRaw`
    UPDATE "Session" SET "authAt" = now() - interval '6 minutes' WHERE id = ${actor.sessionId}::uuid`;
  const { id, means } = await asked();
  expect(means).toBe("sign-in");
  await refused(confirm(id, PASSWORD, app.code()), "forbidden", /no password with/);
});

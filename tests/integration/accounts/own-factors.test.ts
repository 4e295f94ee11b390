import { Secret, TOTP } from "otpauth";
import { beforeEach, describe, expect, it } from "vitest";
import { beginTotp } from "@/lib/accounts/begin-totp";
import { confirmTotp } from "@/lib/accounts/confirm-totp";
import { inviteMember } from "@/lib/accounts/invite-member";
import { keepRecoveryCodes } from "@/lib/accounts/keep-recovery-codes";
import { newRecoveryCodes } from "@/lib/accounts/new-recovery-codes";
import { takeRecoveryCode } from "@/lib/accounts/recovery-codes";
import { removePasskey } from "@/lib/accounts/remove-passkey";
import { removePassword } from "@/lib/accounts/remove-password";
import { removeTotp } from "@/lib/accounts/remove-totp";
import { renamePasskey } from "@/lib/accounts/rename-passkey";
import { setNoticeAddress } from "@/lib/accounts/set-notice-address";
import { setPassword } from "@/lib/accounts/set-password";
import { unlinkIdentity } from "@/lib/accounts/unlink-identity";
import { type Actor, systemActor } from "@/lib/auth/actor";
import { verifyPassword } from "@/lib/auth/password";
import { decrypt } from "@/lib/crypto";
import { db } from "@/lib/db";
import { mailContext } from "@/lib/outbox";
import {
  actorOf,
  join,
  sessionOf,
  signedIn,
  strangerLike,
  tokenOf,
  prove as usePasskey,
} from "@/tests/support/accounts";
import { giveApp } from "@/tests/support/door";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { confirmed, prove } from "@/tests/support/proof";
import type { SoftwareAuthenticator } from "@/tests/support/software-authenticator";

const GOOD = "tulip over harbour 9 kites";
const OTHER = "seven lamps in the cold barn";

let me: Actor;
let token: string;
let device: SoftwareAuthenticator;
let email: string;

/** Somebody new for each test, with one passkey. */
beforeEach(async () => {
  email = `mia-${crypto.randomUUID().slice(0, 8)}@studio.example`;
  const { link } = await inviteMember(systemActor("operator"), { name: "Mia Falk", email, roles: ["staff"] });
  const { ticket, authenticator } = await join(tokenOf(link));
  token = await sessionOf(ticket);
  device = authenticator;
  me = await signedIn(token);
});

const accountId = () => me.accountId ?? "";

/** Another passkey of mine, as a row: how one is made is tested elsewhere. */
async function anotherPasskey(how: { discoverable?: boolean; backupEligible?: boolean } = {}) {
  const row = await db.passkey.create({
    data: {
      accountId: accountId(),
      credentialId: crypto.randomUUID(),
      publicKey: new Uint8Array(4),
      signCount: 0,
      transports: ["usb"],
      aaguid: "",
      backupEligible: false,
      backedUp: false,
      name: "Key in the safe",
      ...how,
    },
  });
  return row.id;
}

const ownPasskey = () =>
  db.passkey.findFirstOrThrow({ where: { accountId: accountId(), credentialId: device.credentialId } });

async function mails(subject: RegExp): Promise<{ to: string; text: string }[]> {
  const rows = await db.outboxMail.findMany({
    where: { OR: [{ toAddress: email }, { toAddress: { contains: "notices" } }] },
    orderBy: { id: "asc" },
  });
  return rows
    .filter((row) => subject.test(row.subject))
    .map((row) => ({ to: row.toAddress, text: decrypt(row.body, mailContext(row.cause)).toString() }));
}

const lastEvent = (action: string) =>
  db.auditEvent.findFirstOrThrow({ where: { action, objectId: accountId() }, orderBy: { seq: "desc" } });

function codeOf(uri: string, seconds = 0): string {
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + seconds * 1000 });
}

async function enrolApp(name = "Phone") {
  const begun = await confirmed(beginTotp, me, { name });
  const { codes } = await confirmTotp(me, { totpId: begun.totpId, code: codeOf(begun.uri) });
  if (codes) await keepRecoveryCodes(me, { code: codes[3] ?? "" });
  return { ...begun, codes };
}

describe("a password", () => {
  it("is set after a proof; its holder is told, and other sessions stay", async () => {
    const other = await sessionOf(await usePasskey(device));
    await refused(setPassword(me, { password: GOOD }), "unauthenticated");
    await confirmed(setPassword, me, { password: GOOD });
    const { hash } = await db.password.findUniqueOrThrow({ where: { accountId: accountId() } });
    expect(await verifyPassword(hash, GOOD)).toBe(true);
    expect(await actorOf(other)).not.toBeNull();
    expect(await mails(/was set/)).toMatchObject([{ to: email }]);
    expect(JSON.stringify(await lastEvent("accounts.set-password"), stringified)).not.toContain(GOOD);
  });

  it("that is weak or about its holder is refused before any proof is asked for", async () => {
    await refused(setPassword(me, { password: "short" }), "invalid_input");
    const own = await refused(setPassword(me, { password: `${email}!` }), "invalid_input");
    expect(own.fields.password?.[0]).toMatch(/names that anybody would try/);
    await refused(setPassword(me, { password: "" }), "invalid_input");
    expect(await db.stepUp.count({ where: { sessionId: me.sessionId ?? "" } })).toBe(0);
  });

  it("is changed by who knows the present one; the other sessions end", async () => {
    await confirmed(setPassword, me, { password: GOOD });
    const other = await sessionOf(await usePasskey(device));
    const wrong = await refused(
      confirmed(setPassword, me, { password: OTHER, current: "not the present one" }),
      "invalid_input",
    );
    expect(wrong.fields.current).toHaveLength(1);
    await refused(confirmed(setPassword, me, { password: OTHER }), "invalid_input");
    expect(await actorOf(other)).not.toBeNull();
    await confirmed(setPassword, me, { password: OTHER, current: GOOD });
    expect(await actorOf(other)).toBeNull();
    expect(await actorOf(token)).not.toBeNull();
    expect(await mails(/was changed/)).toHaveLength(1);
  });

  it("set twice at once is set once: the second has to know the first", async () => {
    await prove(me, setPassword, { password: GOOD });
    await prove(me, setPassword, { password: OTHER });
    const outcomes = await Promise.allSettled([
      setPassword(me, { password: GOOD }),
      setPassword(me, { password: OTHER }),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is removed where another way is left, and the other sessions end", async () => {
    await refused(removePassword(me, {}), "not_found");
    await confirmed(setPassword, me, { password: GOOD });
    const other = await sessionOf(await usePasskey(device));
    await refused(removePassword(me, {}), "unauthenticated");
    await confirmed(removePassword, me, {});
    expect(await db.password.count({ where: { accountId: accountId() } })).toBe(0);
    expect(await actorOf(other)).toBeNull();
  });
});

describe("a company sign-in", () => {
  async function linked(believedAmr: string[]): Promise<string> {
    const issuer = `https://${crypto.randomUUID()}.example`;
    const provider = await db.identityProvider.create({
      data: { name: "Okta", issuer, clientId: "x", clientSecret: new Uint8Array(1), believedAmr },
    });
    const { id } = await db.federatedIdentity.create({
      data: { accountId: accountId(), providerId: provider.id, issuer, subject: "mia" },
    });
    return id;
  }

  it("whose second factor nobody believes is no way that is left", async () => {
    await confirmed(setPassword, me, { password: GOOD });
    await giveApp(accountId());
    await db.passkey.updateMany({ where: { accountId: accountId() }, data: { removedAt: new Date() } });
    const staff = { role: "staff" } as const;
    const { ways } = await db.signInPolicy.findUniqueOrThrow({ where: staff });
    await db.signInPolicy.update({ where: staff, data: { ways: ["password_totp", "federated_mfa"] } });
    try {
      await linked([]);
      await refused(removePassword(me, {}), "forbidden", /could not sign in any more/);
      await linked(["mfa"]);
      await refused(removePassword(me, {}), "unauthenticated");
    } finally {
      await db.signInPolicy.update({ where: staff, data: { ways } });
    }
  });

  it("that is the last way in is not unlinked", async () => {
    await db.passkey.updateMany({ where: { accountId: accountId() }, data: { removedAt: new Date() } });
    const identityId = await linked(["mfa"]);
    await refused(unlinkIdentity(me, { identityId }), "forbidden", /could not sign in any more/);
    const other = await linked(["mfa"]);
    await confirmed(unlinkIdentity, me, { identityId });
    await refused(unlinkIdentity(me, { identityId: other }), "forbidden", /could not sign in any more/);
  });
});

describe("an authenticator app", () => {
  const active = () =>
    db.totp.findMany({ where: { accountId: accountId(), activeAt: { not: null }, removedAt: null } });

  it("counts only after a right code and a recovery code typed back", async () => {
    const begun = await confirmed(beginTotp, me, { name: "Phone" });
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\/Keyholder/);
    const { codes } = await confirmTotp(me, { totpId: begun.totpId, code: codeOf(begun.uri) });
    expect(codes).toHaveLength(10);
    expect(await active()).toEqual([]);
    expect(await db.$transaction((tx) => takeRecoveryCode(tx, accountId(), codes?.[0] ?? ""))).toBeNull();
    await refused(keepRecoveryCodes(me, { code: "0000-0000-0000-0000-0000-0000-0000" }), "invalid_input");
    expect(await active()).toEqual([]);
    expect(await keepRecoveryCodes(me, { code: codes?.[4] ?? "" })).toEqual({ app: "Phone" });
    expect(await active()).toMatchObject([{ name: "Phone", source: "own" }]);
    expect(await mails(/authenticator app was added/)).toHaveLength(1);
    expect(await mails(/new recovery codes/)).toHaveLength(1);
  });

  it("is not begun without a proof, nor confirmed by a wrong code, a late one, or by somebody else", async () => {
    await refused(beginTotp(me, { name: "Phone" }), "unauthenticated");
    const begun = await confirmed(beginTotp, me, { name: "Phone" });
    const { totpId } = begun;
    const wrong = await refused(confirmTotp(me, { totpId, code: "12 34" }), "invalid_input");
    expect(wrong.fields.code?.[0]).toMatch(/Take the next one/);
    const off = await refused(confirmTotp(me, { totpId, code: codeOf(begun.uri, 900) }), "invalid_input");
    expect(off.fields.code?.[0]).toMatch(/clock of your phone is off/);
    const stranger = await strangerLike(me);
    await refused(confirmTotp(stranger, { totpId, code: codeOf(begun.uri) }), "conflict");
    await db.totp.update({ where: { id: totpId }, data: { expiresAt: new Date(Date.now() - 1000) } });
    await refused(confirmTotp(me, { totpId, code: codeOf(begun.uri) }), "conflict", /Begin again/);
  });

  it("confirmed fifty times at once is confirmed once", async () => {
    const { totpId, uri } = await confirmed(beginTotp, me, { name: "Phone" });
    const code = codeOf(uri);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => confirmTotp(me, { totpId, code })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.recoveryCode.count({ where: { accountId: accountId(), voidedAt: null } })).toBe(10);
  }, 60_000);

  it("begun again throws the one before away; a second one needs no new codes and takes the place of the first", async () => {
    const first = await confirmed(beginTotp, me, { name: "Old" });
    await confirmed(beginTotp, me, { name: "New" });
    await refused(confirmTotp(me, { totpId: first.totpId, code: codeOf(first.uri) }), "conflict");
    const { codes } = await enrolApp("Phone");
    expect(codes).toHaveLength(10);
    const other = await sessionOf(await usePasskey(device));
    expect((await enrolApp("Tablet")).codes).toBeNull();
    expect(await active()).toMatchObject([{ name: "Tablet" }]);
    expect(await actorOf(other)).toBeNull();
    expect((await mails(/authenticator app was added/)).at(-1)?.text).toContain("takes the place of “Phone”");
  });

  it("is removed with a proof; the other sessions end", async () => {
    const { totpId } = await enrolApp();
    const other = await sessionOf(await usePasskey(device));
    await refused(removeTotp(me, { totpId }), "unauthenticated");
    await confirmed(removeTotp, me, { totpId });
    expect(await active()).toEqual([]);
    expect(await actorOf(other)).toBeNull();
    await refused(confirmed(removeTotp, me, { totpId }), "not_found");
  });
});

describe("recovery codes", () => {
  it("made anew void the old set at once, and count when one is typed back", async () => {
    const { codes: old } = await enrolApp();
    await refused(newRecoveryCodes(me, {}), "unauthenticated");
    const { codes } = await confirmed(newRecoveryCodes, me, {});
    const take = (code: string) => db.$transaction((tx) => takeRecoveryCode(tx, accountId(), code));
    expect(await take(old?.[0] ?? "")).toBeNull();
    expect(await take(codes[0] ?? "")).toBeNull();
    expect(await twiceAtOnce(() => keepRecoveryCodes(me, { code: codes[0] ?? "" }))).toBe(1);
    expect(await take(codes[0] ?? "")).toEqual({ left: 9 });
    const events = await db.auditEvent.findMany({ where: { objectId: accountId() } });
    for (const code of codes) expect(JSON.stringify(events, stringified)).not.toContain(code);
  });
});

describe("a passkey", () => {
  it("is renamed by its holder alone", async () => {
    const { id: passkeyId } = await ownPasskey();
    await refused(renamePasskey(me, { passkeyId, name: "Laptop" }), "unauthenticated");
    await confirmed(renamePasskey, me, { passkeyId, name: "Laptop" });
    expect(await ownPasskey()).toMatchObject({ name: "Laptop" });
    expect(await lastEvent("accounts.rename-passkey")).toMatchObject({ after: { passkey: "Laptop" } });
    const stranger = await strangerLike(me);
    await refused(renamePasskey(stranger, { passkeyId, name: "Mine" }), "not_found");
    await refused(renamePasskey(me, { passkeyId, name: " " }), "invalid_input");
  });

  it("that is the last one is not removed, and the refusal is in the log", async () => {
    const { id: passkeyId } = await ownPasskey();
    await refused(confirmed(removePasskey, me, { passkeyId }), "forbidden", /last passkey/);
    expect(await ownPasskey()).toMatchObject({ removedAt: null });
    expect(
      await db.auditEvent.count({ where: { action: "accounts.remove-passkey", outcome: "refused" } }),
    ).toBeGreaterThan(0);
  });

  it("is removed together with every session that began with it, and every half-done sign-in", async () => {
    await anotherPasskey();
    const { id: passkeyId } = await ownPasskey();
    const other = await sessionOf(await usePasskey(device));
    const ticket = await usePasskey(device);
    await refused(removePasskey(me, { passkeyId }), "unauthenticated");
    await confirmed(removePasskey, me, { passkeyId });
    expect(await actorOf(other)).toBeNull();
    // Also the session that asked: it began with this passkey.
    expect(await actorOf(token)).toBeNull();
    await refused(sessionOf(ticket), "forbidden");
    await refused(usePasskey(device), "forbidden", /not known/);
    expect(await mails(/passkey was removed/)).toMatchObject([{ to: email }]);
  });

  it("of another one's account is not there to be removed", async () => {
    const passkeyId = await anotherPasskey();
    const stranger = await strangerLike(me);
    await refused(confirmed(removePasskey, stranger, { passkeyId }), "not_found");
  });

  it("two removed at once never leave none", async () => {
    const first = await ownPasskey();
    const second = await anotherPasskey();
    await prove(me, removePasskey, { passkeyId: first.id });
    await prove(me, removePasskey, { passkeyId: second });
    const outcomes = await Promise.allSettled([
      removePasskey(me, { passkeyId: first.id }),
      removePasskey(me, { passkeyId: second }),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.passkey.count({ where: { accountId: accountId(), removedAt: null } })).toBe(1);
  });

  it("stays where the policy would not be met without it", async () => {
    await anotherPasskey({ discoverable: false });
    await confirmed(setPassword, me, { password: GOOD });
    const { id: passkeyId } = await ownPasskey();
    const before = await db.signInPolicy.findUniqueOrThrow({ where: { role: "staff" } });
    try {
      await db.signInPolicy.update({ where: { role: "staff" }, data: { ways: ["passkey"] } });
      await refused(confirmed(removePasskey, me, { passkeyId }), "forbidden", /could not sign in/);
      await db.signInPolicy.update({ where: { role: "staff" }, data: { ways: ["passkey", "password_key"] } });
      await confirmed(removePasskey, me, { passkeyId });
    } finally {
      await db.signInPolicy.update({ where: { role: "staff" }, data: { ways: before.ways } });
    }
  });

  it("whose counter went back is refused, and its holder is told though nothing else was written", async () => {
    await usePasskey(device, { counter: 7 });
    await refused(usePasskey(device, { counter: 5 }), "forbidden", /went backwards/);
    await refused(usePasskey(device, { counter: 5 }), "forbidden", /went backwards/);
    expect(await mails(/may have been copied/)).toMatchObject([{ to: email }]);
    expect(await ownPasskey()).toMatchObject({ signCount: 7n });
  });

  it("of an owner that begins to be synced is a notice, once; of staff it is not", async () => {
    await db.passkey.updateMany({ where: { accountId: accountId() }, data: { backupEligible: true } });
    await usePasskey(device, { backupEligible: true, backedUp: true });
    expect(await mails(/now synced/)).toEqual([]);
    await db.passkey.updateMany({ where: { accountId: accountId() }, data: { backedUp: false } });
    await db.account.update({ where: { id: accountId() }, data: { roles: ["security_lead"] } });
    await usePasskey(device, { backupEligible: true, backedUp: true });
    await usePasskey(device, { backupEligible: true, backedUp: true });
    expect(await mails(/now synced/)).toHaveLength(1);
    expect(await lastEvent("accounts.prove-passkey")).toMatchObject({ after: { synced: true } });
  });
});

describe("the second address for notices", () => {
  it("is set with a proof; the one before and the one after are told", async () => {
    await refused(setNoticeAddress(me, { email: "first.notices@home.example" }), "unauthenticated");
    await refused(setNoticeAddress(me, { email: "nonsense" }), "invalid_input");
    await confirmed(setNoticeAddress, me, { email: "first.notices@home.example" });
    await confirmed(setNoticeAddress, me, { email: "second.notices@home.example" });
    const told = (await mails(/second address/)).map(({ to }) => to);
    expect(told.toSorted()).toEqual([
      "first.notices@home.example",
      "first.notices@home.example",
      email,
      email,
      "second.notices@home.example",
    ]);
    await confirmed(setNoticeAddress, me, {});
    expect(await db.account.findUniqueOrThrow({ where: { id: accountId() } })).toMatchObject({
      noticeEmail: null,
    });
  });
});

const stringified = (_: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);

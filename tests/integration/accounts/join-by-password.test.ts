import { beforeEach, describe, expect, it } from "vitest";
import { acceptLinkWithPassword } from "@/lib/accounts/accept-link-with-password";
import { beginLinkPassword } from "@/lib/accounts/begin-link-password";
import { confirmLinkApp } from "@/lib/accounts/confirm-link-app";
import { inviteContact } from "@/lib/accounts/invite-contact";
import { inviteMember } from "@/lib/accounts/invite-member";
import { getLink } from "@/lib/accounts/links";
import type { StudioRole } from "@/lib/accounts/rules";
import { systemActor } from "@/lib/auth/actor";
import { verifyPassword } from "@/lib/auth/password";
import { db } from "@/lib/db";
import { door, join, sessionOf, setupToken, signedIn, tokenOf } from "@/tests/support/accounts";
import { appOf, PASSWORD } from "@/tests/support/door";
import { refused } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { makeWorld } from "@/tests/support/world";

const operator = systemActor("operator");

let email: string;
let token: string;
let started: Date;

async function invited(roles: StudioRole[]): Promise<string> {
  email = `pia-${crypto.randomUUID().slice(0, 8)}@studio.example`;
  return tokenOf((await inviteMember(operator, { name: "Pia Holm", email, roles })).link);
}

beforeEach(async () => {
  started = new Date();
  token = await invited(["staff"]);
});

/** The first two steps, as the page does them; gives the codes that were shown. */
async function setUp(theirs = token): Promise<{ app: ReturnType<typeof appOf>; codes: string[] }> {
  const { typed } = await beginLinkPassword(door, { token: theirs, password: PASSWORD });
  const app = appOf(typed);
  const { codes } = await confirmLinkApp(door, { token: theirs, code: app() });
  return { app, codes };
}

const accountOf = () => db.account.findFirst({ where: { person: { email } }, select: { id: true } });

describe("an invitation that is accepted with a password", () => {
  it("begins the account whole: password, app and codes, and signs in with both factors", async () => {
    const { app, codes } = await setUp();
    const { token: ticket } = await acceptLinkWithPassword(door, { token, code: codes[3] ?? "" });
    const session = await sessionOf(ticket);
    expect(await signedIn(session)).toMatchObject({ name: "Pia Holm", roles: ["staff"], limit: null });
    const account = await accountOf();
    const id = account?.id ?? "";
    const { hash } = await db.password.findUniqueOrThrow({ where: { accountId: id } });
    expect(await verifyPassword(hash, PASSWORD)).toBe(true);
    expect(await db.totp.findMany({ where: { accountId: id, activeAt: { not: null } } })).toMatchObject([
      { source: "invite", lastStep: expect.any(BigInt) },
    ]);
    expect(await db.recoveryCode.count({ where: { accountId: id, confirmedAt: { not: null } } })).toBe(10);
    expect(await db.session.findFirstOrThrow({ where: { accountId: id } })).toMatchObject({
      way: "password_totp",
      aal: 2,
      amr: ["password", "authenticator app"],
    });
    expect(await db.linkEnrolment.count()).toBe(0);
    await expect(getLink(door, token)).rejects.toThrow(/already used/);
    const log = JSON.stringify(
      await db.auditEvent.findMany({ select: { before: true, after: true, reason: true } }),
    );
    for (const secret of [token, PASSWORD, hash, app(), ...codes]) expect(log).not.toContain(secret);
  });

  it("begins nothing before its last step, and can be begun anew", async () => {
    const first = await setUp();
    expect(await accountOf()).toBeNull();
    expect(await getLink(door, token)).toMatchObject({ name: "Pia Holm", noPassword: null });
    const second = await setUp();
    await refused(
      acceptLinkWithPassword(door, { token, code: first.codes[0] ?? "" }),
      "invalid_input",
      /none of the codes/,
    );
    expect(await accountOf()).toBeNull();
    await acceptLinkWithPassword(door, { token, code: second.codes[0] ?? "" });
    expect(await accountOf()).not.toBeNull();
  });

  it("may still be accepted with a passkey half-way; what was set up is gone", async () => {
    const { codes } = await setUp();
    await join(token);
    expect(await db.password.count({ where: { account: { person: { email } } } })).toBe(0);
    await refused(acceptLinkWithPassword(door, { token, code: codes[0] ?? "" }), "forbidden", /already used/);
  });

  it("goes step by step", async () => {
    await refused(confirmLinkApp(door, { token, code: "123456" }), "conflict", /Begin again/);
    const { typed } = await beginLinkPassword(door, { token, password: PASSWORD });
    await refused(acceptLinkWithPassword(door, { token, code: "x" }), "conflict", /code of the app first/);
    await refused(confirmLinkApp(door, { token, code: appOf(typed)(40) }), "invalid_input", /not right/);
    await db.linkEnrolment.updateMany({ data: { expiresAt: new Date() } });
    await refused(confirmLinkApp(door, { token, code: appOf(typed)() }), "conflict", /fifteen minutes/);
    expect(await accountOf()).toBeNull();
  });

  it("refuses a password that is easy to guess, also one made of their name", async () => {
    for (const password of ["too short", "password12345678", "pia holm pia holm"]) {
      await refused(beginLinkPassword(door, { token, password }), "invalid_input", /cannot be used/);
    }
    expect(await db.linkEnrolment.count({ where: { link: { person: { email } } } })).toBe(0);
  });

  it("used five times at once begins one account", async () => {
    const { codes } = await setUp();
    const tries = codes.slice(0, 5).map((code) => acceptLinkWithPassword(door, { token, code }));
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.account.count({ where: { person: { email } } })).toBe(1);
    expect(
      await db.auditEvent.count({
        where: { action: "accounts.accept-link-with-password", outcome: "refused", at: { gte: started } },
      }),
    ).toBe(4);
  });
});

describe("where the roles ask for a passkey, no password is taken", () => {
  it.each([[["hr"]], [["staff", "owner"]]] satisfies [StudioRole[]][])("%j", async (roles) => {
    const theirs = await invited(roles);
    expect(await getLink(door, theirs)).toMatchObject({ noPassword: expect.stringMatching(/passkey/) });
    await refused(
      beginLinkPassword(door, { token: theirs, password: PASSWORD }),
      "forbidden",
      /signs in with a passkey/,
    );
    expect(
      await db.auditEvent.count({
        where: { action: "accounts.begin-link-password", outcome: "refused", at: { gte: started } },
      }),
    ).toBe(1);
  });

  it("nor for the first owner", async () => {
    const theirs = await setupToken();
    await refused(
      beginLinkPassword(door, { token: theirs, password: PASSWORD }),
      "forbidden",
      /signs in with a passkey/,
    );
  });

  it("also where they begin to ask for it half-way", async () => {
    const { codes } = await setUp();
    const staff = { role: "staff" } as const;
    const { ways } = await db.signInPolicy.findUniqueOrThrow({ where: staff });
    await db.signInPolicy.update({ where: staff, data: { ways: ["passkey"] } });
    try {
      const code = codes[0] ?? "";
      await refused(acceptLinkWithPassword(door, { token, code }), "forbidden", /signs in with a passkey/);
      expect(await accountOf()).toBeNull();
    } finally {
      await db.signInPolicy.update({ where: staff, data: { ways } });
    }
  });
});

describe("where a password counts only with a security key", () => {
  it("the first session enrols that key, and does nothing else", async () => {
    const staff = { role: "staff" } as const;
    const { ways } = await db.signInPolicy.findUniqueOrThrow({ where: staff });
    await db.signInPolicy.update({ where: staff, data: { ways: ["password_key"] } });
    try {
      const { codes } = await setUp();
      const { token: ticket } = await acceptLinkWithPassword(door, { token, code: codes[0] ?? "" });
      expect(await signedIn(await sessionOf(ticket))).toMatchObject({ limit: { kind: "policy" } });
    } finally {
      await db.signInPolicy.update({ where: staff, data: { ways } });
    }
  });
});

it("a client's contact accepts in the same way, into the room of their client", async () => {
  const { kite, people } = await makeWorld();
  const contact = await db.clientContact.create({
    data: { clientId: kite.id, name: "Cleo Kite", email: "cleo@kite.example" },
  });
  const { link } = await confirmed(inviteContact, people.aoife.actor, { contactId: contact.id });
  const { codes } = await setUp(tokenOf(link));
  const { token: ticket } = await acceptLinkWithPassword(door, {
    token: tokenOf(link),
    code: codes[0] ?? "",
  });
  expect(await signedIn(await sessionOf(ticket))).toMatchObject({
    roles: ["client_contact"],
    clientId: kite.id,
    limit: null,
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { beginLinking } from "@/lib/accounts/begin-linking";
import { endProvider } from "@/lib/accounts/end-provider";
import { linkIdentity } from "@/lib/accounts/link-identity";
import { proveFederated } from "@/lib/accounts/prove-federated";
import { listLinkable, listOwnIdentities } from "@/lib/accounts/provider-queries";
import { refuseFederated } from "@/lib/accounts/refuse-federated";
import { unlinkIdentity } from "@/lib/accounts/unlink-identity";
import { sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import { door, sessionOf } from "@/tests/support/accounts";
import { giveApp, givePassword } from "@/tests/support/door";
import { linkSubject, setUpIssuer } from "@/tests/support/federated";
import { type Issuer, startIssuer } from "@/tests/support/issuer";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { confirmed, prove } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
let issuer: Issuer;
let other: Issuer;
let providerId: string;
let otherId: string;
beforeAll(async () => {
  world = await makeWorld();
  [issuer, other] = await Promise.all([startIssuer(), startIssuer()]);
  providerId = await setUpIssuer(world.people.aoife.actor, issuer, "Okta", {
    believedAmr: "mfa",
    believedAcr: "urn:two",
  });
  otherId = await setUpIssuer(world.people.aoife.actor, other, "Google");
});
afterAll(() => Promise.all([issuer.stop(), other.stop()]));
beforeEach(async () => {
  await db.federatedIdentity.deleteMany();
  await db.linkIntent.deleteMany();
});

const omar = () => world.people.omar.actor;
const tariq = () => world.people.tariq.actor;
const now = () => Math.floor(Date.now() / 1000);

/** What the identity token of Omar's sign-in says, with changes. */
const said = (changes: object = {}) => ({
  providerId,
  issuer: issuer.url,
  subject: "omar",
  label: "omar@issuer.example",
  amr: ["pwd"],
  acr: null,
  authTime: now(),
  ...changes,
});

const pendingOf = (token: string) =>
  db.pendingSignIn.findUniqueOrThrow({ where: { tokenHash: sha256(token) } });
const lastRefusal = () =>
  db.auditEvent.findFirst({ where: { outcome: "refused" }, orderBy: { seq: "desc" } });

describe("a sign-in at an issuer", () => {
  beforeEach(async () => {
    await linkSubject(omar(), issuer, providerId, "omar");
  });

  test("is a first factor, good for no session by itself", async () => {
    const { token, complete } = await proveFederated(door, said());
    expect(complete).toBe(false);
    expect(await pendingOf(token)).toMatchObject({
      accountId: omar().accountId,
      firstFactor: "federated",
      way: null,
      amr: ["Okta"],
      factors: ["Okta as omar@issuer.example"],
    });
    await refused(sessionOf(token), "forbidden");
  });

  test("is the whole sign-in where its second factor is believed", async () => {
    for (const more of [{ amr: ["pwd", "mfa"] }, { acr: "urn:two" }]) {
      const { token, complete } = await proveFederated(door, said(more));
      expect(complete).toBe(true);
      expect(await pendingOf(token)).toMatchObject({ way: "federated_mfa" });
      const session = await db.session.findUniqueOrThrow({
        where: { tokenHash: sha256(await sessionOf(token)) },
      });
      expect(session).toMatchObject({ way: "federated_mfa", aal: 2, accountId: omar().accountId });
    }
  });

  test.each([
    ["a value that is not believed", { amr: ["pwd", "otp"], acr: "urn:three" }],
    ["an old sign-in", { amr: ["mfa"], authTime: now() - 3600 }],
    ["no time", { amr: ["mfa"], authTime: null }],
  ])("is not believed with %s", async (_, more) => {
    expect((await proveFederated(door, said(more))).complete).toBe(false);
  });

  test("is not believed of an issuer for which the owner has not said so", async () => {
    await linkSubject(omar(), other, otherId, "omar");
    const strong = { amr: ["mfa"], acr: "urn:two", providerId: otherId, issuer: other.url };
    expect((await proveFederated(door, said(strong))).complete).toBe(false);
  });

  test.each([
    ["another subject", { subject: "Omar" }],
    ["a subject with a space behind it", { subject: "omar " }],
    ["the address of somebody's account", { subject: "x", label: "omar.rahman@clickelement.example" }],
  ])("of %s belongs to no account; it is audited, and none is made", async (_, changes) => {
    const accounts = await db.account.count();
    await refused(proveFederated(door, said(changes)), "forbidden", /Okta belongs to no account here/);
    expect(await lastRefusal()).toMatchObject({
      action: "accounts.prove-federated",
      objectType: "issuer",
      objectName: "Okta",
      ip: "192.0.2.7",
    });
    expect(await db.account.count()).toBe(accounts);
  });

  test("of the same subject at another issuer is somebody else", async () => {
    const there = said({ providerId: otherId, issuer: other.url });
    await refused(proveFederated(door, there), "forbidden", /Google belongs to no account/);
    // One issuer cannot speak for another, whatever its token says.
    await refused(proveFederated(door, said({ providerId: otherId })), "forbidden", /cannot sign anybody in/);
  });

  test("opens nothing for an account that is disabled or gone, and says which", async () => {
    await db.account.update({ where: { id: omar().accountId ?? "" }, data: { disabledAt: new Date() } });
    await refused(proveFederated(door, said({ amr: ["mfa"] })), "forbidden", /disabled/);
    expect(await lastRefusal()).toMatchObject({ objectType: "account", objectName: "Omar Rahman" });
    await db.account.update({ where: { id: omar().accountId ?? "" }, data: { disabledAt: null } });
  });

  test("is for the door alone", async () => {
    await refused(proveFederated(omar(), said()), "forbidden");
    await refused(refuseFederated(omar(), { providerId, why: "x" }), "forbidden");
  });

  test("that next-auth has refused is in the audit log with the reason", async () => {
    await refused(
      refuseFederated(door, { providerId, why: "nonce mismatch" }),
      "forbidden",
      /could not be verified/,
    );
    expect(await lastRefusal()).toMatchObject({
      objectName: "Okta",
      reason: expect.stringContaining("nonce"),
    });
    await refused(refuseFederated(door, { providerId: crypto.randomUUID(), why: "x" }), "not_found");
  });
});

describe("linking", () => {
  const back = (intent: string, changes: object = {}) => ({
    intent,
    providerId,
    issuer: issuer.url,
    subject: "omar",
    label: "omar@issuer.example",
    ...changes,
  });

  test("asks for a proof, is done once, and its person is told by mail", async () => {
    // Without a factor of their own, only a sign-in of a moment ago would be the proof.
    const longAgo = { authAt: new Date(Date.now() - 3_600_000) };
    await db.session.update({ where: { id: omar().sessionId ?? "" }, data: longAgo });
    expect((await refused(beginLinking(omar(), { providerId }), "unauthenticated")).stepUp).toBeDefined();
    expect(await listLinkable(omar())).toHaveLength(2);
    const { token } = await confirmed(beginLinking, omar(), { providerId });
    const { identityId } = await linkIdentity(omar(), back(token));
    expect(await listOwnIdentities(omar())).toMatchObject([
      { id: identityId, providerName: "Okta", label: "omar@issuer.example", ended: false },
    ]);
    expect(await listLinkable(omar())).toMatchObject([{ name: "Google" }]);
    expect(await db.outboxMail.findFirst({ where: { cause: { contains: identityId } } })).toMatchObject({
      toAddress: "omar.rahman@clickelement.example",
      subject: expect.stringContaining("linked"),
    });
    await refused(linkIdentity(omar(), back(token)), "conflict", /already done/);
    await refused(confirmed(beginLinking, omar(), { providerId }), "conflict", /linked to your account/);
  });

  test("counts for the session, the issuer and the ten minutes in which it was confirmed", async () => {
    const { token } = await confirmed(beginLinking, omar(), { providerId });
    await refused(linkIdentity(tariq(), back(token, { subject: "tariq" })), "conflict", /Begin again/);
    await refused(
      linkIdentity(omar(), back(token, { providerId: otherId, issuer: other.url })),
      "conflict",
      /Begin again/,
    );
    await refused(linkIdentity(omar(), back(token, { issuer: other.url })), "forbidden");
    await refused(linkIdentity(omar(), back("made up")), "conflict");
    await db.linkIntent.updateMany({ data: { expiresAt: new Date(Date.now() - 1000) } });
    await refused(linkIdentity(omar(), back(token)), "conflict", /took too long/);
    expect(await db.federatedIdentity.count()).toBe(0);
  });

  test("of a sign-in that is another account's is refused, and does not say whose", async () => {
    await linkSubject(omar(), issuer, providerId, "omar");
    const { token } = await confirmed(beginLinking, tariq(), { providerId });
    const error = await refused(linkIdentity(tariq(), back(token)), "forbidden", /linked to another account/);
    expect(error.message).not.toContain("Omar");
    expect(await listOwnIdentities(tariq())).toEqual([]);
  });

  test("is done once, however many come back at once", async () => {
    const { token } = await confirmed(beginLinking, omar(), { providerId });
    expect(await twiceAtOnce(() => linkIdentity(omar(), back(token)))).toBe(1);
    expect(await db.federatedIdentity.count()).toBe(1);
  });

  test("of one sign-in by two people at once gives it to one", async () => {
    const tokens = [
      (await confirmed(beginLinking, omar(), { providerId })).token,
      (await confirmed(beginLinking, tariq(), { providerId })).token,
    ];
    const [first, second] = await Promise.allSettled([
      linkIdentity(omar(), back(tokens[0] ?? "")),
      linkIdentity(tariq(), back(tokens[1] ?? "")),
    ]);
    expect([first?.status, second?.status].sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("what a company sign-in opened ends", () => {
  let identityId: string;
  beforeEach(async () => {
    identityId = await linkSubject(omar(), issuer, providerId, "omar");
  });
  const begin = async () => sessionOf((await proveFederated(door, said({ amr: ["mfa"] }))).token);
  const lives = async (token: string) =>
    (await db.session.findUniqueOrThrow({ where: { tokenHash: sha256(token) } })).revokedAt === null;

  test("when it is unlinked by its person, who stays signed in; nobody else can", async () => {
    const token = await begin();
    const { token: pending } = await proveFederated(door, said());
    // The last way in would stay.
    await givePassword(world.people.omar.accountId);
    await giveApp(world.people.omar.accountId);
    await refused(unlinkIdentity(omar(), { identityId }), "unauthenticated");
    await refused(confirmed(unlinkIdentity, tariq(), { identityId }), "not_found");
    await prove(omar(), unlinkIdentity, { identityId });
    await prove(omar(), unlinkIdentity, { identityId });
    expect(await twiceAtOnce(() => unlinkIdentity(omar(), { identityId }))).toBe(2);
    expect(
      await db.auditEvent.count({ where: { action: "accounts.unlink-identity", outcome: "done" } }),
    ).toBe(1);
    expect(await lives(token)).toBe(false);
    expect(await db.session.findUnique({ where: { id: omar().sessionId ?? "" } })).toMatchObject({
      revokedAt: null,
    });
    expect(await db.pendingSignIn.count({ where: { tokenHash: sha256(pending) } })).toBe(0);
    await refused(proveFederated(door, said()), "forbidden", /no account/);
    // What was unlinked can be linked anew, also by somebody else.
    await linkSubject(tariq(), issuer, providerId, "omar");
  });

  test("when the issuer is ended", async () => {
    const third = await startIssuer();
    const thirdId = await setUpIssuer(world.people.aoife.actor, third, "Entra", { believedAmr: "mfa" });
    await linkSubject(omar(), third, thirdId, "omar");
    const there = said({ providerId: thirdId, issuer: third.url, amr: ["mfa"] });
    const token = await sessionOf((await proveFederated(door, there)).token);
    const intent = (await confirmed(beginLinking, tariq(), { providerId: thirdId })).token;
    const ended = await confirmed(endProvider, world.people.aoife.actor, {
      providerId: thirdId,
      reason: "Not ours any more.",
    });
    expect(ended).toEqual({ sessionsEnded: 1 });
    expect(await lives(token)).toBe(false);
    await refused(proveFederated(door, there), "forbidden", /cannot sign anybody in/);
    const late = { intent, providerId: thirdId, issuer: third.url, subject: "tariq", label: null };
    await refused(linkIdentity(tariq(), late), "forbidden");
    await refused(confirmed(beginLinking, tariq(), { providerId: thirdId }), "not_found");
    expect(await listOwnIdentities(omar())).toMatchObject([{ ended: false }, { ended: true }]);
    await third.stop();
  });
});

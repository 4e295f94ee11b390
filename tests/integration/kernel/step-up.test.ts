import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { beginOwnPasskey } from "@/lib/accounts/begin-own-passkey";
import { changeRoles } from "@/lib/accounts/change-roles";
import { disableAccount } from "@/lib/accounts/disable-account";
import { enableAccount } from "@/lib/accounts/enable-account";
import { inviteMember } from "@/lib/accounts/invite-member";
import { openStepUp } from "@/lib/accounts/open-step-up";
import { proveStepUp } from "@/lib/accounts/prove-step-up";
import type { StudioRole } from "@/lib/accounts/rules";
import { takeChallenge } from "@/lib/accounts/take-challenge";
import { type Actor, personActor, systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { door, join, prove as proveAtDoor, sessionOf, signedIn, tokenOf } from "@/tests/support/accounts";
import { refused } from "@/tests/support/outcomes";
import { askedFor, confirmed, confirmWith, prove } from "@/tests/support/proof";

type Member = Awaited<ReturnType<typeof member>>;

async function member(name: string, roles: StudioRole[]) {
  const email = `${name.toLowerCase()}@studio.example`;
  const { link } = await inviteMember(systemActor("operator"), { name, email, roles });
  const { ticket, authenticator } = await join(tokenOf(link));
  const actor = await signedIn(await sessionOf(ticket));
  return { actor, authenticator, accountId: actor.accountId ?? "" };
}

/** The same person in another session of theirs. */
const elsewhere = async ({ authenticator }: Member) =>
  signedIn(await sessionOf(await proveAtDoor(authenticator)));

let ola: Member;
let maria: Member;
let noor: Member;
beforeAll(async () => {
  ola = await member("Ola", ["owner"]);
  maria = await member("Maria", ["staff"]);
  noor = await member("Noor", ["owner"]);
});
beforeEach(async () => {
  await db.authChallenge.deleteMany();
  await db.stepUp.deleteMany();
  await db.account.update({ where: { id: maria.accountId }, data: { disabledAt: null, roles: ["staff"] } });
});

const disabling = () => ({ accountId: maria.accountId, reason: "Lost her laptop" });
const isDisabled = async () =>
  (await db.account.findUniqueOrThrow({ where: { id: maria.accountId } })).disabledAt !== null;

/** The call is refused, asks for a proof, and has changed nothing. */
async function expectAsked(actor: Actor, input = disabling()): Promise<string> {
  const asked = await askedFor(disableAccount(actor, input));
  expect(await isDisabled()).toBe(false);
  return asked.id;
}

describe("a sensitive command", () => {
  test("without a proof changes nothing, leaves no event of its own, and writes down what it wants", async () => {
    const events = await db.auditEvent.count();
    const asked = await askedFor(disableAccount(ola.actor, disabling()));
    expect(asked).toMatchObject({ does: "disable the account of Maria", means: "passkey" });
    expect(await isDisabled()).toBe(false);
    expect(await db.auditEvent.count()).toBe(events);
    expect(await db.stepUp.findMany()).toMatchObject([
      {
        id: asked.id,
        sessionId: ola.actor.sessionId,
        command: "accounts.disable-account",
        strength: "fresh",
        verifiedAt: null,
        consumedAt: null,
      },
    ]);
  });

  test("runs once it is confirmed with a passkey, and both are audited", async () => {
    const stepUpId = await expectAsked(ola.actor);
    await confirmWith(ola.authenticator, ola.actor, stepUpId);
    await disableAccount(ola.actor, disabling());
    expect(await isDisabled()).toBe(true);
    const events = await db.auditEvent.findMany({ orderBy: { seq: "desc" }, take: 2 });
    expect(events).toMatchObject([
      { action: "accounts.disable-account", objectId: maria.accountId },
      {
        action: "accounts.prove-step-up",
        objectId: ola.accountId,
        after: { confirmed: "accounts.disable-account" },
      },
    ]);
  });

  test("that is refused anyhow asks for nothing", async () => {
    await refused(disableAccount(maria.actor, disabling()), "forbidden");
    await refused(disableAccount(ola.actor, { ...disabling(), reason: " " }), "invalid_input");
    await refused(disableAccount(ola.actor, { ...disabling(), accountId: crypto.randomUUID() }), "not_found");
    expect(await db.stepUp.count()).toBe(0);
  });

  test("that fails after its proof keeps it: the same thing can be sent again", async () => {
    const roles = { accountId: noor.accountId, roles: ["staff" as const] };
    const disableOla = (disabledAt: Date | null) =>
      db.account.update({ where: { id: ola.accountId }, data: { disabledAt } });
    await disableOla(new Date());
    await refused(confirmed(changeRoles, noor.actor, roles), "conflict", /last owner/);
    await disableOla(null);
    await changeRoles(noor.actor, roles);
    await db.account.update({ where: { id: noor.accountId }, data: { roles: ["owner"] } });
  });
});

describe("a proof counts for nothing but what it was given for:", () => {
  test("not for another action on the same object", async () => {
    await prove(ola.actor, enableAccount, { accountId: maria.accountId });
    await expectAsked(ola.actor);
  });

  test("not for another object", async () => {
    await prove(ola.actor, disableAccount, { ...disabling(), accountId: noor.accountId });
    await expectAsked(ola.actor);
  });

  test("not for other input, be it the reason or one more role", async () => {
    await prove(ola.actor, disableAccount, { ...disabling(), reason: "Another one" });
    await expectAsked(ola.actor);
    const { accountId } = maria;
    await prove(ola.actor, changeRoles, { accountId, roles: ["auditor"] });
    await askedFor(changeRoles(ola.actor, { accountId, roles: ["auditor", "owner"] }));
    expect((await db.account.findUniqueOrThrow({ where: { id: accountId } })).roles).toEqual(["staff"]);
  });

  test("not in another session of the same person", async () => {
    await prove(ola.actor, disableAccount, disabling());
    await expectAsked(await elsewhere(ola));
  });

  test("not for somebody else", async () => {
    await prove(noor.actor, disableAccount, disabling());
    await expectAsked(ola.actor);
  });

  test("not when five minutes have passed, by the database's clock", async () => {
    await prove(ola.actor, disableAccount, disabling());
    await db.$executeRaw`UPDATE "StepUp" SET "verifiedAt" = now() - interval '301 seconds'`;
    await expectAsked(ola.actor);
    await db.$executeRaw`UPDATE "StepUp" SET "verifiedAt" = now() - interval '290 seconds' WHERE "verifiedAt" IS NOT NULL`;
    await disableAccount(ola.actor, disabling());
    expect(await isDisabled()).toBe(true);
  });

  test("not twice", async () => {
    await confirmed(disableAccount, ola.actor, disabling());
    await confirmed(enableAccount, ola.actor, { accountId: maria.accountId });
    await expectAsked(ola.actor);
  });

  test("not while it is only asked for", async () => {
    await expectAsked(ola.actor);
    await expectAsked(ola.actor);
  });

  test("not where a phishing-resistant one is wanted and only the strongest of an account was given", async () => {
    await prove(ola.actor, disableAccount, disabling(), "strongest");
    await expectAsked(ola.actor);
  });
});

describe("confirming", () => {
  test("is refused with somebody else's passkey, audited, and proves nothing", async () => {
    const stepUpId = await expectAsked(ola.actor);
    await refused(confirmWith(noor.authenticator, ola.actor, stepUpId), "forbidden", /of your own/);
    const event = await db.auditEvent.findFirst({ orderBy: { seq: "desc" } });
    expect(event).toMatchObject({
      action: "accounts.prove-step-up",
      outcome: "refused",
      actorName: "Ola",
    });
    await expectAsked(ola.actor);
  });

  test("is refused without the user verified, from another origin, or inside another site's frame", async () => {
    const stepUpId = await expectAsked(ola.actor);
    for (const how of [{ userVerified: false }, { origin: "https://evil.example" }, { crossOrigin: true }]) {
      await refused(confirmWith(ola.authenticator, ola.actor, stepUpId, how), "forbidden");
    }
    await expectAsked(ola.actor);
  });

  test("is refused with a passkey that was removed", async () => {
    const stepUpId = await expectAsked(ola.actor);
    const { credentialId } = ola.authenticator;
    await db.passkey.update({ where: { credentialId }, data: { removedAt: new Date() } });
    await refused(confirmWith(ola.authenticator, ola.actor, stepUpId), "forbidden");
    await db.passkey.update({ where: { credentialId }, data: { removedAt: null } });
  });

  test("lists one's own passkeys alone, and takes a new challenge at each try", async () => {
    const stepUpId = await expectAsked(ola.actor);
    const first = await openStepUp(ola.actor, { stepUpId });
    const second = await openStepUp(ola.actor, { stepUpId });
    expect(first.allow.map(({ id }) => id)).toEqual([ola.authenticator.credentialId]);
    expect(second.challenge).not.toBe(first.challenge);
  });

  test("is not begun by another session, nor answered there", async () => {
    const stepUpId = await expectAsked(ola.actor);
    await refused(openStepUp(await elsewhere(ola), { stepUpId }), "forbidden", /another session/);
    await refused(openStepUp(noor.actor, { stepUpId }), "forbidden");
    const { challenge } = await openStepUp(ola.actor, { stepUpId });
    const answer = {
      challenge: { challenge, stepUpId },
      response: noor.authenticator.authenticate({ challenge }),
    };
    await refused(proveStepUp(noor.actor, answer), "forbidden", /another session/);
    expect(await db.auditEvent.findFirst({ orderBy: { seq: "desc" } })).toMatchObject({
      action: "accounts.prove-step-up",
      outcome: "refused",
      actorName: noor.actor.name,
      objectId: ola.actor.accountId,
      objectName: ola.actor.name,
    });
  });

  test("with the challenge of another proof proves that one alone", async () => {
    const wanted = await expectAsked(ola.actor);
    const { accountId } = maria;
    const other = await askedFor(enableAccount(ola.actor, { accountId }));
    const opened = await openStepUp(ola.actor, { stepUpId: other.id });
    const response = ola.authenticator.authenticate(opened);
    const opened2 = await openStepUp(ola.actor, { stepUpId: wanted });
    const taken = await takeChallenge(door, { challengeId: opened2.challengeId, purpose: "step_up" });
    const challenge = { challenge: taken.challenge, stepUpId: wanted };
    await refused(proveStepUp(ola.actor, { challenge, response }), "forbidden");
    await expectAsked(ola.actor);
  });

  test("is not done with the challenge of a sign-in, nor signs in with its own", async () => {
    const stepUpId = await expectAsked(ola.actor);
    const { challengeId } = await openStepUp(ola.actor, { stepUpId });
    await refused(takeChallenge(door, { challengeId, purpose: "sign_in" }), "forbidden");
  });

  test("is not done twice, nor when ten minutes have passed", async () => {
    const stepUpId = await expectAsked(ola.actor);
    await confirmWith(ola.authenticator, ola.actor, stepUpId);
    await refused(openStepUp(ola.actor, { stepUpId }), "conflict", /confirmed already/);
    const late = await askedFor(enableAccount(ola.actor, { accountId: maria.accountId }));
    await db.$executeRaw`UPDATE "StepUp" SET "createdAt" = now() - interval '11 minutes' WHERE id = ${late.id}::uuid`;
    await refused(openStepUp(ola.actor, { stepUpId: late.id }), "conflict", /too long/);
  });

  test("replayed fifty times at once is taken once", async () => {
    const stepUpId = await expectAsked(ola.actor);
    const opened = await openStepUp(ola.actor, { stepUpId });
    const response = ola.authenticator.authenticate(opened);
    const send = async () => {
      const taken = await takeChallenge(door, { challengeId: opened.challengeId, purpose: "step_up" });
      await proveStepUp(ola.actor, { challenge: { challenge: taken.challenge, stepUpId }, response });
    };
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, send));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.stepUp.count({ where: { verifiedAt: { not: null } } })).toBe(1);
  });
});

test("fifty identical confirmed calls at once, over two instances of the app: one is done", async () => {
  const count = () => db.oneTimeLink.count({ where: { person: { email: "guest@studio.example" } } });
  const input = { name: "Guest", email: "guest@studio.example", roles: ["staff" as const] };
  await prove(ola.actor, inviteMember, input);
  vi.resetModules();
  const { inviteMember: onAnotherInstance } = await import("@/lib/accounts/invite-member");
  expect(onAnotherInstance).not.toBe(inviteMember);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 50 }, (_, n) => (n % 2 ? inviteMember : onAnotherInstance)(ola.actor, input)),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "unauthenticated" });
  }
  expect(await count()).toBe(1);
});

describe("who needs no proof:", () => {
  /** The actor as a session would have it that began otherwise. */
  const withLimit = (actor: Actor, kind: "recovered" | "policy"): Actor =>
    personActor({
      personId: actor.personId,
      accountId: actor.accountId ?? "",
      sessionId: actor.sessionId ?? "",
      name: actor.name,
      roles: actor.roles,
      limit: { kind, reasons: [] },
      ip: null,
    });

  test("a recovered session, for adding a factor, and it may do nothing else", async () => {
    const recovered = withLimit(ola.actor, "recovered");
    await beginOwnPasskey(recovered, {});
    await refused(disableAccount(recovered, disabling()), "forbidden");
    await prove(ola.actor, disableAccount, disabling());
    await refused(disableAccount(recovered, disabling()), "forbidden");
    expect(await isDisabled()).toBe(false);
  });

  test("not a session that a stricter policy has caught: it confirms a new factor like any other", async () => {
    const caught = withLimit(ola.actor, "policy");
    const asked = await askedFor(beginOwnPasskey(caught, {}));
    await confirmWith(ola.authenticator, caught, asked.id);
    await beginOwnPasskey(caught, {});
    await refused(disableAccount(caught, disabling()), "forbidden");
  });

  test("the system", async () => {
    const input = { name: "Robin", email: "robin@studio.example", roles: ["staff" as const] };
    expect((await inviteMember(systemActor("operator"), input)).link).toContain("/invite#");
    expect(await db.stepUp.count()).toBe(0);
  });
});

describe("an account without a passkey and without a password", () => {
  let actor: Actor;
  beforeEach(async () => {
    const { credentialId } = maria.authenticator;
    await db.passkey.update({ where: { credentialId }, data: { removedAt: null } });
    actor = await elsewhere(maria);
    await db.passkey.update({ where: { credentialId }, data: { removedAt: new Date() } });
  });

  test("adds a factor by the sign-in of a moment ago, once", async () => {
    await beginOwnPasskey(actor, {});
    expect((await askedFor(beginOwnPasskey(actor, {}))).means).toBe("sign-in");
  });

  test("not when that sign-in is older than five minutes", async () => {
    await db.$executeRaw`
      UPDATE "Session" SET "authAt" = now() - interval '301 seconds' WHERE id = ${actor.sessionId}::uuid`;
    expect((await askedFor(beginOwnPasskey(actor, {}))).means).toBe("sign-in");
  });

  test("fifty times at once over one sign-in: one is begun", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => beginOwnPasskey(actor, {})));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("is told to make a passkey where nothing else is strong enough", async () => {
    await db.account.update({ where: { id: maria.accountId }, data: { roles: ["owner"] } });
    const owner = await db.account.findUniqueOrThrow({ where: { id: maria.accountId } });
    const asOwner = personActor({
      personId: actor.personId,
      accountId: owner.id,
      sessionId: actor.sessionId ?? "",
      name: actor.name,
      roles: ["owner"],
      ip: null,
    });
    const asked = await askedFor(enableAccount(asOwner, { accountId: noor.accountId }));
    expect(asked.means).toBe("nothing");
  });
});

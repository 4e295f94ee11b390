import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { askForRecovery } from "@/lib/accounts/ask-for-recovery";
import { assistRecovery } from "@/lib/accounts/assist-recovery";
import { cancelRecovery } from "@/lib/accounts/cancel-recovery";
import { changeRoles } from "@/lib/accounts/change-roles";
import { claimRecovery } from "@/lib/accounts/claim-recovery";
import { getCancelLink, getClaim } from "@/lib/accounts/claims";
import { closeRecovery } from "@/lib/accounts/close-recovery";
import { countRecoveryCases, listRecoveryCases } from "@/lib/accounts/recovery-queries";
import { supportRecovery } from "@/lib/accounts/support-recovery";
import { systemActor } from "@/lib/auth/actor";
import { liveSession } from "@/lib/auth/live-session";
import { limitOf } from "@/lib/auth/standing";
import { db } from "@/lib/db";
import { door, sessionOf } from "@/tests/support/accounts";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { giveCodes, letItCool, mailedSecret, mailsTo } from "@/tests/support/recovery";
import { makeWorld, type World } from "@/tests/support/world";

const email = "omar.rahman@clickelement.example";
const operator = systemActor("operator");

let world: World;
let people: World["people"];

beforeAll(async () => {
  world = await makeWorld();
  people = world.people;
});
beforeEach(async () => {
  await db.$executeRaw`
    UPDATE "RecoveryCase" SET "cancelledAt" = now(), "cancelledBy" = 'the tests'
    WHERE "cancelledAt" IS NULL AND "claimedAt" IS NULL`;
  await db.$executeRaw`UPDATE "Account" SET "disabledAt" = NULL`;
  await db.$executeRaw`UPDATE "Person" SET "endedAt" = NULL, "accessEndsAt" = NULL`;
  await db.account.update({ where: { id: people.ingrid.accountId }, data: { roles: ["security_lead"] } });
});

/** Omar has lost everything and asks. */
async function ask(address = email) {
  const { claim, phrase } = await askForRecovery(door, { email: address });
  const open = await db.recoveryCase.findFirst({ where: { phrase, cancelledAt: null } });
  return { claim, phrase, caseId: open?.id ?? "" };
}

const reason = "Video call, ID card seen";
const support = (who: keyof World["people"], of: { caseId: string; phrase: string }) =>
  confirmed(supportRecovery, people[who].actor, { caseId: of.caseId, phrase: of.phrase, reason });

async function cooling() {
  const asked = await ask();
  await support("aoife", asked);
  await support("ingrid", asked);
  return asked;
}

async function opened() {
  const asked = await cooling();
  await letItCool(people.omar.accountId);
  return asked;
}

describe("asking", () => {
  test("answers the same for somebody, for nobody, and for one who may not sign in; only the first is a case", async () => {
    const known = await ask();
    const unknown = await ask("nobody@clickelement.example");
    await db.account.update({ where: { id: people.erik.accountId }, data: { disabledAt: new Date() } });
    const disabled = await ask("erik.levy@clickelement.example");
    await db.person.update({ where: { id: people.tariq.personId }, data: { accessEndsAt: new Date() } });
    const leaving = await ask("tariq.haddad@clickelement.example");
    expect(known.caseId).not.toBe("");
    for (const each of [unknown, disabled, leaving]) {
      expect(each.caseId).toBe("");
      expect(Object.keys(await getClaim(door, each.claim))).toEqual(
        Object.keys(await getClaim(door, known.claim)),
      );
      expect(await getClaim(door, each.claim)).toEqual({
        ...(await getClaim(door, known.claim)),
        phrase: each.phrase,
      });
      await refused(claimRecovery(door, { claim: each.claim }), "forbidden", /not both confirmed/);
    }
    expect(await countRecoveryCases(people.aoife.actor)).toBe(1);
    expect((await mailsTo(email)).length).toBe(0);
  });

  test("again takes the place of a case that nobody has confirmed, and not of one that somebody has", async () => {
    const first = await ask();
    const second = await ask();
    expect(await db.recoveryCase.findUnique({ where: { id: first.caseId } })).toMatchObject({
      cancelledBy: "a newer one",
    });
    await support("aoife", second);
    const third = await ask();
    expect(third.caseId).toBe("");
    expect(await countRecoveryCases(people.aoife.actor)).toBe(1);
  });

  test("many times at once leaves one open case", async () => {
    await Promise.allSettled(Array.from({ length: 10 }, () => ask()));
    expect(await countRecoveryCases(people.aoife.actor)).toBe(1);
  });

  test("refuses what is no address", async () => {
    await refused(askForRecovery(door, { email: "omar" }), "invalid_input");
  });
});

describe("confirming", () => {
  test("takes two, who type the words that they are read and never see them or a secret", async () => {
    const asked = await ask();
    expect(JSON.stringify(await listRecoveryCases(people.aoife.actor))).not.toContain(asked.phrase);
    await support("aoife", asked);
    expect(await getClaim(door, asked.claim)).toMatchObject({ state: "waits" });
    const [seen] = await listRecoveryCases(people.ingrid.actor);
    expect(seen).toMatchObject({
      personName: "Omar Rahman",
      firstName: "Aoife Raman",
      reason,
      mayConfirm: true,
    });
    expect((await listRecoveryCases(people.aoife.actor))[0]?.mayConfirm).toMatch(/Another administrator/);
    await support("ingrid", asked);
    const claim = await getClaim(door, asked.claim);
    expect(claim.state).toBe("cooling");
    expect((claim.opensAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
    await refused(claimRecovery(door, { claim: asked.claim }), "forbidden", /waiting time/);
  });

  test("is refused with other words, and that is audited", async () => {
    const asked = await ask();
    await refused(
      support("aoife", { ...asked, phrase: "amber anchor apple apron" }),
      "forbidden",
      /not the words/,
    );
    const event = await db.auditEvent.findFirst({ orderBy: { seq: "desc" } });
    expect(event).toMatchObject({
      action: "accounts.support-recovery",
      outcome: "refused",
      objectName: "Omar Rahman",
    });
    expect((await listRecoveryCases(people.aoife.actor))[0]?.firstAt).toBeNull();
  });

  test("asks for a fresh proof of each", async () => {
    const asked = await ask();
    const input = { caseId: asked.caseId, phrase: asked.phrase, reason };
    expect(
      (await refused(supportRecovery(people.aoife.actor, input), "unauthenticated")).stepUp,
    ).toBeDefined();
  });

  test("is not for one person twice, not even in two roles or at once", async () => {
    const asked = await ask();
    await db.account.update({
      where: { id: people.ingrid.accountId },
      data: { roles: ["owner", "security_lead"] },
    });
    expect(await twiceAtOnce(() => support("ingrid", asked))).toBe(1);
    await db.account.update({ where: { id: people.ingrid.accountId }, data: { roles: ["owner"] } });
    await refused(support("ingrid", asked), "forbidden", /Another administrator/);
    expect((await db.recoveryCase.findUniqueOrThrow({ where: { id: asked.caseId } })).secondAt).toBeNull();
  });

  test("is not for the one who asks, nor for an owner alone; the database holds it too", async () => {
    const asked = await ask("aoife.raman@clickelement.example");
    await refused(support("aoife", asked), "forbidden", /themselves/);
    await support("ingrid", asked);
    await refused(support("aoife", asked), "forbidden", /themselves/);
    await expect(
      db.recoveryCase.update({ where: { id: asked.caseId }, data: { secondById: people.aoife.personId } }),
    ).rejects.toThrow(/recovery_of_another/);
    await expect(
      db.recoveryCase.update({ where: { id: asked.caseId }, data: { secondById: people.ingrid.personId } }),
    ).rejects.toThrow(/recovery_by_two/);
  });

  test("begins anew when the first one is no administrator any more", async () => {
    const asked = await ask();
    await support("ingrid", asked);
    await confirmed(changeRoles, people.aoife.actor, {
      accountId: people.ingrid.accountId,
      roles: ["staff"],
    });
    await refused(support("aoife", asked), "forbidden", /no administrator/);
  });

  test("is for owners and security leads", async () => {
    const asked = await ask();
    for (const who of ["sara", "hannah", "erik", "julia"] as const) {
      await refused(support(who, asked), "forbidden");
      await expect(listRecoveryCases(people[who].actor)).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  test("is refused at each step for one who was disabled or is leaving meanwhile", async () => {
    const asked = await ask();
    await support("aoife", asked);
    await db.person.update({ where: { id: people.omar.personId }, data: { accessEndsAt: new Date() } });
    await refused(support("ingrid", asked), "forbidden", /last working day/);
    await db.person.update({ where: { id: people.omar.personId }, data: { accessEndsAt: null } });
    await support("ingrid", asked);
    await letItCool(people.omar.accountId);
    await db.account.update({ where: { id: people.omar.accountId }, data: { disabledAt: new Date() } });
    await refused(claimRecovery(door, { claim: asked.claim }), "forbidden", /disabled/);
  });

  test("tells the holder at every address, the former one too, and the other administrators", async () => {
    await db.account.update({
      where: { id: people.omar.accountId },
      data: { noticeEmail: "omar@home.example" },
    });
    await db.person.update({
      where: { id: people.omar.personId },
      data: { email: "omar@elsewhere.example" },
    });
    const asked = await ask("omar@elsewhere.example");
    await support("aoife", asked);
    await support("ingrid", asked);
    for (const address of ["omar@elsewhere.example", "omar@home.example", email]) {
      const [told] = await mailsTo(address);
      expect(told?.text).toMatch(/\/recover\/cancel#\S{40}/);
    }
    for (const address of ["aoife.raman@clickelement.example", "ingrid.dahl@clickelement.example"]) {
      const [told] = await mailsTo(address);
      expect(told?.subject).toMatch(/Omar Rahman is being helped/);
      expect(told?.text).not.toMatch(/#/);
    }
    await db.person.update({ where: { id: people.omar.personId }, data: { email } });
    await db.$executeRaw`UPDATE "Person" SET "emailBefore" = NULL, "emailChangedAt" = NULL`;
  });
});

describe("a claim", () => {
  test("opens, once, a session that can only enrol; what was lost is removed and every session ends", async () => {
    await giveCodes(people.omar.accountId);
    await db.passkey.create({
      data: {
        accountId: people.omar.accountId,
        credentialId: crypto.randomUUID(),
        publicKey: new Uint8Array(1),
        signCount: 0,
        transports: [],
        aaguid: "",
        backupEligible: false,
        backedUp: false,
        name: "Lost phone",
        createdAt: new Date(Date.now() - 86_400_000 * 9),
      },
    });
    const asked = await opened();
    const { token: ticket } = await claimRecovery(door, { claim: asked.claim });
    const token = await sessionOf(ticket);
    const session = await liveSession(token);
    expect(session && limitOf(session, session)).toMatchObject({ kind: "recovered" });
    expect(session).toMatchObject({ passkeys: 0, way: "recovery" });
    const others = await db.session.findMany({ where: { accountId: people.omar.accountId, way: "passkey" } });
    expect(others.every(({ revokedAt }) => revokedAt)).toBe(true);
    const codes = await db.recoveryCode.findMany({ where: { accountId: people.omar.accountId } });
    expect(codes.every(({ voidedAt }) => voidedAt)).toBe(true);
    await refused(claimRecovery(door, { claim: asked.claim }), "forbidden", /used already/);
    expect((await mailsTo(email)).map(({ subject }) => subject)).toContain(
      "Your Keyholder account was recovered",
    );
  });

  test("fifty times at once is one session", async () => {
    const { claim } = await opened();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => claimRecovery(door, { claim })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("runs out, and does not survive a change of the factors", async () => {
    const late = await opened();
    await db.$executeRaw`UPDATE "RecoveryCase" SET "expiresAt" = now() - interval '1 second' WHERE id = ${late.caseId}::uuid`;
    await refused(claimRecovery(door, { claim: late.claim }), "forbidden", /run out/);
    const overtaken = await opened();
    await giveCodes(people.omar.accountId);
    await db.recoveryCode.updateMany({ where: { voidedAt: null }, data: { confirmedAt: new Date() } });
    await refused(claimRecovery(door, { claim: overtaken.claim }), "forbidden", /other factors/);
  });
});

describe("stopping it", () => {
  test("by the link in the mail takes one press without a sign-in, and the administrators are told", async () => {
    const { claim } = await cooling();
    const token = await mailedSecret(email, "/recover/cancel");
    expect(await getCancelLink(door, token)).toEqual({ name: "Omar Rahman" });
    expect((await getClaim(door, claim)).state).toBe("cooling");
    expect(await twiceAtOnce(() => cancelRecovery(door, { token }))).toBe(1);
    expect((await getClaim(door, claim)).state).toBe("closed");
    await letItCool(people.omar.accountId);
    await refused(claimRecovery(door, { claim }), "forbidden", /stopped/);
    expect((await mailsTo("ingrid.dahl@clickelement.example"))[0]?.subject).toMatch(
      /has stopped the recovery/,
    );
    await refused(cancelRecovery(door, { token: "nonsense" }), "forbidden", /not one of ours/);
  });

  test("by an administrator wants a reason and a proof, and tells the holder", async () => {
    const { claim, caseId } = await opened();
    await refused(confirmed(closeRecovery, people.ingrid.actor, { caseId, reason: "" }), "invalid_input");
    await refused(confirmed(closeRecovery, people.sara.actor, { caseId, reason: "No" }), "forbidden");
    await confirmed(closeRecovery, people.ingrid.actor, { caseId, reason: "It was not Omar" });
    await refused(claimRecovery(door, { claim }), "forbidden", /stopped/);
    expect((await mailsTo(email))[0]?.text).toMatch(/It was not Omar/);
  });
});

describe("at the shell", () => {
  test("the operator stands in only where no second administrator is left", async () => {
    const asked = await ask();
    const input = { email, phrase: asked.phrase, reason: "I know him" };
    await refused(assistRecovery(operator, input), "forbidden", /There is an administrator/);
    await support("aoife", asked);
    await refused(assistRecovery(operator, input), "forbidden", /There is an administrator/);
    await db.account.update({ where: { id: people.ingrid.accountId }, data: { roles: ["staff"] } });
    await refused(assistRecovery(operator, { ...input, phrase: "amber" }), "forbidden", /not the words/);
    await assistRecovery(operator, input);
    expect((await getClaim(door, asked.claim)).state).toBe("cooling");
    expect((await mailsTo(email))[0]?.text).toMatch(/\/recover\/cancel#/);
  });

  test("a sole owner is recovered by the operator, with the waiting time", async () => {
    await db.account.update({ where: { id: people.ingrid.accountId }, data: { roles: ["staff"] } });
    const address = "aoife.raman@clickelement.example";
    const asked = await ask(address);
    await assistRecovery(operator, { email: address, phrase: asked.phrase, reason: "The only owner" });
    expect((await getClaim(door, asked.claim)).state).toBe("cooling");
    await refused(
      assistRecovery(people.aoife.actor, { email: address, phrase: asked.phrase, reason: "Me" }),
      "forbidden",
    );
    await refused(assistRecovery(operator, { email: "x@y.example", phrase: "a", reason: "b" }), "not_found");
  });
});

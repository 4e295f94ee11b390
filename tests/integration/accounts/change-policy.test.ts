import { beforeEach, describe, expect, test } from "vitest";
import { changePolicy } from "@/lib/accounts/change-policy";
import { inviteMember } from "@/lib/accounts/invite-member";
import { listPolicies, previewPolicy } from "@/lib/accounts/policy-queries";
import { policyWays } from "@/lib/accounts/policy-rules";
import { systemActor } from "@/lib/auth/actor";
import { liveSession } from "@/lib/auth/live-session";
import { limitOf } from "@/lib/auth/standing";
import { randomToken, sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import type { Role, SignInWay } from "@/prisma/generated/enums";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
const open = {
  ways: [...policyWays],
  idleMinutes: 30,
  absoluteHours: 12,
  deviceBoundOnly: false,
  passkeysRequired: 0,
  passkeysAsked: 1,
};

beforeEach(async () => {
  world ??= await makeWorld();
  await db.signInPolicy.updateMany({ data: open });
  await db.passkey.deleteMany();
});

const set = (over: Partial<typeof open> = {}, role: Role = "staff") =>
  confirmed(changePolicy, world.people.aoife.actor, { role, ...open, ...over });

async function passkeyOf(accountId: string, { synced = false } = {}): Promise<string> {
  const { id } = await db.passkey.create({
    data: {
      accountId,
      credentialId: crypto.randomUUID(),
      publicKey: new Uint8Array(1),
      signCount: 0,
      transports: [],
      aaguid: "0",
      backupEligible: synced,
      backedUp: synced,
      name: "Key",
    },
  });
  return id;
}

/** A running session of Omar, a staff member, that began some minutes ago and was last used some minutes ago. */
async function running(way: SignInWay, { passkeyId = null as string | null, began = 0, seen = 0 } = {}) {
  const token = randomToken();
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  await db.session.create({
    data: {
      tokenHash: sha256(token),
      accountId: world.people.omar.accountId,
      epoch: 0,
      aal: 2,
      way,
      amr: [way],
      passkeyId,
      authAt: ago(began),
      lastSeenAt: ago(seen),
      idleExpiresAt: ago(-60),
      absoluteExpiresAt: ago(-24 * 60),
    },
  });
  return {
    /** What the next request finds: "gone", "whole", or why it may only enrol. */
    next: async () => {
      const row = await liveSession(token);
      if (!row) return "gone";
      return limitOf(row, row)?.reasons.join(" ") ?? "whole";
    },
  };
}

describe("a stricter policy counts on the next request of a running session", () => {
  test("ways: another way than a passkey can only enrol", async () => {
    const session = await running("password_totp");
    expect(await session.next()).toBe("whole");
    await set({ ways: ["passkey"] });
    expect(await session.next()).toMatch(/signs in with a passkey/);
    await set();
    expect(await session.next()).toBe("whole");
  });

  test("device-bound only: a session by a synced passkey can only enrol, one by a bound one goes on", async () => {
    const { accountId } = world.people.omar;
    const synced = await running("passkey", { passkeyId: await passkeyOf(accountId, { synced: true }) });
    const bound = await running("passkey", { passkeyId: await passkeyOf(accountId) });
    await set({ deviceBoundOnly: true });
    expect(await synced.next()).toMatch(/bound to one device/);
    expect(await bound.next()).toBe("whole");
  });

  test("passkeys required: until there are as many", async () => {
    const { accountId } = world.people.omar;
    const session = await running("passkey", { passkeyId: await passkeyOf(accountId) });
    await set({ passkeysRequired: 2 });
    expect(await session.next()).toMatch(/2 passkeys: 1 to go/);
    await passkeyOf(accountId);
    expect(await session.next()).toBe("whole");
  });

  test("passkeys asked for: nobody is held up", async () => {
    const session = await running("password_totp");
    await set({ passkeysAsked: 3 });
    expect(await session.next()).toBe("whole");
    const row = await db.signInPolicy.findUniqueOrThrow({ where: { role: "staff" } });
    expect(row.passkeysAsked).toBe(3);
  });

  test("idle limit: a session that was left alone for longer is gone", async () => {
    const session = await running("password_totp", { seen: 10 });
    expect(await session.next()).toBe("whole");
    await set({ idleMinutes: 5 });
    expect(await session.next()).toBe("gone");
  });

  test("absolute limit: a session that began earlier is gone", async () => {
    const session = await running("password_totp", { began: 61 });
    expect(await session.next()).toBe("whole");
    await set({ absoluteHours: 1 });
    expect(await session.next()).toBe("gone");
  });

  test("of another role: nothing changes", async () => {
    const session = await running("password_totp");
    await set({ ways: ["passkey"] }, "hr");
    expect(await session.next()).toBe("whole");
  });
});

describe("the change", () => {
  test("is audited with both, and made once by two at once", async () => {
    await Promise.all([set({ idleMinutes: 7 }), set({ idleMinutes: 7 })]);
    const events = await db.auditEvent.findMany({
      where: { action: "accounts.change-policy", after: { path: ["idleMinutes"], equals: 7 } },
    });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      objectType: "sign-in policy",
      objectName: "Staff",
      before: { idleMinutes: 30 },
    });
  });

  test("asks for as many passkeys as it requires", async () => {
    await set({ passkeysRequired: 2, passkeysAsked: 0 });
    const row = await db.signInPolicy.findUniqueOrThrow({ where: { role: "staff" } });
    expect(row.passkeysAsked).toBe(2);
  });

  test("is an owner’s, with a proof", async () => {
    const input = { role: "staff" as const, ...open, idleMinutes: 9 };
    for (const name of ["ingrid", "sara", "julia", "omar"] as const)
      await expect(confirmed(changePolicy, world.people[name].actor, input)).rejects.toMatchObject({
        code: "forbidden",
      });
    await expect(changePolicy(world.people.aoife.actor, input)).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  test.each([
    ["no way", { ways: [] }],
    ["a recovery as a way", { ways: ["recovery" as never] }],
    ["idle for too short", { idleMinutes: 4 }],
    ["idle for too long", { idleMinutes: 61 }],
    ["no hour", { absoluteHours: 0 }],
    ["more than a day", { absoluteHours: 25 }],
    ["half an hour", { absoluteHours: 1.5 }],
    ["six passkeys", { passkeysRequired: 6 }],
    ["less than none", { passkeysAsked: -1 }],
  ])("takes no bad input: %s", async (_, over) => {
    await expect(set(over as Partial<typeof open>)).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("that nobody could meet is refused, and nothing is changed", async () => {
    await expect(set({ ways: ["federated_totp"] }, "owner")).rejects.toThrow(/No company sign-in/);
    await expect(set({ ways: ["password_totp"], deviceBoundOnly: true }, "owner")).rejects.toThrow(
      /uses one/,
    );
    expect(await db.signInPolicy.findUniqueOrThrow({ where: { role: "owner" } })).toMatchObject(open);
  });

  test("that leaves somebody’s roles without a common way is refused, and names them", async () => {
    const { accountId } = world.people.erik;
    await db.account.update({ where: { id: accountId }, data: { roles: ["staff", "hr"] } });
    await set({ ways: ["passkey"] }, "hr");
    await expect(set({ ways: ["password_totp"] })).rejects.toThrow(/Erik Levy is HR, Staff, and no way/);
    await db.account.update({ where: { id: accountId }, data: { roles: ["staff"] } });
  });

  test("that leaves somebody’s open invitation without a common way is refused until it is withdrawn", async () => {
    const who = { name: "Nils Berg", email: "nils@studio.example", roles: ["staff" as const, "hr" as const] };
    await inviteMember(systemActor("operator"), who);
    await set({ ways: ["passkey"] }, "hr");
    await expect(set({ ways: ["password_totp"] })).rejects.toThrow(/Nils Berg is HR, Staff/);
    await db.$executeRaw`UPDATE "OneTimeLink" SET "withdrawnAt" = now() WHERE "consumedAt" IS NULL`;
    await set({ ways: ["password_totp"] });
  });

  test("that catches the last owner is made: who is caught can enrol", async () => {
    await set({ ways: ["passkey"], deviceBoundOnly: true, passkeysRequired: 1 }, "owner");
    const owner = (await listPolicies(world.people.aoife.actor)).find(({ role }) => role === "owner");
    expect(owner).toMatchObject({ deviceBoundOnly: true, members: 1, caught: 1 });
  });
});

describe("who would be caught", () => {
  test("is counted by what people have, before anything is saved", async () => {
    await passkeyOf(world.people.omar.accountId);
    await passkeyOf(world.people.tariq.accountId, { synced: true });
    const ask = (over: Partial<typeof open>) =>
      previewPolicy(world.people.aoife.actor, { role: "staff", ...open, ...over });
    expect(await ask({ ways: ["passkey"] })).toEqual({
      refused: null,
      members: 3,
      caught: 1,
      names: ["Erik Levy"],
    });
    expect(await ask({ ways: ["passkey"], deviceBoundOnly: true })).toMatchObject({
      caught: 2,
      names: ["Erik Levy", "Tariq Haddad"],
    });
    expect((await ask({ ways: ["federated_key"] })).refused).toMatch(/No company sign-in/);
    expect(await db.signInPolicy.findUniqueOrThrow({ where: { role: "staff" } })).toMatchObject(open);
  });

  test("leaves out who has left or is disabled", async () => {
    const { accountId } = world.people.erik;
    await db.account.update({ where: { id: accountId }, data: { disabledAt: new Date() } });
    const ask = await previewPolicy(world.people.aoife.actor, { role: "staff", ...open, ways: ["passkey"] });
    expect(ask).toMatchObject({ members: 2, names: ["Omar Rahman", "Tariq Haddad"] });
    await db.account.update({ where: { id: accountId }, data: { disabledAt: null } });
  });
});

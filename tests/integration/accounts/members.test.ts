import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changePolicy } from "@/lib/accounts/change-policy";
import { changeRoles } from "@/lib/accounts/change-roles";
import { disableAccount } from "@/lib/accounts/disable-account";
import { enableAccount } from "@/lib/accounts/enable-account";
import { endOtherSessions } from "@/lib/accounts/end-other-sessions";
import { endOwnSession } from "@/lib/accounts/end-own-session";
import { inviteMember } from "@/lib/accounts/invite-member";
import { listOwnPasskeys, listOwnSessions } from "@/lib/accounts/own-queries";
import { listInvitable, listInvitations, listMembers } from "@/lib/accounts/queries";
import type { StudioRole } from "@/lib/accounts/rules";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { actorOf, join, sessionOf, signedIn, tokenOf, prove as usePasskey } from "@/tests/support/accounts";
import { confirmed, prove } from "@/tests/support/proof";

async function member(name: string, roles: StudioRole[]) {
  const email = `${name.toLowerCase()}@studio.example`;
  const { link } = await inviteMember(systemActor("operator"), { name, email, roles });
  const { ticket, authenticator } = await join(tokenOf(link));
  const token = await sessionOf(ticket);
  const actor = await signedIn(token);
  return { actor, token, authenticator, accountId: actor.accountId ?? "" };
}

const list = { q: "", sort: "", page: 1, filters: {} };
let ola: Awaited<ReturnType<typeof member>>;
let maria: Awaited<ReturnType<typeof member>>;

beforeAll(async () => {
  ola = await member("Ola", ["owner"]);
  maria = await member("Maria", ["staff"]);
});
beforeEach(async () => {
  await db.$executeRaw`UPDATE "Account" SET "disabledAt" = NULL`;
  await db.account.update({ where: { id: ola.accountId }, data: { roles: ["owner"] } });
  await db.account.update({ where: { id: maria.accountId }, data: { roles: ["staff"] } });
  ola.token = await sessionOf(await usePasskey(ola.authenticator));
  ola.actor = await signedIn(ola.token);
  maria.token = await sessionOf(await usePasskey(maria.authenticator));
  maria.actor = await signedIn(maria.token);
});

describe("roles", () => {
  test("that are changed count from the next request, and are audited with both", async () => {
    await confirmed(changeRoles, ola.actor, { accountId: maria.accountId, roles: ["hr"] });
    expect((await actorOf(maria.token))?.roles).toEqual(["hr"]);
    const event = await db.auditEvent.findFirst({ orderBy: { seq: "desc" } });
    expect(event).toMatchObject({
      action: "accounts.change-roles",
      before: { roles: ["staff"] },
      after: { roles: ["hr"] },
    });
  });

  test("of the last owner stay", async () => {
    await expect(
      confirmed(changeRoles, ola.actor, { accountId: ola.accountId, roles: ["hr"] }),
    ).rejects.toThrow(/last owner/);
    await expect(
      confirmed(changeRoles, ola.actor, { accountId: ola.accountId, roles: [] }),
    ).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  test("are for owners to change", async () => {
    await expect(
      confirmed(changeRoles, maria.actor, { accountId: maria.accountId, roles: ["owner"] }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  test("that no way to sign in counts for together are given to nobody, invited or enabled", async () => {
    const roles: StudioRole[] = ["hr", "staff"];
    await db.account.update({ where: { id: maria.accountId }, data: { roles, disabledAt: new Date() } });
    const before = await db.signInPolicy.findUniqueOrThrow({ where: { role: "staff" } });
    await db.signInPolicy.update({ where: { role: "staff" }, data: { ways: ["password_totp"] } });
    try {
      const words = /would be HR, Staff, and no way to sign in counts for all/;
      const { accountId } = maria;
      await expect(confirmed(enableAccount, ola.actor, { accountId })).rejects.toThrow(words);
      await db.account.update({ where: { id: accountId }, data: { roles: ["staff"], disabledAt: null } });
      await expect(confirmed(changeRoles, ola.actor, { accountId, roles })).rejects.toThrow(words);
      const guest = { name: "Guest", email: "guest@studio.example", roles };
      await expect(confirmed(inviteMember, ola.actor, guest)).rejects.toThrow(words);
      expect(await db.person.count({ where: { email: "guest@studio.example" } })).toBe(0);
      await confirmed(changeRoles, ola.actor, { accountId, roles: ["hr"] });
    } finally {
      await db.signInPolicy.update({ where: { role: "staff" }, data: { ways: before.ways } });
    }
  });

  test("are not given while the policy is changed so that they have no way in common", async () => {
    const { accountId } = maria;
    const before = await db.signInPolicy.findUniqueOrThrow({ where: { role: "staff" } });
    const { updatedAt: _at, updatedById: _by, ...policy } = before;
    try {
      const give = { accountId, roles: ["hr", "staff"] as StudioRole[] };
      const change = { ...policy, ways: ["password_totp" as const] };
      await prove(ola.actor, changeRoles, give);
      await prove(ola.actor, changePolicy, change);
      const outcomes = await Promise.allSettled([
        changeRoles(ola.actor, give),
        changePolicy(ola.actor, change),
      ]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    } finally {
      await db.signInPolicy.update({ where: { role: "staff" }, data: { ways: before.ways } });
    }
  });

  test("of two owners who take each other's at once: one owner stays", async () => {
    await confirmed(changeRoles, ola.actor, { accountId: maria.accountId, roles: ["owner"] });
    const other = await signedIn(maria.token);
    const results = await Promise.allSettled([
      confirmed(changeRoles, ola.actor, { accountId: maria.accountId, roles: ["staff"] }),
      confirmed(changeRoles, other, { accountId: ola.accountId, roles: ["staff"] }),
    ]);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await db.account.count({ where: { roles: { has: "owner" } } })).toBe(1);
  });
});

describe("an account", () => {
  test("that is disabled ends its sessions at once, and comes back when it is enabled", async () => {
    await confirmed(disableAccount, ola.actor, { accountId: maria.accountId, reason: "Lost her laptop" });
    expect(await actorOf(maria.token)).toBeNull();
    await expect(usePasskey(maria.authenticator)).rejects.toThrow(/disabled/);
    await confirmed(enableAccount, ola.actor, { accountId: maria.accountId });
    expect(await actorOf(maria.token)).toBeNull();
    expect(await actorOf(await sessionOf(await usePasskey(maria.authenticator)))).not.toBeNull();
  });

  test("of the last owner is not disabled, nor any without a reason or by others", async () => {
    const last = { accountId: ola.accountId, reason: "Test" };
    await expect(confirmed(disableAccount, ola.actor, last)).rejects.toThrow(/last owner/);
    const silent = { accountId: maria.accountId, reason: " " };
    await expect(confirmed(disableAccount, ola.actor, silent)).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(confirmed(disableAccount, maria.actor, last)).rejects.toMatchObject({ code: "forbidden" });
    await expect(confirmed(enableAccount, maria.actor, { accountId: maria.accountId })).rejects.toMatchObject(
      {
        code: "forbidden",
      },
    );
  });

  test("disabled twice at once is disabled once", async () => {
    const input = { accountId: maria.accountId, reason: "Test" };
    const before = await db.auditEvent.count({
      where: { action: "accounts.disable-account", outcome: "done" },
    });
    await Promise.all([
      confirmed(disableAccount, ola.actor, input),
      confirmed(disableAccount, ola.actor, input),
    ]);
    const after = await db.auditEvent.count({
      where: { action: "accounts.disable-account", outcome: "done" },
    });
    expect(after - before).toBe(1);
  });

  test("that is not there is not found", async () => {
    const accountId = "01900000-0000-7000-8000-000000000000";
    await expect(confirmed(changeRoles, ola.actor, { accountId, roles: ["hr"] })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("one's own sessions", () => {
  test("are listed with the present one first; another is ended, the present one stays", async () => {
    const second = await sessionOf(await usePasskey(maria.authenticator));
    const sessions = await listOwnSessions(maria.actor);
    expect(sessions[0]?.current).toBe(true);
    const other = sessions.find(({ id }) => id !== maria.actor.sessionId);
    await expect(endOtherSessions(maria.actor, {})).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await actorOf(second)).not.toBeNull();
    await confirmed(endOtherSessions, maria.actor, {});
    expect(await actorOf(second)).toBeNull();
    expect(await actorOf(maria.token)).not.toBeNull();
    await confirmed(endOwnSession, maria.actor, { sessionId: other?.id ?? "" });
  });

  test("of somebody else are not there", async () => {
    const sessionId = ola.actor.sessionId ?? "";
    await expect(confirmed(endOwnSession, maria.actor, { sessionId })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await actorOf(ola.token)).not.toBeNull();
  });
});

describe("the lists", () => {
  test("show who can sign in, found by name, without anything secret", async () => {
    const { rows, total } = await listMembers(ola.actor, { ...list, q: "mari" });
    expect(total).toBe(1);
    expect(rows[0]).toEqual({
      accountId: maria.accountId,
      personId: maria.actor.personId,
      name: "Maria",
      email: "maria@studio.example",
      roles: ["staff"],
      passkeys: 1,
      password: false,
      app: false,
      federated: false,
      satisfies: true,
      sessions: expect.any(Array),
      lastSeenAt: expect.any(Date),
      disabledAt: null,
      left: false,
    });
    expect((await listMembers(ola.actor, { ...list, q: "100%" })).total).toBe(0);
    await expect(listMembers(maria.actor, list)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("show open invitations, and whom one could invite", async () => {
    await confirmed(inviteMember, ola.actor, {
      name: "Uma",
      email: "uma@studio.example",
      roles: ["auditor"],
    });
    expect(await listInvitations(ola.actor)).toMatchObject([
      { name: "Uma", roles: ["auditor"], expired: false },
    ]);
    expect(await listInvitable(ola.actor)).toMatchObject([{ name: "Uma" }]);
    await expect(listInvitable(maria.actor)).rejects.toMatchObject({ code: "forbidden" });
    expect(await listOwnPasskeys(maria.actor)).toMatchObject([{ synced: false }]);
  });
});

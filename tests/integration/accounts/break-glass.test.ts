import { beforeAll, describe, expect, test } from "vitest";
import { acknowledgeAlarm } from "@/lib/accounts/acknowledge-alarm";
import { listAlarms, listBreakGlassAccounts } from "@/lib/accounts/alarm-queries";
import { askForRecovery } from "@/lib/accounts/ask-for-recovery";
import { changeRoles } from "@/lib/accounts/change-roles";
import { disableAccount } from "@/lib/accounts/disable-account";
import { makeBreakGlass } from "@/lib/accounts/make-break-glass";
import { listPolicies } from "@/lib/accounts/policy-queries";
import { listMembers } from "@/lib/accounts/queries";
import { supportRecovery } from "@/lib/accounts/support-recovery";
import type { Actor } from "@/lib/auth/actor";
import { liveSession } from "@/lib/auth/live-session";
import { limitOf } from "@/lib/auth/standing";
import { db } from "@/lib/db";
import { listPeopleToMean } from "@/lib/imports/queries/get-import";
import { listPeopleToLeave, listPeopleWhoStay } from "@/lib/lifecycle/queries/preview-departure";
import { findPeople } from "@/lib/people/queries/find-people";
import { listPeople, listPersonOptions } from "@/lib/people/queries/list-people";
import { listAssignees } from "@/lib/register/queries/list-assignees";
import { getAskOptions } from "@/lib/requests/queries/ask-options";
import { door, join, prove, sessionOf, signedIn, tokenOf } from "@/tests/support/accounts";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { mailsTo } from "@/tests/support/recovery";
import { makeWorld, type World } from "@/tests/support/world";

let people: World["people"];
let sealed: {
  token: string;
  actor: Actor;
  accountId: string;
  authenticator: Awaited<ReturnType<typeof join>>["authenticator"];
};

beforeAll(async () => {
  people = (await makeWorld()).people;
  const { link } = await confirmed(makeBreakGlass, people.aoife.actor, {});
  const { ticket, authenticator } = await join(tokenOf(link));
  const token = await sessionOf(ticket);
  const actor = await signedIn(token);
  sealed = { token, actor, authenticator, accountId: actor.accountId ?? "" };
});

describe("a break-glass account", () => {
  test("is made by an owner, with a proof, and is nobody in particular", async () => {
    expect((await refused(makeBreakGlass(people.aoife.actor, {}), "unauthenticated")).stepUp).toBeDefined();
    await refused(confirmed(makeBreakGlass, people.ingrid.actor, {}), "forbidden");
    const [account] = await listBreakGlassAccounts(people.julia.actor);
    expect(account).toMatchObject({ name: "Break-glass account 1", keys: 1, untested: false });
    const row = await db.account.findUniqueOrThrow({
      where: { id: sealed.accountId },
      include: { person: true },
    });
    expect(row).toMatchObject({
      roles: ["owner"],
      breakGlassById: people.aoife.personId,
      person: { email: null },
    });
  });

  test("is in no list of accounts or people, nor among whom a policy would catch", async () => {
    const list = { q: "break-glass", sort: "", page: 1, filters: {} };
    const { aoife } = people;
    await confirmed(makeBreakGlass, aoife.actor, {});
    expect(await listMembers(aoife.actor, list)).toMatchObject({ rows: [], total: 0 });
    expect(await listPeople(aoife.actor, list)).toMatchObject({ rows: [], total: 0 });
    expect(await listPeople(aoife.actor, { ...list, filters: { status: "all" } })).toMatchObject({
      total: 0,
    });
    expect(await findPeople(aoife.actor, "break-glass")).toEqual([]);
    const lists = [
      await listPersonOptions(aoife.actor),
      await listPeopleToLeave(aoife.actor),
      await listPeopleWhoStay(aoife.actor),
      await listPeopleToMean(aoife.actor),
      await listAssignees(aoife.actor, { subjectId: null }),
      (await getAskOptions(aoife.actor, undefined)).people,
      (await listPolicies(aoife.actor)).filter(({ role }) => role === "owner"),
    ];
    expect(lists.map((each) => each.length > 0)).toEqual(lists.map(() => true));
    expect(JSON.stringify(lists)).not.toContain("Break-glass");
    expect(lists.at(-1)).toMatchObject([{ members: 1 }]);
    expect(await listBreakGlassAccounts(aoife.actor)).toHaveLength(1);
  });

  test("takes no passkey that is copied between devices, when it begins or when it signs in", async () => {
    const { link } = await confirmed(makeBreakGlass, people.aoife.actor, {});
    await refused(join(tokenOf(link), undefined, { backupEligible: true }), "forbidden", /security key/);
    const session = await liveSession(sealed.token);
    expect(session && limitOf(session, session)).toBeNull();
    expect(session && limitOf({ ...session, passkeyBound: false }, session)?.kind).toBe("policy");
    expect(session && limitOf({ ...session, way: "password_totp" }, session)?.kind).toBe("policy");
  });

  test("has 15 minutes and an hour, whatever the policy of owners says", async () => {
    const before = await db.signInPolicy.findUniqueOrThrow({ where: { role: "owner" } });
    try {
      await db.signInPolicy.update({
        where: { role: "owner" },
        data: { idleMinutes: 60, absoluteHours: 24, passkeysRequired: 5, ways: ["password_totp"] },
      });
      const session = await liveSession(sealed.token);
      expect(session).toMatchObject({
        idleMinutes: 15,
        absoluteHours: 1,
        deviceBoundOnly: true,
        ways: ["passkey"],
      });
      expect(session && limitOf(session, session)).toBeNull();
    } finally {
      await db.signInPolicy.update({ where: { role: "owner" }, data: before });
    }
  });

  test("alarms all administrators at each sign-in, until one answers for it with a reason", async () => {
    await db.breakGlassUse.updateMany({
      data: { acknowledgedAt: new Date(), acknowledgedById: people.aoife.personId, reason: "Made now" },
    });
    await sessionOf(await prove(sealed.authenticator));
    for (const address of ["aoife.raman@clickelement.example", "ingrid.dahl@clickelement.example"]) {
      expect((await mailsTo(address))[0]?.subject).toBe("ALARM: Break-glass account 1 was used");
    }
    expect(await mailsTo("omar.rahman@clickelement.example")).toEqual([]);
    const [alarm] = await listAlarms(people.ingrid.actor);
    const useId = alarm?.useId ?? "";
    expect(alarm).toMatchObject({ name: "Break-glass account 1", mayAnswer: true });
    expect((await listAlarms(sealed.actor))[0]?.mayAnswer).toBe(false);
    await refused(acknowledgeAlarm(sealed.actor, { useId, reason: "Me" }), "forbidden", /does not answer/);
    await refused(acknowledgeAlarm(people.sara.actor, { useId, reason: "Me" }), "forbidden");
    await refused(acknowledgeAlarm(people.ingrid.actor, { useId, reason: " " }), "invalid_input");
    await twiceAtOnce(() => acknowledgeAlarm(people.ingrid.actor, { useId, reason: "The quarterly test" }));
    expect(
      await db.auditEvent.count({ where: { action: "accounts.acknowledge-alarm", outcome: "done" } }),
    ).toBe(1);
    expect(await listAlarms(people.aoife.actor)).toEqual([]);
    expect((await listBreakGlassAccounts(people.aoife.actor))[0]?.lastUsedAt).not.toBeNull();
  });

  test("is not tested when 90 days have passed", async () => {
    await db.$executeRaw`UPDATE "BreakGlassUse" SET at = now() - interval '91 days'`;
    expect((await listBreakGlassAccounts(people.aoife.actor))[0]?.untested).toBe(true);
  });

  test("stays an owner, can be disabled, and is not the owner that has to be left", async () => {
    const { accountId } = sealed;
    await refused(
      confirmed(changeRoles, people.aoife.actor, { accountId, roles: ["staff"] }),
      "conflict",
      /owner/,
    );
    await refused(
      confirmed(disableAccount, people.aoife.actor, { accountId: people.aoife.accountId, reason: "x" }),
      "conflict",
      /last owner/,
    );
    await confirmed(disableAccount, people.aoife.actor, { accountId, reason: "The key is lost" });
    expect(await liveSession(sealed.token)).toBeNull();
    await db.account.update({ where: { id: accountId }, data: { disabledAt: null } });
  });

  test("helps nobody back in: its key could be the first helper's", async () => {
    const { phrase } = await askForRecovery(door, { email: "omar.rahman@clickelement.example" });
    const open = await db.recoveryCase.findFirstOrThrow({ where: { phrase } });
    await confirmed(supportRecovery, people.aoife.actor, { caseId: open.id, phrase, reason: "ID seen" });
    const actor = await signedIn(await sessionOf(await prove(sealed.authenticator)));
    await refused(
      confirmed(supportRecovery, actor, { caseId: open.id, phrase, reason: "ID seen" }),
      "forbidden",
      /break-glass/,
    );
  });
});

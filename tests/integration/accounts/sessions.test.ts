import { beforeEach, describe, expect, test } from "vitest";
import { changePolicy } from "@/lib/accounts/change-policy";
import { disableAccount } from "@/lib/accounts/disable-account";
import { endAllOwnSessions } from "@/lib/accounts/end-all-own-sessions";
import { endEverybodysSessions } from "@/lib/accounts/end-everybodys-sessions";
import { endMemberSessions } from "@/lib/accounts/end-member-sessions";
import { endOwnSession } from "@/lib/accounts/end-own-session";
import { inviteMember } from "@/lib/accounts/invite-member";
import { listOwnSessions } from "@/lib/accounts/own-queries";
import { listMembers } from "@/lib/accounts/queries";
import type { StudioRole } from "@/lib/accounts/rules";
import { systemActor } from "@/lib/auth/actor";
import { isKnownDevice } from "@/lib/auth/known-device";
import { db } from "@/lib/db";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { actorOf, device, join, prove, sessionOf, signedIn, tokenOf } from "@/tests/support/accounts";
import { confirmed } from "@/tests/support/proof";

async function member(name: string, roles: StudioRole[]) {
  const email = `${name.toLowerCase()}@studio.example`;
  const { link } = await inviteMember(systemActor("operator"), { name, email, roles });
  const { ticket, authenticator } = await join(tokenOf(link));
  const token = await sessionOf(ticket);
  const actor = await signedIn(token);
  return { actor, token, authenticator, accountId: actor.accountId ?? "", personId: actor.personId ?? "" };
}
type Member = Awaited<ReturnType<typeof member>>;

let ola: Member;
let ines: Member;
let maria: Member;
beforeEach(async () => {
  ola ??= await member("Ola", ["owner"]);
  ines ??= await member("Ines", ["security_lead"]);
  maria ??= await member("Maria", ["staff"]);
  await db.$executeRaw`UPDATE "Account" SET "disabledAt" = NULL`;
  await db.$executeRaw`UPDATE "Person" SET "accessEndsAt" = NULL, "endedAt" = NULL`;
  for (const each of [ola, ines, maria]) {
    each.token = await sessionOf(await prove(each.authenticator));
    each.actor = await signedIn(each.token);
  }
});

/** What another instance finds, with a database connection of its own. */
async function onAnotherInstance<Result>(work: () => Promise<Result>): Promise<Result> {
  const first = Reflect.get(globalThis, "keyholderDb");
  Reflect.set(globalThis, "keyholderDb", undefined);
  try {
    return await work();
  } finally {
    await db.$disconnect();
    Reflect.set(globalThis, "keyholderDb", first);
  }
}

const reason = "Her laptop was stolen";

describe("a session that one instance ends is dead on another in the next request", () => {
  const ends: [string, () => Promise<unknown>][] = [
    ["by an administrator", () => endMemberSessions(ines.actor, { accountId: maria.accountId, reason })],
    ["of everybody", () => endEverybodysSessions(ola.actor, { reason })],
    [
      "by its holder, from elsewhere",
      async () => {
        const other = await signedIn(await sessionOf(await prove(maria.authenticator)));
        return confirmed(endOwnSession, other, { sessionId: maria.actor.sessionId ?? "" });
      },
    ],
    ["by its holder, all of them", () => confirmed(endAllOwnSessions, maria.actor, {})],
    [
      "by disabling the account",
      () => confirmed(disableAccount, ola.actor, { accountId: maria.accountId, reason }),
    ],
    [
      "by a shorter limit",
      async () => {
        await db.$executeRaw`
        UPDATE "Session" SET "lastSeenAt" = now() - interval '6 minutes' WHERE "accountId" = ${maria.accountId}::uuid`;
        const row = await db.signInPolicy.findUniqueOrThrow({ where: { role: "staff" } });
        const { updatedAt: _at, updatedById: _by, ...policy } = row;
        const ways = policy.ways.filter((way) => way !== "recovery");
        await confirmed(changePolicy, ola.actor, { ...policy, ways, idleMinutes: 5 });
      },
    ],
    [
      "by a departure",
      () => confirmed(startDeparture, ola.actor, { personId: maria.personId, kind: "terminated_now" }),
    ],
  ];
  test.each(ends)("%s", async (_, end) => {
    expect(await onAnotherInstance(() => actorOf(maria.token))).not.toBeNull();
    await end();
    expect(await onAnotherInstance(() => actorOf(maria.token))).toBeNull();
  });
});

describe("an administrator", () => {
  let omar: Member;
  beforeEach(async () => {
    omar ??= await member("Omar", ["staff"]);
    omar.token = await sessionOf(await prove(omar.authenticator));
    omar.actor = await signedIn(omar.token);
  });

  test("sees how many sessions run, since when and how; what ended is not among them", async () => {
    const rowOf = async () =>
      (await listMembers(ines.actor, { q: "Omar", sort: "", page: 1, filters: {} })).rows[0];
    await db.session.updateMany({
      where: { accountId: omar.accountId, id: { not: omar.actor.sessionId ?? "" } },
      data: { revokedAt: new Date() },
    });
    expect((await rowOf())?.sessions).toEqual([{ startedAt: expect.any(Date), how: ["passkey"] }]);
    await endMemberSessions(ines.actor, { accountId: omar.accountId, reason });
    expect((await rowOf())?.sessions).toEqual([]);
  });

  test("ends them with a reason; the person is told, and it is audited", async () => {
    const { ended } = await endMemberSessions(ines.actor, { accountId: omar.accountId, reason });
    expect(ended).toBeGreaterThan(0);
    expect(await db.auditEvent.findFirst({ orderBy: { seq: "desc" } })).toMatchObject({
      action: "accounts.end-member-sessions",
      objectName: "Omar",
      reason,
      after: { sessionsEnded: ended },
    });
    expect(await db.outboxMail.findFirst({ orderBy: { createdAt: "desc" } })).toMatchObject({
      toAddress: "omar@studio.example",
      subject: "Keyholder: your sessions were ended",
    });
    expect(await actorOf(await sessionOf(await prove(omar.authenticator)))).not.toBeNull();
  });

  test("twice at once: they are ended once", async () => {
    const input = { accountId: omar.accountId, reason };
    const both = await Promise.all([
      endMemberSessions(ines.actor, input),
      endMemberSessions(ola.actor, input),
    ]);
    expect(both.filter(({ ended }) => ended > 0)).toHaveLength(1);
  });

  test("is an owner or the security lead, gives a reason, and names an account that there is", async () => {
    const input = { accountId: ines.accountId, reason };
    await expect(endMemberSessions(omar.actor, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(endEverybodysSessions(omar.actor, { reason })).rejects.toMatchObject({ code: "forbidden" });
    await expect(endMemberSessions(ola.actor, { ...input, reason: " " })).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(endEverybodysSessions(ola.actor, { reason: "" })).rejects.toMatchObject({
      code: "invalid_input",
    });
    const accountId = "01900000-0000-7000-8000-000000000000";
    await expect(endMemberSessions(ola.actor, { accountId, reason })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("ends everybody’s but the one in which they ask", async () => {
    await endEverybodysSessions(ines.actor, { reason });
    expect(await actorOf(ines.token)).not.toBeNull();
    expect(await actorOf(ola.token)).toBeNull();
    expect(await actorOf(omar.token)).toBeNull();
  });
});

describe("one’s own", () => {
  test("are listed with how they began; one that the policy has ended is not among them", async () => {
    const [current] = await listOwnSessions(ines.actor);
    expect(current).toMatchObject({ current: true, how: ["passkey"], ip: "192.0.2.7" });
    const before = (await listOwnSessions(ines.actor)).length;
    await sessionOf(await prove(ines.authenticator));
    expect(await listOwnSessions(ines.actor)).toHaveLength(before + 1);
    await db.$executeRaw`
      UPDATE "Session" SET "authAt" = now() - interval '13 hours'
      WHERE "accountId" = ${ines.accountId}::uuid AND id <> ${ines.actor.sessionId}::uuid`;
    expect(await listOwnSessions(ines.actor)).toHaveLength(1);
  });

  test("are ended only by who confirms it", async () => {
    await expect(endAllOwnSessions(ines.actor, {})).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await actorOf(ines.token)).not.toBeNull();
    const other = await sessionOf(await prove(ines.authenticator));
    await confirmed(endAllOwnSessions, ines.actor, {});
    expect(await actorOf(ines.token)).toBeNull();
    expect(await actorOf(other)).toBeNull();
  });

  test("on a device that is not theirs: it is forgotten", async () => {
    expect(await isKnownDevice(device, ines.accountId)).toBe(true);
    const other = await signedIn(await sessionOf(await prove(ines.authenticator)));
    const input = { sessionId: other.sessionId ?? "", notMine: true };
    expect(await confirmed(endOwnSession, ines.actor, input)).toEqual({ forgotten: true });
    expect(await isKnownDevice(device, ines.accountId)).toBe(false);
  });
});

import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { changeRoles } from "@/lib/accounts/change-roles";
import { disableAccount } from "@/lib/accounts/disable-account";
import { enableAccount } from "@/lib/accounts/enable-account";
import { systemActor } from "@/lib/auth/actor";
import { permissions } from "@/lib/auth/permissions";
import { db } from "@/lib/db";
import { endDelegation } from "@/lib/delegations/end-delegation";
import { settleDueDelegations } from "@/lib/delegations/jobs";
import { makeDelegation } from "@/lib/delegations/make-delegation";
import { getDelegations, ownDelegations } from "@/lib/delegations/queries";
import { settleDelegations } from "@/lib/delegations/settle-delegations";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { Role } from "@/prisma/generated/enums";
import { asNow } from "@/tests/support/as-now";
import { dayIn, endDelegations, givePasskey, handOn } from "@/tests/support/delegations";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { askedFor, confirmed } from "@/tests/support/proof";
import { makeWorld, type Name, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  for (const name of ["aoife", "ingrid", "hannah", "priya", "erik", "julia"] as const)
    await givePasskey(world.people[name]);
});
beforeEach(async () => {
  await endDelegations();
  await db.notification.deleteMany();
});

const to = (name: Name) => ({
  delegateId: world.people[name].personId,
  until: dayIn(10),
  reason: "Two weeks in the mountains",
});
const make = async (by: Name, input: Parameters<typeof makeDelegation>[1]) =>
  confirmed(makeDelegation, await asNow(world, by), input);
const placesOf = async (name: Name) => (await asNow(world, name)).inPlaceOf.map((place) => place.name);
const told = async () =>
  (
    await db.notification.findMany({
      where: { kind: "delegation" },
      orderBy: [{ createdAt: "asc" }, { subject: "asc" }],
    })
  ).map(({ personId, subject }) => [
    Object.values(world.people).find((player) => player.personId === personId)?.name,
    subject,
  ]);
const stateOf = (id: string) => db.delegation.findUniqueOrThrow({ where: { id } });

describe("handing one's deciding on", () => {
  it("is for who decides, with a proof, and gives the deciding alone", async () => {
    await askedFor(makeDelegation(world.people.ingrid.actor, to("hannah")));
    const { id } = await make("ingrid", to("hannah"));
    const hannah = await asNow(world, "hannah");
    expect(hannah.roles).toEqual(["account_manager"]);
    expect(hannah.inPlaceOf).toMatchObject([{ name: "Ingrid Dahl", roles: ["security_lead"], alsoFor: [] }]);
    await refused(getDelegations(hannah), "forbidden");
    await refused(confirmed(makeDelegation, hannah, to("erik")), "forbidden");
    expect(await ownDelegations(hannah)).toMatchObject([
      { id, state: "runs", delegator: { name: "Ingrid Dahl" }, can: { end: true } },
    ]);
    expect(await ownDelegations(await asNow(world, "omar"))).toEqual([]);
    const seen = await getDelegations(await asNow(world, "julia"));
    expect(seen.delegations[0]).toMatchObject({ id, can: { end: false } });
    expect(seen).toMatchObject({ colleagues: [], can: { make: false } });
    const event = await db.auditEvent.findFirstOrThrow({ where: { objectId: id } });
    expect(event).toMatchObject({
      action: "delegations.make-delegation",
      objectName: "Hannah Stone, in place of Ingrid Dahl",
      reason: "Two weeks in the mountains",
    });
    expect((await told()).toSorted()).toEqual([
      ["Hannah Stone", "Hannah Stone decides in place of Ingrid Dahl"],
      ["Ingrid Dahl", "Hannah Stone decides in place of Ingrid Dahl"],
    ]);
  });

  it("is refused to oneself, to who cannot, and for days that cannot be", async () => {
    await refused(make("ingrid", to("ingrid")), "forbidden", /in their own place/);
    await refused(make("ingrid", to("julia")), "invalid_input", /is an auditor/);
    await refused(make("ingrid", to("omar")), "invalid_input", /has no passkey/);
    await refused(make("ingrid", { ...to("hannah"), until: dayIn(61) }), "invalid_input", /60 days at most/);
    await refused(make("ingrid", { ...to("hannah"), until: dayIn(-1) }), "invalid_input", /has passed/);
    const backwards = { ...to("hannah"), from: dayIn(9), until: dayIn(8) };
    await refused(make("ingrid", backwards), "invalid_input", /before it begins/);
    const nobody = { ...to("hannah"), delegateId: "00000000-0000-7000-8000-000000000000" };
    await refused(make("ingrid", nobody), "not_found");
    for (const name of ["sara", "hannah", "omar", "julia"] as const)
      await refused(make(name, to("erik")), "forbidden");
    expect(await told()).toEqual([]);
  });

  it("is once at a time: some of the same days, or twice at once, is refused; before and after is not", async () => {
    await make("ingrid", { ...to("hannah"), from: dayIn(5), until: dayIn(10) });
    for (const [from, until] of [
      [1, 5],
      [10, 12],
      [6, 7],
      [1, 30],
    ] as const)
      await refused(
        make("ingrid", { ...to("erik"), from: dayIn(from), until: dayIn(until) }),
        "conflict",
        /handed on already for some of this time/,
      );
    await make("ingrid", { ...to("erik"), from: dayIn(11), until: dayIn(12) });
    await make("ingrid", { ...to("priya"), until: dayIn(4) });
    await make("aoife", { ...to("erik"), from: dayIn(6), until: dayIn(7) });
    expect(await placesOf("priya")).toEqual(["Ingrid Dahl"]);
    expect(await placesOf("hannah")).toEqual([]);

    await endDelegations();
    expect(await twiceAtOnce(() => make("ingrid", to("hannah")))).toBe(1);
  });

  it("of one who stands in hands on their own deciding, and not what was handed on to them", async () => {
    await handOn(world, "ingrid", "aoife");
    await handOn(world, "aoife", "hannah");
    expect(await placesOf("hannah")).toEqual(["Aoife Raman"]);
    expect((await asNow(world, "hannah")).inPlaceOf).toMatchObject([
      { roles: ["owner"], alsoFor: [world.people.ingrid.personId] },
    ]);
  });

  it.each([
    [`"delegateId" = "delegatorId"`, /delegation_between_two/],
    [`reason = ' '`, /delegation_has_reason/],
    [`"endsAt" = "startsAt" + interval '62 days'`, /delegation_ends/],
    [`"endsAt" = "startsAt"`, /delegation_ends/],
    [`"endsAt" = NULL`, /null value/],
  ])("is held by the database, too: %s", async (change, guard) => {
    const [column = "", value = ""] = change.split(" = ");
    const data: Record<string, string> = {
      '"delegatorId"': `'${world.people.ingrid.personId}'`,
      '"delegateId"': `'${world.people.hannah.personId}'`,
      '"startsAt"': "now() + interval '200 days'",
      '"endsAt"': "now() + interval '210 days'",
      reason: "'Holiday'",
    };
    data[column] = (data[value] ?? value).replace(`"startsAt"`, data['"startsAt"'] ?? "");
    const insert = `INSERT INTO "Delegation" (${Object.keys(data).join(", ")}) VALUES (${Object.values(data).join(", ")})`;
    await expect(db.$executeRawUnsafe(insert)).rejects.toThrow(guard);
  });

  it("is not overwritten, nor deleted", async () => {
    const id = await handOn(world, "ingrid", "hannah");
    const later = { endsAt: new Date(Date.now() + 40 * 86_400_000) };
    await expect(db.delegation.update({ where: { id }, data: later })).rejects.toThrow(/not overwritten/);
    await endDelegations();
    await expect(db.delegation.update({ where: { id }, data: { endedAt: null } })).rejects.toThrow();
    await expect(db.delegation.delete({ where: { id } })).rejects.toThrow();
  });
});

describe("a delegation ends", () => {
  it.each(["ingrid", "hannah", "aoife"] as const)("by %s, once, and both are told", async (by) => {
    const id = await handOn(world, "ingrid", "hannah");
    await db.notification.deleteMany();
    await endDelegation(await asNow(world, by), { delegationId: id });
    expect(await placesOf("hannah")).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ endedBecause: "ended", endedById: world.people[by].personId });
    expect((await told()).map(([name]) => name).toSorted()).toEqual(["Hannah Stone", "Ingrid Dahl"]);
    await refused(endDelegation(await asNow(world, by), { delegationId: id }), "conflict", /over already/);
    expect(await settleDueDelegations()).toBeUndefined();
  });

  it("by nobody else", async () => {
    const id = await handOn(world, "ingrid", "hannah");
    for (const name of ["priya", "sara", "omar"] as const)
      await refused(endDelegation(await asNow(world, name), { delegationId: id }), "forbidden", /two people/);
    expect(
      await twiceAtOnce(async () => endDelegation(await asNow(world, "hannah"), { delegationId: id })),
    ).toBe(1);
  });

  const aoife = () => asNow(world, "aoife");
  const withRoles = async (name: Name, ...roles: Exclude<Role, "client_contact">[]) =>
    confirmed(changeRoles, await aoife(), { accountId: world.people[name].accountId, roles });
  const disable = async (name: Name) =>
    confirmed(disableAccount, await aoife(), { accountId: world.people[name].accountId, reason: "Lost" });
  const enable = async (name: Name) =>
    confirmed(enableAccount, await aoife(), { accountId: world.people[name].accountId });

  it.each([
    [
      "when the delegator decides no longer",
      () => withRoles("ingrid", "hr"),
      () => withRoles("ingrid", "security_lead"),
      "delegator_stopped",
    ],
    ["when the delegator is disabled", () => disable("ingrid"), () => enable("ingrid"), "delegator_stopped"],
    ["when the delegate is disabled", () => disable("hannah"), () => enable("hannah"), "delegate_stopped"],
    [
      "when the delegate becomes an auditor",
      () => withRoles("hannah", "auditor"),
      () => withRoles("hannah", "account_manager"),
      "delegate_stopped",
    ],
  ])("%s: at once, and it does not come back", async (_, lose, regain, because) => {
    const id = await handOn(world, "ingrid", "hannah");
    await lose();
    expect(await placesOf("hannah")).toEqual([]);
    expect(await settleDueDelegations()).toEqual({ said: "1 delegation has ended" });
    await regain();
    expect(await placesOf("hannah")).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ endedBecause: because, endedById: null });
    expect(
      await db.auditEvent.count({ where: { action: "delegations.settle-delegations", objectId: id } }),
    ).toBe(1);
  });

  it.each(["ingrid", "erik"] as const)("when %s departs", async (leaves) => {
    const id = await handOn(world, "ingrid", "erik");
    await confirmed(startDeparture, await asNow(world, "sara"), {
      personId: world.people[leaves].personId,
      kind: "terminated_now",
    });
    expect(await placesOf("erik")).toEqual([]);
    await settleDueDelegations();
    expect((await stateOf(id)).endedAt).not.toBeNull();
    await db.departure.updateMany({ data: { cancelledAt: new Date(), cancelReason: "A mistake" } });
    await db.person.updateMany({ data: { accessEndsAt: null } });
  });

  it("at its end, by itself, told a day before and then, and each once", async () => {
    const insert = (from: string, until: string) =>
      db.$queryRawUnsafe<{ id: string }[]>(
        `INSERT INTO "Delegation" ("delegatorId", "delegateId", "startsAt", "endsAt", reason) VALUES
        ('${world.people.ingrid.personId}', '${world.people.hannah.personId}', now() + interval '${from}',
         now() + interval '${until}', 'Holiday') RETURNING id`,
      );
    const [running] = await insert("-5 days", "23 hours");
    const [later] = await insert("30 days", "31 days");
    // What runs stands before what is to come.
    expect(await ownDelegations(await asNow(world, "ingrid"))).toMatchObject([running, later]);
    const clocks = () => Promise.all([1, 2].map(() => settleDelegations(systemActor("clock"), {})));
    await clocks();
    await clocks();
    expect(await told()).toEqual(
      expect.arrayContaining([
        ["Ingrid Dahl", "Hannah Stone decides in place of Ingrid Dahl"],
        ["Hannah Stone", "Hannah Stone decides in place of Ingrid Dahl for one more day"],
      ]),
    );
    expect(await told()).toHaveLength(4);
    expect(await stateOf(running?.id ?? "")).toMatchObject({ endedAt: null });

    const [over] = await insert("-40 days", "-8 days");
    expect(await settleDueDelegations()).toEqual({ said: "1 delegation has ended" });
    const { endedAt, endsAt, endedBecause } = await stateOf(over?.id ?? "");
    expect([endedAt, endedBecause]).toEqual([endsAt, "over"]);
    expect(await stateOf(later?.id ?? "")).toMatchObject({ endedAt: null, toldBeganAt: null });
  });
});

it("the database asks for the roles of the table of permissions", async () => {
  const decide = permissions["requests.decide"].who as readonly string[];
  for (const role of Object.values(Role).filter((each) => each !== "client_contact")) {
    await db.account.update({ where: { id: world.people.priya.accountId }, data: { roles: [role] } });
    const [row] = await db.$queryRaw<{ decides: boolean; stays: boolean }[]>`
      SELECT delegation_delegator_decides(${world.people.priya.personId}::uuid) AS decides,
        delegation_delegate_stays(${world.people.priya.personId}::uuid) AS stays`;
    expect([role, row]).toEqual([role, { decides: decide.includes(role), stays: role !== "auditor" }]);
  }
  await db.account.update({
    where: { id: world.people.priya.accountId },
    data: { roles: ["account_manager"] },
  });
});

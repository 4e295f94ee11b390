import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { beginGrants } from "@/lib/register/begin-grants";
import { changeGrantEnd } from "@/lib/register/change-grant-end";
import { endGrants } from "@/lib/register/end-grants";
import { keepGrants } from "@/lib/register/keep-grants";
import { noteProgress } from "@/lib/register/note-progress";
import { recordGrant } from "@/lib/register/record-grant";
import { grantSteps } from "@/lib/register/rules/grant-life";
import { withdrawGrants } from "@/lib/register/withdraw-grants";
import { begin, inDays, recordActive, stateOf, withNewAccount } from "@/tests/support/grants";
import { makeWorld, type World } from "@/tests/support/world";

let studio: World;
let world: World;
beforeAll(async () => {
  studio = await makeWorld();
});
beforeEach(async () => {
  world = await withNewAccount(studio);
});

const omar = (roles = ["Standard"]) => begin(world, { who: "omar", asset: "kiteAds", roles });
const end = (grantIds: string[], more: object = {}) =>
  endGrants(world.people.sara.actor, { grantIds, reason: "Leaves", cause: "departure", ...more });

it("knows the same steps as the database", async () => {
  const rows = await db.$queryRaw<{ from: string; to: string }[]>`
    SELECT "from"::text, "to"::text FROM "GrantStep"`;
  const rules = Object.entries(grantSteps).flatMap(([from, to]) => to.map((each) => `${from} ${each}`));
  expect(rules.sort()).toEqual(rows.map((row) => `${row.from} ${row.to}`).sort());
});

describe("begin-grants", () => {
  it("makes the grant, its task for the custodian with its risk, and their audit", async () => {
    const { taskId, grantIds } = await omar(["Admin"]);
    const task = await db.task.findUniqueOrThrow({ where: { id: taskId } });
    expect(task).toMatchObject({
      title: "Give Omar Rahman Admin on Kite – Search (Google Ads)",
      risk: "administrator",
      assigneeId: world.people.erik.personId,
      state: "open",
    });
    const audit = await db.auditEvent.findMany({ where: { objectId: { in: [taskId, ...grantIds] } } });
    expect(audit.map((event) => event.action)).toEqual(["register.begin-grants", "register.begin-grants"]);
  });

  it("does not give twice what is held, and extends it when the new end is later", async () => {
    const [held] = await recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] });
    const line = {
      personId: world.people.omar.personId,
      assetId: world.assets.kiteAds,
      roleIds: [world.role("google_ads", "Standard")],
      purpose: "x",
      endsAt: inDays(200),
    };
    const again = await beginGrants(world.people.ingrid.actor, { grants: [line], cause: "request" });
    expect(again).toMatchObject({ begun: [], held: [{ grantId: held, extended: true }], tasks: [] });
    const grant = await db.grant.findUniqueOrThrow({ where: { id: held ?? "" } });
    expect(grant.endsAt).toEqual(line.endsAt);
  });

  it("two at once give one", async () => {
    const both = await Promise.allSettled([omar(), omar()]);
    expect(both.map((each) => each.status)).toEqual(["fulfilled", "fulfilled"]);
    expect(await db.grant.count({ where: { assetId: world.assets.kiteAds } })).toBe(1);
  });

  it("refuses for oneself, for a role of another platform, beyond the engagement, in the past", async () => {
    const line = {
      personId: world.people.ingrid.personId,
      assetId: world.assets.kiteAds,
      roleIds: [world.role("google_ads", "Standard")],
      purpose: "x",
      endsAt: inDays(30),
    };
    const ask = (change: object) =>
      beginGrants(world.people.ingrid.actor, { grants: [{ ...line, ...change }], cause: "request" });
    await expect(ask({})).rejects.toMatchObject({ code: "forbidden" });
    const other = { personId: world.people.omar.personId };
    const ga4 = world.role("ga4", "Viewer");
    await expect(ask({ ...other, roleIds: [ga4] })).rejects.toMatchObject({ code: "invalid_input" });
    const late = { engagementId: world.kite.engagementId, endsAt: new Date("2028-02-01") };
    await expect(ask({ ...other, ...late })).rejects.toThrow(/outlives its engagement/);
    await expect(ask({ ...other, endsAt: inDays(-1) })).rejects.toMatchObject({ code: "conflict" });
    await expect(
      beginGrants(world.people.omar.actor, { grants: [{ ...line, ...other }], cause: "request" }),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect(await db.grant.count({ where: { assetId: world.assets.kiteAds } })).toBe(0);
  });

  it("refuses a role that is just being taken back", async () => {
    const ids = await recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] });
    await end(ids);
    await expect(omar()).rejects.toThrow(/just being taken back/);
  });
});

describe("end-grants", () => {
  it("takes nothing back that nobody began to give", async () => {
    const { grantIds, taskId } = await omar();
    expect(await end(grantIds)).toMatchObject({ notGranted: grantIds, ended: [], tasks: [] });
    expect((await db.task.findUniqueOrThrow({ where: { id: taskId } })).state).toBe("cancelled");
  });

  it("withdraws an invitation, which is a live door", async () => {
    const { grantIds, taskId } = await omar();
    await noteProgress(world.people.erik.actor, { taskId, progress: "invited" });
    const ended = await end(grantIds);
    expect(ended.tasks.map((task) => task.title)).toEqual([
      "Withdraw the invitation of Omar Rahman as Standard on Kite – Search (Google Ads)",
    ]);
    expect(await stateOf(grantIds[0] ?? "")).toBe("removal_due");
    expect((await db.task.findUniqueOrThrow({ where: { id: taskId } })).state).toBe("cancelled");
  });

  it("puts what is being taken back already on the departure's list, due no later", async () => {
    const ids = await recordActive(world, { who: "tariq", asset: "kiteAds", roles: ["Admin"] });
    const first = await withdrawGrants(world.people.ingrid.actor, { grantIds: ids, reason: "Over" });
    const dueAt = inDays(0.01);
    const causeId = world.people.tariq.personId;
    const second = await end(ids, { causeId, dueAt });
    expect(second).toMatchObject({ recaused: ids, ended: [], tasks: [] });
    const task = await db.task.findUniqueOrThrow({ where: { id: first.tasks[0]?.id ?? "" } });
    expect([task.cause, task.causeId, task.dueAt]).toEqual(["departure", causeId, dueAt]);
    expect(await end(ids, { causeId, dueAt })).toMatchObject({ skipped: ids });
  });

  it("is for those who run a cause; HR does not withdraw by hand", async () => {
    const ids = await recordActive(world, { who: "tariq", asset: "kiteAds", roles: ["Admin"] });
    const byHand = withdrawGrants(world.people.sara.actor, { grantIds: ids, reason: "x" });
    await expect(byHand).rejects.toMatchObject({ code: "forbidden" });
    const asOmar = endGrants(world.people.omar.actor, { grantIds: ids, reason: "x", cause: "recorded" });
    await expect(asOmar).rejects.toMatchObject({ code: "forbidden" });
    expect(await stateOf(ids[0] ?? "")).toBe("active attested");
  });

  it("twice at once makes one task", async () => {
    const ids = await recordActive(world, { who: "tariq", asset: "kiteAds", roles: ["Admin"] });
    await Promise.all([end(ids), end(ids)]);
    expect(await db.task.count({ where: { assetId: world.assets.kiteAds, kind: "revoke" } })).toBe(1);
    expect(await db.grantTransition.count({ where: { grantId: ids[0] ?? "", state: "removal_due" } })).toBe(
      1,
    );
  });

  it("makes one task of a person's roles on one account, the gravest first", async () => {
    const ids = [
      ...(await recordActive(world, {
        who: "tariq",
        asset: "kiteMeta",
        roles: ["Analyst", "Advertiser"],
      }).catch(() => [])),
      ...(await recordActive(world, { who: "tariq", asset: "kiteAds", roles: ["Admin"] })),
    ];
    const { tasks } = await end(ids);
    expect(tasks[0]?.title).toBe("Take Admin on Kite – Search (Google Ads) away from Tariq Haddad");
  });
});

describe("keep-grants", () => {
  it("brings back what is not yet gone, and its open grant task", async () => {
    const active = await recordActive(world, { who: "tariq", asset: "kiteAds", roles: ["Admin"] });
    const invited = await begin(world, { who: "tariq", asset: "northwindAds", roles: ["Standard"] });
    await noteProgress(world.people.erik.actor, { taskId: invited.taskId, progress: "invited" });
    const ids = [...active, ...invited.grantIds];
    await end(ids);
    const kept = await keepGrants(world.people.sara.actor, { grantIds: ids, reason: "She stays." });
    expect(kept.kept.sort()).toEqual([...ids].sort());
    expect(await stateOf(active[0] ?? "")).toBe("active attested");
    expect(await stateOf(invited.grantIds[0] ?? "")).toBe("invited");
    expect(kept.tasks.map((task) => task.kind)).toEqual(["grant"]);
    const open = await db.task.count({
      where: { kind: "revoke", state: "open", grants: { some: { grantId: { in: ids } } } },
    });
    expect(open).toBe(0);
  });
});

describe("record-grant and change-grant-end", () => {
  it("records many at once; the same twice is refused whole", async () => {
    const line = {
      personId: world.people.priya.personId,
      assetId: world.assets.kiteAds,
      roleIds: [world.role("google_ads", "Standard")],
      purpose: "As the spreadsheet says",
      proof: "unproved" as const,
    };
    const { grantIds } = await recordGrant(systemActor("operator"), { grants: [line], cause: "import" });
    const grant = await db.grant.findUniqueOrThrow({ where: { id: grantIds[0] ?? "" } });
    expect([grant.state, grant.proof, grant.endsAt]).toEqual(["active", null, null]);
    const twice = recordGrant(systemActor("operator"), { grants: [line], cause: "import" });
    await expect(twice).rejects.toThrow(/already has this role/);
  });

  it("attests nobody's own access", async () => {
    const own = recordGrant(world.people.ingrid.actor, {
      grants: [
        {
          personId: world.people.ingrid.personId,
          assetId: world.assets.kiteAds,
          roleIds: [world.role("google_ads", "Admin")],
          purpose: "x",
          proof: "attested",
          how: "I know it",
        },
      ],
    });
    await expect(own).rejects.toMatchObject({ code: "forbidden" });
  });

  it("moves an end within the stay; nobody extends their own", async () => {
    const [grantId = ""] = await recordActive(world, {
      who: "ingrid",
      asset: "kiteAds",
      roles: ["Standard"],
    });
    const change = (endsAt: Date, who: "ingrid" | "aoife" = "aoife") =>
      changeGrantEnd(world.people[who].actor, { grantId, endsAt, reason: "Longer project" });
    await expect(change(inDays(120), "ingrid")).rejects.toMatchObject({ code: "forbidden" });
    await expect(change(inDays(-1))).rejects.toMatchObject({ code: "invalid_input" });
    await change(inDays(120));
    await db.person.update({ where: { id: world.people.ingrid.personId }, data: { endsOn: inDays(10) } });
    await expect(change(inDays(150))).rejects.toThrow(/leaves on/);
    await db.person.update({ where: { id: world.people.ingrid.personId }, data: { endsOn: null } });
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { attestTask } from "@/lib/register/attest-task";
import { endGrants } from "@/lib/register/end-grants";
import { effectiveAccess } from "@/lib/register/queries/effective-access";
import { getEvidenceFile } from "@/lib/register/queries/evidence";
import { getGrant } from "@/lib/register/queries/get-grant";
import { getTask } from "@/lib/register/queries/get-task";
import { grantsOfClient, grantsOfPerson, ownGrants } from "@/lib/register/queries/grants-of";
import { exportGrants, type GrantFilter, listGrants } from "@/lib/register/queries/list-grants";
import { listTasks, taskCounts, tasksOfCause } from "@/lib/register/queries/list-tasks";
import { registerFigures } from "@/lib/register/queries/register-figures";
import { recordGrant } from "@/lib/register/record-grant";
import { begin, inDays, leftNothing, recordActive, screenshot } from "@/tests/support/grants";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
let old: string;
let task: string;
const causeId = "01900000-0000-7000-8000-000000000001";
const list = (filters: Partial<Record<GrantFilter, string>> = {}, q = "") => ({
  q,
  sort: "",
  page: 1,
  filters,
});

beforeAll(async () => {
  world = await makeWorld();
  const { people, assets, role } = world;
  const { grantIds } = await recordGrant(systemActor("operator"), {
    grants: [
      {
        personId: people.tariq.personId,
        assetId: assets.manager,
        roleIds: [role("google_ads", "Admin")],
        purpose: "Runs the accounts",
        startsAt: new Date("2025-03-01"),
        endsAt: inDays(-2),
        proof: "unproved",
      },
    ],
    cause: "import",
  });
  old = grantIds[0] ?? "";
  await recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] });
  const { tasks } = await endGrants(people.sara.actor, {
    grantIds: [old],
    reason: "Leaves",
    cause: "departure",
    causeId,
    dueAt: inDays(-0.1),
  });
  task = tasks[0]?.id ?? "";
  await begin(world, { who: "omar", asset: "northwindAds", roles: ["Read only"] });
});

describe("the register", () => {
  it("lists what is held, filtered, searched by account id as it is written, counted and exported", async () => {
    const ingrid = world.people.ingrid.actor;
    const all = await listGrants(ingrid, list());
    expect([all.total, all.expired]).toEqual([3, 1]);
    const late = all.rows.find((row) => row.id === old);
    expect(late).toMatchObject({
      holder: { kind: "person", name: "Tariq Haddad" },
      asset: { accountId: "652-204-7736", clientName: null },
      role: { name: "Admin", step: 5, of: 5 },
      risk: "administrator",
      state: "removal_due",
      proofAge: "none",
      expiredNotRemoved: true,
    });
    const ids = async (filters: Partial<Record<GrantFilter, string>>, q = "") =>
      (await listGrants(ingrid, list(filters, q))).rows.map((row) => row.holder.name);
    expect(await ids({ risk: "administrator" })).toEqual(["Tariq Haddad"]);
    expect(await ids({ state: "expired" })).toEqual(["Tariq Haddad"]);
    expect(await ids({ proof: "attested" })).toEqual(["Omar Rahman"]);
    expect(await ids({ client: world.northwind.id })).toEqual(["Omar Rahman"]);
    expect(await ids({}, "652-204-7736")).toEqual(["Tariq Haddad"]);
    expect(await exportGrants(ingrid, list())).toHaveLength(3);
    await expect(listGrants(world.people.omar.actor, list())).rejects.toMatchObject({ code: "forbidden" });
  });

  it("answers for any past day", async () => {
    const then = await listGrants(world.people.julia.actor, list(), new Date("2025-06-30T23:59:59Z"));
    expect(then.rows.map((row) => [row.holder.name, row.state, row.expiredNotRemoved])).toEqual([
      ["Tariq Haddad", "active", false],
    ]);
    const before = await listGrants(world.people.julia.actor, list(), new Date("2024-06-30"));
    expect(before.total).toBe(0);
    const person = await grantsOfPerson(
      world.people.julia.actor,
      world.people.tariq.personId,
      new Date("2025-06-30"),
    );
    expect(person.map((row) => row.state)).toEqual(["active"]);
  });

  it("shows a staff member their own and nothing else", async () => {
    const { omar, tariq } = world.people;
    expect((await ownGrants(omar.actor)).map((row) => row.asset.name).sort()).toEqual([
      "Kite – Search",
      "Northwind – Search",
    ]);
    expect(await getGrant(omar.actor, old)).toBeNull();
    expect((await getGrant(tariq.actor, old))?.can).toEqual({
      extend: false,
      end: false,
      changeEnd: false,
    });
    await expect(grantsOfClient(omar.actor, world.kite.id)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("counts itself", async () => {
    expect(await registerFigures(world.people.ingrid.actor)).toMatchObject({
      held: 2,
      verifiedFresh: 0,
      attestedFresh: 1,
      expiredNotRemoved: 1,
      removalsOverdue: 1,
      smallest: null,
    });
  });
});

describe("effectiveAccess", () => {
  it("follows what reaches below through two levels, and ends where the links go in a circle", async () => {
    const { assets, people } = world;
    const top = await db.asset.create({
      data: {
        platformId: "google_ads",
        type: "manager_account",
        externalId: "9999999991",
        name: "Top manager",
      },
    });
    await db.assetLink.createMany({
      data: [
        { aboveId: top.id, belowId: assets.manager, kind: "manager" },
        { aboveId: assets.kiteAds, belowId: top.id, kind: "manager" },
      ],
    });
    const mine = await effectiveAccess(db, { personId: people.tariq.personId });
    const paths = mine.map((access) => access.path.map((step) => step.name).join(" › ")).sort();
    expect(paths).toEqual([
      "Studio manager account",
      "Studio manager account › Kite – Search",
      "Studio manager account › Kite – Search › Top manager",
      "Studio manager account › Northwind – Search",
    ]);
    const kite = await effectiveAccess(db, { clientId: world.kite.id });
    expect(new Set(kite.map((access) => access.personName))).toEqual(
      new Set(["Tariq Haddad", "Omar Rahman"]),
    );
    const asset = await effectiveAccess(db, { assetId: assets.northwindAds });
    expect(asset.map((access) => [access.personName, access.direct])).toContainEqual(["Tariq Haddad", false]);
  });

  it("includes robots that a person owns and shared logins that they know, then and now", async () => {
    const { assets, people, role } = world;
    const robot = await db.robot.create({
      data: {
        name: "Reporting connector",
        kind: "connector",
        ownerId: people.priya.personId,
        purpose: "Reports",
      },
    });
    const shared = await db.identity.create({
      data: {
        address: "ads@kite.example",
        kind: "service",
        shared: true,
        holders: { create: [{ personId: people.priya.personId }, { personId: people.hannah.personId }] },
      },
    });
    const line = { purpose: "x", proof: "unproved" as const, startsAt: inDays(-5), endsAt: inDays(50) };
    await recordGrant(systemActor("operator"), {
      grants: [
        { ...line, robotId: robot.id, assetId: assets.kiteAnalytics, roleIds: [role("ga4", "Viewer")] },
        {
          ...line,
          identityId: shared.id,
          assetId: assets.kiteMeta,
          roleIds: [await anyRole("meta_business")],
        },
      ],
    });
    const access = await effectiveAccess(db, { personId: people.priya.personId });
    expect(access.map((each) => [each.via, each.viaName, each.assetName])).toEqual(
      expect.arrayContaining([
        ["robot", "Reporting connector", "kite.example"],
        ["shared_login", "ads@kite.example", "Kite – Brand"],
      ]),
    );
    const meta = await effectiveAccess(db, { assetId: assets.kiteMeta });
    expect(meta.map((each) => each.personName).sort()).toEqual(["Hannah Stone", "Priya Santos"]);
    expect(await effectiveAccess(db, { personId: people.priya.personId }, inDays(-10))).toEqual([]);
  });
});

const anyRole = async (platformId: string) =>
  (await db.platformRole.findFirstOrThrow({ where: { platformId, heldOn: { has: "ad_account" } } })).id;

describe("the worklist", () => {
  const state = { q: "", sort: "", page: 1, filters: {} };

  it("shows the overdue first, to who reads the register and to the custodian; nobody else", async () => {
    const lead = await listTasks(world.people.ingrid.actor, state);
    expect(lead.rows.map((row) => [row.group, row.kind])).toEqual([
      ["overdue", "revoke"],
      ["later", "grant"],
    ]);
    expect([lead.total, lead.overdue]).toEqual([2, 1]);
    expect((await listTasks(world.people.erik.actor, state)).total).toBe(2);
    expect((await listTasks(world.people.omar.actor, state)).total).toBe(0);
    expect(await taskCounts(world.people.erik.actor)).toEqual({ open: 2, overdue: 1, mine: 2, confirm: 0 });
    expect(await tasksOfCause(world.people.sara.actor, "departure", causeId)).toHaveLength(1);
  });

  it("shows a task with the platform's steps, its evidence, and what the viewer may do", async () => {
    const { erik, ingrid, tariq, hannah } = world.people;
    const open = await getTask(erik.actor, task);
    expect(open?.steps[0]).toBe(
      "Open the account 652-204-7736 itself (not the manager) with an Admin login.",
    );
    expect(open?.can).toEqual({
      attest: true,
      answer: false,
      verify: false,
      reopen: false,
      assign: true,
      comment: true,
      split: false,
      cancel: false,
      nameCustodian: false,
    });
    expect(await getTask(tariq.actor, task)).toBeNull();
    expect((await getTask(hannah.actor, task))?.whyNot).toMatch(/somebody else's/);
    await attestTask(erik.actor, {
      taskId: task,
      outcome: "done",
      files: [screenshot()],
      followUps: await leftNothing(task),
    });
    expect((await getTask(erik.actor, task))?.can.verify).toBe(false);
    const done = await getTask(ingrid.actor, task);
    expect(done?.can.verify).toBe(true);
    const fileId = done?.evidence[0]?.id ?? "";
    expect((await getEvidenceFile(ingrid.actor, fileId))?.mediaType).toBe("image/png");
    expect(await getEvidenceFile(tariq.actor, fileId)).toBeNull();
    expect(await getTask(ingrid.actor, "nonsense")).toBeNull();
  });

  it("shows a grant with its life and its reach", async () => {
    const grant = await getGrant(world.people.ingrid.actor, old);
    expect(grant?.steps.map((step) => step.state)).toEqual(["removed", "removal_due", "active"]);
    expect([grant?.proof, grant?.provedBy, grant?.provedHow]).toEqual(["attested", "Erik Levy", "a file"]);
    expect(grant?.evidence).toHaveLength(1);
  });
});

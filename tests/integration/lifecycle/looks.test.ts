import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { cancelDeparture } from "@/lib/lifecycle/cancel-departure";
import { finishLook } from "@/lib/lifecycle/finish-look";
import { issueCertificate } from "@/lib/lifecycle/issue-certificate";
import { findSeen } from "@/lib/lifecycle/jobs";
import { planAbsence } from "@/lib/lifecycle/plan-absence";
import { getCertificate, getClientCertificate } from "@/lib/lifecycle/queries/get-certificate";
import { getDeparture } from "@/lib/lifecycle/queries/get-departure";
import { getLook } from "@/lib/lifecycle/queries/get-look";
import { LOOK_BACK_MONTHS } from "@/lib/lifecycle/read-look-places";
import { recordFind } from "@/lib/lifecycle/record-find";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { attestTask } from "@/lib/register/attest-task";
import { reopenTask } from "@/lib/register/reopen-task";
import { verifyTask } from "@/lib/register/verify-task";
import { asNow } from "@/tests/support/as-now";
import { inDays, recordActive, screenshot, stateOf } from "@/tests/support/grants";
import { doLooks, doTask, lookedEverywhere } from "@/tests/support/looks";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";
import { hold } from "./holdings";

let world: World;
let departureId: string;

const MONTH = 31;
const longAgo = () => inDays(-(LOOK_BACK_MONTHS + 1) * MONTH);
const seat = (personId: string, engagementId: string, endedAt: Date | null = null) =>
  db.membership.create({
    data: { personId, engagementId, role: "Media buyer", since: inDays(-1000), endedAt },
  });

const looksOf = async (id: string) => {
  const looks = await db.task.findMany({
    where: { causeId: id, kind: "look" },
    include: { client: true },
    orderBy: { number: "asc" },
  });
  return looks.map((look) => ({ ...look, where: `${look.client?.name}: ${look.platformId}` }));
};
const lookAt = async (where: string) => {
  const look = (await looksOf(departureId)).find((each) => each.where === where);
  if (!look) throw new Error(`There is no look at ${where}.`);
  return look;
};
const terminated = async (personId: string) =>
  (await confirmed(startDeparture, world.people.sara.actor, { personId, kind: "terminated_now" }))
    .departureId;

// Tariq has one key at Kite and had a seat at Northwind; he has a private address, and he knows a shared login.
beforeAll(async () => {
  world = await makeWorld();
  const { people, assets, role, northwind } = world;
  await hold(world, "tariq", assets.kiteAds, role("google_ads", "Standard", "ad_account"));
  await seat(people.tariq.personId, northwind.engagementId, inDays(-60));
  const of = { holders: { create: { personId: people.tariq.personId } } };
  await db.identity.create({ data: { address: "tariq@private.example", kind: "personal", ...of } });
  await db.identity.create({
    data: { address: "tariq.h", kind: "personal", platformId: "meta_business", ...of },
  });
  await db.identity.create({ data: { address: "all@studio.example", kind: "service", shared: true, ...of } });
  departureId = await terminated(people.tariq.personId);
});

describe("the looks of a departure", () => {
  it("are one for each platform of each client they worked for, register entry or not", async () => {
    const looks = await looksOf(departureId);
    expect(looks.map((look) => look.where).toSorted()).toEqual([
      "Kite Insurance: ga4",
      "Kite Insurance: google_ads",
      "Kite Insurance: meta_business",
      "Northwind Outdoor: ga4",
      "Northwind Outdoor: google_ads",
    ]);
    expect(looks.every((look) => look.assigneeId === world.people.erik.personId)).toBe(true);
    // As grave as what he could do there, and never less than elevated.
    expect(looks.filter((look) => look.risk !== "elevated").map((look) => [look.where, look.risk])).toEqual([
      ["Kite Insurance: google_ads", "billing"],
    ]);
  });

  it("ask for the accounts there and those above them, under each address that the platform may know", async () => {
    const ads = await getLook(world.people.erik.actor, (await lookAt("Kite Insurance: google_ads")).id);
    expect(ads?.accounts.map((account) => [account.name, account.above])).toEqual([
      ["Studio manager account", true],
      ["Kite – Search", false],
    ]);
    expect(ads?.names.map((name) => name.address)).toEqual([
      "tariq.haddad@clickelement.example",
      "tariq@private.example",
    ]);
    const meta = await getLook(world.people.erik.actor, (await lookAt("Kite Insurance: meta_business")).id);
    expect(meta?.names.map((name) => name.address)).toContain("tariq.h");
    expect(meta?.roles.length).toBeGreaterThan(0);
    // Neither staff whose it is not, nor the one whom it is about, sees it.
    expect(await getLook(world.people.omar.actor, (await lookAt("Kite Insurance: ga4")).id)).toBeNull();
  });

  it("are none for work of long ago, for what has ended, and for who had neither seat nor key", async () => {
    const { kite, northwind, assets, people } = world;
    const past = await db.person.create({ data: { name: "Past Worker" } });
    await seat(past.id, kite.engagementId, longAgo());
    await db.grant.create({
      data: {
        ...{ personId: past.id, assetId: assets.northwindAds, purpose: "Campaigns", cause: "recorded" },
        roleId: world.role("google_ads", "Standard", "ad_account"),
        ...{ startsAt: inDays(-900), state: "removed", closedAt: longAgo() },
      },
    });
    expect(await looksOf(await terminated(past.id))).toEqual([]);
    const lately = await db.person.create({ data: { name: "Lately Here" } });
    await seat(lately.id, northwind.engagementId, inDays(-23 * 30));
    const ended = await db.asset.update({
      where: { id: assets.northwindAnalytics },
      data: { endedAt: new Date() },
    });
    expect((await looksOf(await terminated(lately.id))).map((look) => look.where)).toEqual([
      "Northwind Outdoor: google_ads",
    ]);
    await db.asset.update({ where: { id: ended.id }, data: { endedAt: null } });
    const never = await db.person.create({ data: { name: "Never Came", startsOn: inDays(4) } });
    const none = await startDeparture(people.ingrid.actor, { personId: never.id, kind: "never_started" });
    expect(await looksOf(none.departureId)).toEqual([]);
    expect(
      (await db.departure.findUniqueOrThrow({ where: { id: none.departureId } })).certifiedAt,
    ).not.toBeNull();
    const seated = await db.person.create({ data: { name: "Seated Only", startsOn: inDays(4) } });
    await seat(seated.id, kite.engagementId);
    const waits = await startDeparture(people.ingrid.actor, { personId: seated.id, kind: "never_started" });
    expect(await looksOf(waits.departureId)).toHaveLength(3);
  });

  it("go to who administers it where the custodian leaves, and to nobody where nobody is known", async () => {
    const { assets, people, role } = world;
    const keeper = await db.person.create({ data: { name: "Keeper Leaves" } });
    await db.asset.updateMany({
      where: { id: { in: [assets.kiteAnalytics, assets.kiteMeta] } },
      data: { custodianId: keeper.id },
    });
    const admin = await hold(world, "hannah", assets.kiteAnalytics, role("ga4", "Administrator"));
    await seat(keeper.id, world.kite.engagementId);
    const looks = await looksOf(await terminated(keeper.id));
    const whose = (platformId: string) => looks.find((look) => look.platformId === platformId)?.assigneeId;
    expect(whose("ga4")).toBe(people.hannah.personId);
    expect(whose("meta_business")).toBeNull();
    await db.grant.update({ where: { id: admin }, data: { state: "removal_due" } });
  });

  it("have one place each, which the database holds", async () => {
    const {
      id: _,
      number: __,
      ...look
    } = (await db.task.findFirstOrThrow({
      where: { id: (await lookAt("Kite Insurance: ga4")).id },
    })) as Record<string, unknown>;
    const again = look as Parameters<typeof db.task.create>[0]["data"];
    await expect(db.task.create({ data: again })).rejects.toThrow(/look_open_once|causeId/);
    await expect(db.task.create({ data: { ...again, clientId: null } as typeof again })).rejects.toThrow(
      /task_platform_of_look/,
    );
    // Done without saying under which addresses somebody looked.
    await expect(
      db.task.update({
        where: { id: (await lookAt("Kite Insurance: ga4")).id },
        data: { state: "attested", outcome: "not_there", attestedAt: new Date() },
      }),
    ).rejects.toThrow(/look_says_under_which/);
  });
});

describe("looked, and was not there", () => {
  it("is refused for others, without each address, without a proof, and as any other task", async () => {
    const { id: taskId } = await lookAt("Kite Insurance: ga4");
    const looked = await lookedEverywhere(taskId);
    const { erik, omar, hannah } = world.people;
    await refused(finishLook(omar.actor, looked), "not_found");
    await refused(finishLook(hannah.actor, looked), "forbidden", /somebody else's/);
    await refused(finishLook(await asNow(world, "tariq"), looked), "unauthenticated");
    await refused(
      finishLook(erik.actor, { ...looked, lookedUnder: looked.lookedUnder.slice(0, 1) }),
      "invalid_input",
      /tariq@private\.example is left out/,
    );
    await refused(finishLook(erik.actor, { ...looked, note: undefined }), "invalid_input", /needs evidence/);
    await refused(finishLook(erik.actor, { ...looked, taskId: crypto.randomUUID() }), "not_found");
    await refused(
      attestTask(erik.actor, { taskId, outcome: "not_there", note: "Not there." }),
      "invalid_input",
      /on its own page/,
    );
    expect((await lookAt("Kite Insurance: ga4")).state).toBe("open");
  });

  it("is kept once, with the addresses and the file that prove it, and can be taken back", async () => {
    const { id: taskId } = await lookAt("Kite Insurance: ga4");
    const { erik } = world.people;
    const looked = { ...(await lookedEverywhere(taskId)), files: [screenshot()] };
    expect(await twiceAtOnce(() => finishLook(erik.actor, looked))).toBe(1);
    await refused(finishLook(erik.actor, looked), "conflict", /already done/);
    expect(await lookAt("Kite Insurance: ga4")).toMatchObject({
      state: "attested",
      outcome: "not_there",
      attestedById: erik.personId,
    });
    const kept = await db.evidence.findMany({ where: { taskId }, orderBy: { kind: "asc" } });
    expect(kept.map((each) => [each.kind, each.step, each.lookedUnder])).toEqual([
      ["file", "attest", looked.lookedUnder],
      ["looked_not_there", "attest", looked.lookedUnder],
    ]);
    await reopenTask(erik.actor, { taskId, reason: "I looked in the wrong account." });
    await doTask(erik.actor, taskId);
    expect((await lookAt("Kite Insurance: ga4")).state).toBe("attested");
  });

  it("waits for the last moment, and is not said by whom it is about", async () => {
    const { sara, erik, omar, ingrid, aoife } = world.people;
    await hold(world, "omar", world.assets.northwindAds, world.role("google_ads", "Standard", "ad_account"));
    const leaves = await startDeparture(sara.actor, {
      ...{ personId: omar.personId, kind: "leaves", lastMoment: inDays(3) },
    });
    const [look] = await looksOf(leaves.departureId);
    const taskId = look?.id ?? "";
    const looked = await lookedEverywhere(taskId);
    await refused(finishLook(erik.actor, looked), "conflict", /here until the last moment/);
    expect((await getLook(erik.actor, taskId))?.hereUntil).not.toBeNull();
    await cancelDeparture(sara.actor, { departureId: leaves.departureId, reason: "He stays." });
    expect((await looksOf(leaves.departureId)).map((each) => each.state)).toEqual(["cancelled", "cancelled"]);
    await refused(finishLook(erik.actor, looked), "conflict", /cancelled/);

    await seat(ingrid.personId, world.northwind.engagementId);
    const hers = await startDeparture(aoife.actor, {
      ...{ personId: ingrid.personId, kind: "leaves", lastMoment: inDays(3) },
    });
    const [own] = await looksOf(hers.departureId);
    const about = await lookedEverywhere(own?.id ?? "");
    await refused(finishLook(await asNow(world, "ingrid"), about), "forbidden", /about you/);
    await cancelDeparture(sara.actor, { departureId: hers.departureId, reason: "She stays." });
  });
});

describe("found", () => {
  const find = async (of: object = {}) => ({
    taskId: (await lookAt("Northwind Outdoor: google_ads")).id,
    assetId: world.assets.northwindAds,
    roleIds: [world.role("google_ads", "Admin", "ad_account")],
    foundUnder: "tariq@private.example",
    note: "He is in the list of users.",
    ...of,
  });

  it("is refused for others, elsewhere, in another platform's role, under no address, and without a proof", async () => {
    const { erik, hannah } = world.people;
    const say = async (of: object) => recordFind(erik.actor, await find(of));
    await refused(recordFind(hannah.actor, await find()), "forbidden");
    await refused(say({ assetId: world.assets.kiteAds }), "invalid_input", /not about that account/);
    await refused(say({ assetId: crypto.randomUUID() }), "invalid_input");
    await refused(say({ roleIds: [world.role("ga4", "Viewer")] }), "invalid_input");
    await refused(say({ foundUnder: "somebody@else.example" }), "invalid_input", /under which address/);
    await refused(say({ note: undefined }), "invalid_input", /needs evidence/);
    await refused(
      say({ taskId: (await db.task.findFirstOrThrow({ where: { kind: "revoke" } })).id }),
      "not_found",
    );
    const known = {
      taskId: (await lookAt("Kite Insurance: google_ads")).id,
      assetId: world.assets.kiteAds,
      roleIds: [world.role("google_ads", "Standard", "ad_account")],
    };
    await refused(say(known), "conflict", /knows this key already/);
    expect(await db.grant.count({ where: { cause: "recorded", causeId: { not: null } } })).toBe(0);
  });

  it("is recorded and taken back on the same checklist, once, and the look goes on", async () => {
    const { erik, tariq } = world.people;
    const input = await find();
    expect(await twiceAtOnce(() => recordFind(erik.actor, input))).toBe(1);
    const key = { idempotencyKey: crypto.randomUUID() };
    const above = await find({
      assetId: world.assets.manager,
      roleIds: [world.role("google_ads", "Read only", "manager_account")],
      ...{ foundUnder: null, otherAddress: "t.haddad@gone.example", invited: true },
    });
    const once = await recordFind(erik.actor, above, key);
    expect(await recordFind(erik.actor, above, key)).toEqual(once);

    const grants = await db.grant.findMany({
      where: { cause: "recorded", causeId: input.taskId },
      include: { identity: true, tasks: { include: { task: true } } },
      orderBy: { createdAt: "asc" },
    });
    expect(
      grants.map(({ personId, state, proof, provedById, identity, tasks }) => ({
        ...{ personId, state, proof, provedById, address: identity?.address ?? null },
        tasks: tasks.map(({ task }) => [task.kind, task.causeId, task.state]),
      })),
    ).toEqual(
      ["tariq@private.example", null].map((address) => ({
        ...{ personId: tariq.personId, state: "removal_due", proof: "attested", provedById: erik.personId },
        address,
        tasks: [["revoke", departureId, "open"]],
      })),
    );
    expect((await lookAt("Northwind Outdoor: google_ads")).state).toBe("open");
    // What was found is on the checklist already; nothing is found once more.
    expect(await findSeen()).toBeUndefined();
    const look = await getLook(erik.actor, input.taskId);
    expect(look?.found.map((each) => [each.roleName, each.assetName, each.taskNumber !== null])).toEqual([
      ["Admin", "Northwind – Search", true],
      ["Read only", "Studio manager account", true],
    ]);
  });

  it("can be all there is: then the look is answered with it in one", async () => {
    const { erik } = world.people;
    const taskId = (await lookAt("Northwind Outdoor: ga4")).id;
    const { lookedUnder } = await lookedEverywhere(taskId);
    const all = {
      ...{ taskId, assetId: world.assets.northwindAnalytics, roleIds: [world.role("ga4", "Viewer")] },
      ...{ foundUnder: "tariq.haddad@clickelement.example", finishes: true, files: [screenshot()] },
    };
    await refused(recordFind(erik.actor, all), "invalid_input", /left out/);
    expect(await db.grant.count({ where: { causeId: taskId } })).toBe(0);
    await recordFind(erik.actor, { ...all, lookedUnder });
    expect(await lookAt("Northwind Outdoor: ga4")).toMatchObject({ state: "attested", outcome: "done" });
    await refused(recordFind(erik.actor, { ...all, lookedUnder }), "conflict");
  });
});

describe("the certificate", () => {
  it("waits for the looks and for the second pair of eyes, and lists each with what was found", async () => {
    const { sara, aoife } = world.people;
    const ingrid = await asNow(world, "ingrid");
    for (const { id } of await db.task.findMany({
      where: { causeId: departureId, kind: { not: "look" }, state: "open" },
    }))
      await doTask(ingrid, id);
    await refused(issueCertificate(sara.actor, { departureId }), "conflict", /anywhere else on 3 platforms/);
    const { standing, progress } = (await getDeparture(sara.actor, departureId)) ?? {};
    expect([standing, progress?.looks]).toEqual(["under_way", 3]);

    await doLooks(ingrid, departureId, aoife.actor);
    // An administrator's key was found, and it is gone when a second person has looked.
    await refused(issueCertificate(sara.actor, { departureId }), "conflict", /second person/);
    for (const { id: taskId } of await db.task.findMany({
      where: { causeId: departureId, state: "attested", risk: { in: ["billing", "administrator"] } },
    }))
      await verifyTask(aoife.actor, { taskId, note: "Looked too." });
    await issueCertificate(sara.actor, { departureId });
    const issued = await getCertificate(sara.actor, departureId);
    expect(issued?.intact).toBe(true);
    const looks = issued?.certificate.looks ?? [];
    expect(looks).toHaveLength(5);
    const northwind = looks.find(
      (look) => look.client === "Northwind Outdoor" && look.outcome === "done" && look.found?.length === 2,
    );
    expect(northwind?.found).toEqual([
      expect.stringMatching(/^Admin on Northwind – Search, under tariq@private\.example \(T-\d+\)$/),
      expect.stringMatching(/^Read only on Studio manager account \(T-\d+\)$/),
    ]);
    const nowhere = looks.find(
      (look) => look.platform?.startsWith("Google Analytics") && look.client === "Kite Insurance",
    );
    expect(nowhere).toMatchObject({ outcome: "not_there", found: [], doneBy: "Erik Levy" });
    expect(nowhere?.evidence.at(-1)?.lookedUnder).toEqual([
      "tariq.haddad@clickelement.example",
      "tariq@private.example",
    ]);
    const own = await getClientCertificate(sara.actor, { departureId, clientId: world.kite.id });
    expect(own?.certificate.looks?.map((look) => look.client)).toEqual(Array(3).fill("Kite Insurance"));
    expect(JSON.stringify(own?.certificate)).not.toMatch(/Northwind/);
  });

  it("is reopened by what is found later, with a look where nobody has looked, and the done ones stay", async () => {
    const client = await db.client.create({ data: { name: "Late Client", nameKey: "late client" } });
    const asset = await db.asset.create({
      data: {
        ...{ clientId: client.id, platformId: "ga4", type: "property", externalId: "998877665" },
        ...{ name: "late.example", custodianId: world.people.erik.personId },
      },
    });
    const late = { ...world, assets: { ...world.assets, kiteAnalytics: asset.id } };
    const [grantId = ""] = await recordActive(late, {
      who: "tariq",
      asset: "kiteAnalytics",
      roles: ["Viewer"],
    });
    expect(await findSeen()).toBeDefined();
    expect(await stateOf(grantId)).toMatch(/^removal_due/);
    const looks = await looksOf(departureId);
    expect(looks.filter((look) => look.state === "open").map((look) => look.where)).toEqual([
      "Late Client: ga4",
    ]);
    expect(looks).toHaveLength(6);
  });
});

it("an absence makes none, and a departure that is cancelled meanwhile leaves it none", async () => {
  const { sara, priya } = world.people;
  await recordActive(world, { who: "priya", asset: "kiteMeta", roles: ["View performance"] });
  await planAbsence(sara.actor, {
    ...{ personId: priya.personId, kind: "parental", startsOn: inDays(0).toISOString().slice(0, 10) },
  });
  expect(await db.task.count({ where: { cause: "absence", kind: "look" } })).toBe(0);
  const started = await startDeparture(sara.actor, {
    ...{ personId: priya.personId, kind: "leaves", lastMoment: inDays(2) },
  });
  expect((await looksOf(started.departureId)).length).toBe(3);
  await cancelDeparture(sara.actor, { departureId: started.departureId, reason: "She stays." });
  expect(new Set((await looksOf(started.departureId)).map((look) => look.state))).toEqual(
    new Set(["cancelled"]),
  );
  expect(await db.task.count({ where: { cause: "absence", kind: "look" } })).toBe(0);
});

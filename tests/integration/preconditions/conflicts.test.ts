import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { setKit } from "@/lib/clients/set-kit";
import { db } from "@/lib/db";
import { changeConflict } from "@/lib/preconditions/change-conflict";
import { conflictsOfPerson, getConflicts } from "@/lib/preconditions/conflict-queries";
import { declareConflict } from "@/lib/preconditions/declare-conflict";
import { endConflict } from "@/lib/preconditions/end-conflict";
import { makeException } from "@/lib/preconditions/make-exception";
import { attestTask } from "@/lib/register/attest-task";
import { findHeldConflicts } from "@/lib/register/jobs";
import { getGrant } from "@/lib/register/queries/get-grant";
import { listFindings } from "@/lib/register/queries/list-findings";
import { listGrants } from "@/lib/register/queries/list-grants";
import { recordGrant } from "@/lib/register/record-grant";
import { resolveFinding } from "@/lib/register/resolve-finding";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { askForKit } from "@/lib/requests/ask-for-kit";
import { decideItems } from "@/lib/requests/decide-items";
import { expireDueExceptions } from "@/lib/requests/jobs";
import { getRequest } from "@/lib/requests/queries/get-request";
import { previewKit } from "@/lib/requests/queries/preview-kit";
import { previewRequest } from "@/lib/requests/queries/preview-request";
import { takeEmergencyAccess } from "@/lib/requests/take-emergency-access";
import { clearRequests } from "@/tests/integration/requests/clear";
import { firstRules, usePolicy } from "@/tests/support/access-policy";
import { inDays, recordActive } from "@/tests/support/grants";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { askedFor, confirmed } from "@/tests/support/proof";
import { makeWorld, type Name, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
/** Pairs are never deleted, so those of the test before are over. */
const endAll = () =>
  db.dutyConflict.updateMany({
    where: { endedAt: null },
    data: { endedAt: new Date(), endReason: "The test is over" },
  });
beforeEach(async () => {
  await db.finding.deleteMany();
  await db.accessExceptionUse.deleteMany();
  await db.accessException.deleteMany();
  await clearRequests();
  await endAll();
  await usePolicy(firstRules);
});

const as = (who: Name) => world.people[who].actor;
const ingrid = () => as("ingrid");
const aoife = () => as("aoife");

/* At Kite: Manage campaigns (ads) on Meta spends; Editor on Analytics takes personal data out. */
const spends = { account: "kiteMeta", work: ["publish-campaigns"] } as const;
const exports_ = { account: "kiteAnalytics", work: ["export-contact-data"] } as const;
const declare = (more: object = {}) =>
  confirmed(declareConflict, ingrid(), {
    oneDuty: "export_personal_data",
    otherDuty: "spend",
    reach: "client",
    effect: "refuse",
    oneRole: true,
    reason: "Nobody buys ads with the contacts",
    ...more,
  });

type Side = {
  account: keyof World["assets"];
  work: readonly ("publish-campaigns" | "export-contact-data")[];
};
const asking = (side: Side, who: Name, by: Name) =>
  askForAccess(as(by), {
    clientId: world.kite.id,
    assetIds: [world.assets[side.account]],
    personIds: [world.people[who].personId],
    work: [...side.work],
    until: inDays(60),
    reason: "The launch",
  });
async function asked(side: Side, who: Name = "omar", by: Name = "hannah"): Promise<string> {
  const { id } = await asking(side, who, by);
  return (await db.requestItem.findFirstOrThrow({ where: { requestId: id } })).id;
}
const approve = (itemIds: string | string[], who: Name = "ingrid") =>
  confirmed(decideItems, as(who), { itemIds: [itemIds].flat(), decision: "smallest" });
const exception = (conflictId: string, until = 20) =>
  confirmed(makeException, aoife(), {
    precondition: "conflicting_duties",
    conflictId,
    personId: world.people.omar.personId,
    clientId: world.kite.id,
    until: inDays(until).toISOString().slice(0, 10),
    reason: "Nobody else until Friday",
  });
const grantOf = (itemId: string) => db.grant.findFirstOrThrow({ where: { causeId: itemId } });

describe("a pair of conflicting duties", () => {
  it("is declared with a proof that names it, once, whichever of the two comes first", async () => {
    const pair = {
      oneDuty: "spend",
      otherDuty: "export_personal_data",
      reach: "client",
      effect: "refuse",
    } as const;
    const { does } = await askedFor(declareConflict(ingrid(), { ...pair, reason: "x" }));
    expect(does).toBe(
      "declare “spend the budget and export personal data” as conflicting, refused at the same client, by different roles",
    );
    const { id } = await declare();
    expect(await db.dutyConflict.findUniqueOrThrow({ where: { id } })).toMatchObject({
      firstDuty: "spend",
      secondDuty: "export_personal_data",
      createdById: world.people.ingrid.personId,
    });
    for (const turned of [{}, { oneDuty: "spend", otherDuty: "export_personal_data" }])
      await refused(declare(turned), "conflict", /declared already/);
    await expect(declare({ otherDuty: "export_personal_data" })).rejects.toMatchObject({
      fields: { otherDuty: ["Choose another duty."] },
    });
    for (const wrong of [{ otherDuty: "view" }, { reason: " " }, { reach: "planet" }])
      await expect(declare(wrong)).rejects.toMatchObject({ code: "invalid_input" });
    await refused(declareConflict(as("hannah"), { ...pair, reason: "x" }), "forbidden");
  });

  it("is declared by two at once and stands once", async () => {
    const answers = await Promise.allSettled([
      declare(),
      confirmed(declareConflict, aoife(), {
        oneDuty: "spend",
        otherDuty: "export_personal_data",
        reach: "studio",
        effect: "mark",
        reason: "So do I think",
      }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(await db.dutyConflict.count({ where: { endedAt: null } })).toBe(1);
  });

  it("is changed and ended, and what it was, by whom and when is kept", async () => {
    const { id } = await declare();
    const terms = { conflictId: id, reach: "studio", effect: "mark", reason: "Softer" } as const;
    await confirmed(changeConflict, aoife(), terms);
    await refused(confirmed(changeConflict, aoife(), terms), "conflict", /how it is already/);
    await confirmed(endConflict, ingrid(), { conflictId: id, reason: "Two teams now" });
    await refused(
      confirmed(endConflict, ingrid(), { conflictId: id, reason: "Again" }),
      "conflict",
      /over already/,
    );
    await refused(confirmed(changeConflict, ingrid(), { ...terms, reason: "No" }), "conflict", /is over/);
    const { pairs } = await getConflicts(as("julia"));
    expect(pairs.find((pair) => pair.id === id)).toMatchObject({
      endedAt: expect.any(Date),
      changes: [
        { kind: "ended", reason: "Two teams now", by: "Ingrid Dahl" },
        {
          kind: "changed",
          terms: "marked anywhere in the studio, by different roles",
          reason: "Softer",
          by: "Aoife Raman",
        },
        { kind: "declared", terms: "refused at the same client, also by a single role", by: "Ingrid Dahl" },
      ],
    });
    expect(await db.auditEvent.count({ where: { objectType: "conflict", objectId: id } })).toBe(3);
    await declare();
  });

  it("is ended by two at once, once", async () => {
    const { id } = await declare();
    await Promise.allSettled([
      confirmed(endConflict, ingrid(), { conflictId: id, reason: "One" }),
      confirmed(endConflict, aoife(), { conflictId: id, reason: "Two" }),
    ]);
    expect(await db.dutyConflictChange.count({ where: { conflictId: id, kind: "ended" } })).toBe(1);
  });

  it("is held by the database: in one order, of real duties, once, never another one, never begun again", async () => {
    const { id } = await declare();
    const row = { reach: "client", effect: "mark", reason: "x" } as const;
    const insert = (firstDuty: "spend" | "view" | "export_personal_data", secondDuty: "spend" | "own") =>
      db.dutyConflict.create({ data: { ...row, firstDuty, secondDuty } });
    await expect(insert("export_personal_data", "spend")).rejects.toThrow(/conflict_of_two/);
    await expect(insert("view", "own")).rejects.toThrow(/conflict_of_duties/);
    await expect(
      db.dutyConflict.create({ data: { ...row, firstDuty: "spend", secondDuty: "export_personal_data" } }),
    ).rejects.toThrow(/Unique constraint|conflict_stands_once/);
    const change = (data: object) => db.dutyConflict.update({ where: { id }, data });
    await expect(change({ secondDuty: "own" })).rejects.toThrow(/conflict_kept/);
    await endAll();
    await expect(change({ endedAt: null, endReason: null })).rejects.toThrow(/conflict_kept/);
    await expect(db.dutyConflict.delete({ where: { id } })).rejects.toThrow(/permission denied|42501/);
    await expect(db.dutyConflictChange.deleteMany()).rejects.toThrow(/permission denied|42501/);
    await expect(
      db.accessException.create({
        data: {
          precondition: "conflicting_duties",
          personId: world.people.omar.personId,
          clientId: world.kite.id,
          reason: "x",
          approvedById: world.people.aoife.personId,
          endsAt: inDays(3),
        },
      }),
    ).rejects.toThrow(/exception_names_pair/);
  });
});

describe("what is refused", () => {
  it("is left out before it is asked, in words, and cannot be asked", async () => {
    await declare();
    await approve(await asked(spends));
    const preview = await previewRequest(as("hannah"), {
      clientId: world.kite.id,
      assetIds: [world.assets.kiteAnalytics],
      personIds: [world.people.omar.personId, world.people.erik.personId],
      work: ["export-contact-data"],
    });
    const people = new Map(preview.assets[0]?.people.map((person) => [person.name, person.leftOut]));
    expect(people.get("Erik Levy")).toBeNull();
    expect(people.get("Omar Rahman")).toBe(
      "Omar Rahman would hold conflicting duties: spend the budget (Manage campaigns (ads) on Kite – Brand) and export personal data (Editor on kite.example). This is refused (Nobody buys ads with the contacts). Take one of the two back first, reject this, or get an exception.",
    );
    await refused(
      asked(exports_),
      "conflict",
      /^There is nothing to ask for\. .* would hold conflicting duties/,
    );
    await asked(exports_, "erik");
  });

  it("leaves out what a single role gives, unless the pair says otherwise", async () => {
    await declare({ otherDuty: "publish", reach: "account", oneRole: false });
    expect(await asking(exports_, "omar", "hannah")).toMatchObject({ items: 1 });
    await endAll();
    await declare({ otherDuty: "publish", reach: "account" });
    await refused(asking(exports_, "erik", "hannah"), "conflict", /\(both as Editor on kite\.example\)/);
  });

  it("counts within one request: neither of the two is asked for", async () => {
    await declare({ otherDuty: "publish" });
    const both = askForAccess(as("hannah"), {
      clientId: world.kite.id,
      assetIds: [world.assets.kiteMeta, world.assets.kiteAnalytics],
      personIds: [world.people.omar.personId],
      work: ["export-contact-data"],
      more: [
        {
          assetId: world.assets.kiteMeta,
          roleIds: [world.role("meta_business", "Manage campaigns (ads)", "ad_account")],
          reason: "To publish",
        },
      ],
      until: inDays(60),
      reason: "Both at once",
    });
    await refused(both, "conflict", /nothing to ask for/);
  });

  it("is left out of a kit, in words, and the rest of the kit is asked for", async () => {
    await declare();
    const held = await asked(spends, "tariq");
    await approve(held);
    const role = `Buyer ${crypto.randomUUID()}`;
    await setKit(as("hannah"), {
      engagementId: world.kite.engagementId,
      role,
      lines: [
        { assetId: world.assets.kiteAnalytics, work: [...exports_.work] },
        { assetId: world.assets.kiteAds, work: ["look-at-reports"] },
      ],
    });
    const seat = await db.membership.create({
      data: {
        engagementId: world.kite.engagementId,
        personId: world.people.tariq.personId,
        role,
      },
    });
    const preview = await previewKit(as("hannah"), seat.id);
    const against = preview?.lines.find((line) => line.assetId === world.assets.kiteAnalytics);
    expect(against?.leftOut).toMatch(/^Tariq Haddad would hold conflicting duties/);
    const { items, leftOut } = await askForKit(as("hannah"), { membershipId: seat.id });
    expect({ items, leftOut }).toEqual({ items: 1, leftOut: [against?.leftOut] });
  });

  it("cannot be approved, one by one or together, and the item shows it", async () => {
    await declare();
    const [one, other] = [await asked(spends), await asked(exports_)];
    await refused(approve([one, other]), "conflict", /would hold conflicting duties/);
    await approve(one);
    const { requestId } = await db.requestItem.findUniqueOrThrow({ where: { id: other } });
    const request = await getRequest(ingrid(), requestId);
    expect(request?.checks.filter((check) => check.tone === "critical")).toMatchObject([
      { text: expect.stringMatching(/^Omar Rahman would hold conflicting duties/), marks: true },
    ]);
    expect(request?.items[0]?.stops).toMatch(/conflicting duties/);
    await refused(approve(other), "conflict", /Take one of the two back first/);
    expect(await db.requestItem.findUniqueOrThrow({ where: { id: other } })).toMatchObject({
      state: "waiting",
    });
  });

  it("two who approve its two halves at once give exactly one, whichever they begin with", async () => {
    await declare();
    for (let round = 0; round < 4; round += 1) {
      const [one, other] = [await asked(spends), await asked(exports_)];
      const answers = await Promise.allSettled([approve(one, "aoife"), approve(other, "ingrid")]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      const personId = world.people.omar.personId;
      expect(await db.grant.count({ where: { personId, state: "to_grant" } })).toBe(1);
      await clearRequests();
    }
  });

  it("counts what is reached through a manager account, held by a robot, and being taken back", async () => {
    await declare({ otherDuty: "billing", reach: "account", oneDuty: "manage_users" });
    await recordActive(world, { who: "omar", asset: "manager", roles: ["Billing"] });
    const admin = () =>
      askForAccess(as("hannah"), {
        clientId: world.kite.id,
        assetIds: [world.assets.kiteAds],
        personIds: [world.people.omar.personId],
        work: ["manage-users"],
        until: inDays(60),
        reason: "Users",
      });
    await refused(admin(), "conflict", /conflicting duties/);
    const found = await conflictsOfPerson(as("julia"), world.people.omar.personId);
    expect(found).toEqual([]);
    await declare({ oneDuty: "spend", otherDuty: "own", reach: "studio", effect: "mark" });
    const robot = await db.robot.create({
      data: { name: "Bidder", kind: "api_token", ownerId: world.people.omar.personId, purpose: "Bids" },
    });
    await db.grant.create({
      data: {
        robotId: robot.id,
        assetId: world.assets.northwindAds,
        roleId: world.role("google_ads", "Admin", "ad_account"),
        purpose: "Bids",
        startsAt: inDays(-3),
        endsAt: inDays(30),
        state: "active",
        cause: "recorded",
      },
    });
    expect(await conflictsOfPerson(as("julia"), world.people.omar.personId)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          how: expect.stringMatching(/Admin on Northwind – Search, through Bidder/),
        }),
      ]),
    );
  });

  it("does not count what the new role takes the place of on the same account, but does on another one", async () => {
    await declare({ otherDuty: "publish" });
    const store = (externalId: string) =>
      db.asset.create({
        data: {
          clientId: world.kite.id,
          platformId: "shopify",
          type: "store",
          externalId,
          name: externalId,
          ownedBy: "client",
          custodianId: world.people.erik.personId,
        },
      });
    const [shop, outlet] = [await store("kite.myshopify.com"), await store("outlet.myshopify.com")];
    await recordGrant(systemActor("demo"), {
      grants: [
        {
          personId: world.people.omar.personId,
          assetId: shop.id,
          roleIds: [world.role("shopify", "Staff (custom permissions)")],
          purpose: "Orders",
          endsAt: inDays(30),
          proof: "unproved",
        },
      ],
    });
    const publish = (assetId: string) =>
      askForAccess(as("hannah"), {
        clientId: world.kite.id,
        assetIds: [assetId],
        personIds: [world.people.omar.personId],
        work: ["publish-content"],
        until: inDays(60),
        reason: "The sale",
      });
    await refused(publish(outlet.id), "conflict", /publish \(Collaborator on outlet.*Staff/);
    expect(await publish(shop.id)).toMatchObject({ items: 1, leftOut: [] });
  });

  it("is not given either, where it was approved before the pair was declared", async () => {
    const [one, other] = [await asked(spends), await asked(exports_)];
    await approve([one, other].slice(0, 1));
    await approve(other);
    const { id } = await declare();
    const task = await db.task.findFirstOrThrow({ where: { causeId: other, kind: "grant" } });
    const attest = () => attestTask(as("erik"), { taskId: task.id, outcome: "done", note: "Added." });
    await refused(
      attest(),
      "conflict",
      /^Do not give this to Omar Rahman: they would hold conflicting duties/,
    );
    await exception(id);
    await attest();
  });
});

describe("an exception", () => {
  it("lets one person through one pair, marked, and kept with the approval", async () => {
    const { id } = await declare();
    await approve(await asked(spends));
    const { id: exceptionId } = await exception(id);
    const item = await asked(exports_);
    const { requestId } = await db.requestItem.findUniqueOrThrow({ where: { id: item } });
    const request = await getRequest(ingrid(), requestId);
    expect(request?.checks.find((check) => check.exceptionId === exceptionId)).toMatchObject({
      tone: "attention",
      marks: true,
      sub: expect.stringMatching(/^Aoife Raman made an exception until .*: Nobody else until Friday$/),
    });
    await approve(item);
    expect(await db.accessExceptionUse.findMany()).toEqual([{ exceptionId, itemId: item }]);
    const event = await db.auditEvent.findFirstOrThrow({
      where: { action: "requests.decide-items", objectId: requestId },
    });
    expect(event.after).toMatchObject({ marked: [expect.stringMatching(/would hold conflicting duties/)] });
    expect((await getConflicts(as("sara"))).pairs[0]?.holders).toMatchObject([
      { name: "Omar Rahman", exceptUntil: expect.any(Date) },
    ]);
  });

  it("names a pair that is in force, and one from something else names none", async () => {
    const { id } = await declare();
    const of = (more: object) =>
      confirmed(makeException, aoife(), {
        precondition: "conflicting_duties",
        personId: world.people.omar.personId,
        clientId: world.kite.id,
        until: inDays(9).toISOString().slice(0, 10),
        reason: "x",
        ...more,
      });
    for (const wrong of [{}, { precondition: "papers", conflictId: id }])
      await expect(of(wrong)).rejects.toMatchObject({ fields: { conflictId: [expect.any(String)] } });
    await refused(of({ conflictId: world.kite.id }), "not_found");
    await endAll();
    await refused(of({ conflictId: id }), "conflict", /conflict no more/);
  });

  it("takes what stands on it alone with it", async () => {
    const { id } = await declare();
    const first = await asked(spends);
    await approve(first);
    await exception(id);
    const item = await asked(exports_);
    await approve(item);
    await db.accessException.updateMany({ data: { approvedAt: inDays(-30), endsAt: inDays(-1) } });
    expect(await expireDueExceptions()).toEqual({ said: "1 exception is over; 1 key is taken back" });
    expect(await grantOf(item)).toMatchObject({ state: "not_granted" });
    expect(await grantOf(first)).toMatchObject({ state: "to_grant" });
    const event = await db.auditEvent.findFirstOrThrow({
      where: { action: "requests.expire-exceptions" },
      orderBy: { seq: "desc" },
    });
    expect(event.after).toMatchObject({
      exceptFrom: "No conflicting duties in one hand (spend the budget and export personal data)",
    });
  });
});

describe("what is marked", () => {
  it("is asked for and approved by a person, shown, and never approved by a rule", async () => {
    await usePolicy([{ name: "Everything", when: { size: "smallest" }, outcome: "approve" }]);
    await declare({
      effect: "mark",
      oneDuty: "publish",
      otherDuty: "spend",
      reason: "Four eyes on the budget",
    });
    const preview = await previewRequest(as("hannah"), {
      clientId: world.kite.id,
      assetIds: [world.assets.kiteMeta],
      personIds: [world.people.omar.personId],
      work: ["publish-campaigns"],
    });
    expect(preview.checks.filter((check) => check.marks)).toMatchObject([
      { tone: "attention", stops: null, sub: "Four eyes on the budget" },
    ]);
    const item = await asked(spends);
    const row = await db.requestItem.findUniqueOrThrow({ where: { id: item } });
    expect(row).toMatchObject({ state: "waiting", policyOutcome: "one_approver" });
    expect(row.policyGrounds).toMatchObject({ says: "approve", facts: { duties: "conflicting" } });
    await approve(item);
    expect(await grantOf(item)).toMatchObject({ state: "to_grant" });
  });

  it("can be sent to the security lead by a rule", async () => {
    await usePolicy([
      { name: "Both in one hand", when: { duties: "conflicting" }, outcome: "security_lead" },
      { name: "The rest", when: { size: "smallest" }, outcome: "one_approver" },
    ]);
    await declare({ effect: "mark", oneDuty: "publish", otherDuty: "spend" });
    const [marked, apart] = [await asked(spends), await asked(exports_)];
    const outcome = (id: string) =>
      db.requestItem.findUniqueOrThrow({ where: { id }, select: { policyOutcome: true } });
    expect(await outcome(marked)).toEqual({ policyOutcome: "security_lead" });
    expect(await outcome(apart)).toEqual({ policyOutcome: "one_approver" });
    await refused(
      decideItems(aoife(), { itemIds: [marked], decision: "smallest" }),
      "forbidden",
      /security lead/,
    );
  });

  it("is what an emergency does, also where it is refused: told with it", async () => {
    await declare({ oneDuty: "publish", otherDuty: "manage_users", reach: "account" });
    await db.membership.create({
      data: {
        engagementId: world.kite.engagementId,
        personId: world.people.omar.personId,
        role: `Buyer ${crypto.randomUUID()}`,
      },
    });
    const { id } = await confirmed(takeEmergencyAccess, as("omar"), {
      assetId: world.assets.kiteAds,
      roleIds: [world.role("google_ads", "Admin", "ad_account")],
      hours: 1,
      reason: "The budget runs away",
    });
    const told = await db.notification.findFirstOrThrow({ where: { cause: `emergency ${id}` } });
    expect(told.text).toMatch(
      /It makes conflicting duties: publish and manage users \(both as Admin on Kite/,
    );
  });
});

describe("who holds conflicting duties already", () => {
  it("is found once, marked on the register and on their page, decided by another, and gone when it is so no more", async () => {
    const both = await recordActive(world, {
      who: "ingrid",
      asset: "kiteAnalytics",
      roles: ["Administrator"],
    });
    const { id } = await declare({ oneDuty: "publish", otherDuty: "manage_users", reach: "account" });
    await twiceAtOnce(() => findHeldConflicts());
    // Whoever it is about is not told of themselves.
    const told = await db.notification.findMany({ where: { kind: "finding.opened" } });
    expect(told.map(({ personId, subject }) => [personId, subject])).toEqual([
      [
        world.people.aoife.personId,
        "Ingrid Dahl holds conflicting duties: publish and manage users (both as Administrator on kite.example)",
      ],
    ]);
    const list = { q: "", sort: "", page: 1, filters: {} };
    const { rows } = await listFindings(as("julia"), list);
    expect(rows).toMatchObject([
      {
        kind: "conflicting_duties",
        personId: world.people.ingrid.personId,
        detail:
          "Ingrid Dahl holds conflicting duties: publish and manage users (both as Administrator on kite.example).",
      },
    ]);
    const marked = await listGrants(as("julia"), { ...list, filters: { duties: "conflicting" } });
    expect(marked.rows.map((grant) => [grant.id, grant.conflicts])).toEqual([
      [both[0], ["publish and manage users"]],
    ]);
    expect((await getGrant(as("julia"), both[0] ?? ""))?.conflicts).toEqual(["publish and manage users"]);
    expect(await conflictsOfPerson(as("sara"), world.people.ingrid.personId)).toMatchObject([
      { what: "refused" },
    ]);
    await refused(conflictsOfPerson(as("omar"), world.people.ingrid.personId), "forbidden");

    const findingId = rows[0]?.id ?? "";
    await refused(
      resolveFinding(ingrid(), { findingId, resolution: "Fine" }),
      "forbidden",
      /your own access/,
    );
    await resolveFinding(aoife(), { findingId, resolution: "Nobody else can" });
    expect(await findHeldConflicts()).toBeUndefined();
    await db.grant.updateMany({
      where: { id: { in: both } },
      data: { state: "removed", closedAt: new Date() },
    });
    expect(await findHeldConflicts()).toEqual({ said: "0 with conflicting duties found; 1 held no more" });
    expect(await db.finding.findUniqueOrThrow({ where: { id: findingId } })).toMatchObject({
      resolution: "Nobody else can",
      goneAt: expect.any(Date),
    });
    await recordActive(world, { who: "ingrid", asset: "kiteAds", roles: ["Admin"] });
    expect(await findHeldConflicts()).toEqual({ said: "1 with conflicting duties found; 0 held no more" });
    await endAll();
    expect(await findHeldConflicts()).toEqual({ said: "0 with conflicting duties found; 1 held no more" });
    expect(
      await db.finding.findFirstOrThrow({ where: { conflictId: id, id: { not: findingId } } }),
    ).toMatchObject({
      resolution: "The two are no longer in one hand.",
    });
  });
});

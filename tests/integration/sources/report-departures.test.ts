import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { changeGuard } from "@/lib/sources/change-guard";
import { dropDepartures } from "@/lib/sources/drop-departures";
import { releaseDepartures } from "@/lib/sources/release-departures";
import { reportDepartures } from "@/lib/sources/report-departures";
import { takeBackReports } from "@/lib/sources/take-back-reports";
import { departuresAnew } from "@/tests/support/departures-anew";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { askedFor, confirmed } from "@/tests/support/proof";
import { makeWorld, type Name, type World } from "@/tests/support/world";

// Nine work here: three departures within ten minutes are believed, and no more.
let world: World;
let sourceId: string;
const system = systemActor("source", "198.51.100.7");
const all: Name[] = ["hannah", "priya", "omar", "tariq", "erik", "julia"];

beforeAll(async () => {
  world = await makeWorld();
});

beforeEach(async () => {
  await departuresAnew();
  sourceId = await makeSource("Okta");
});

async function makeSource(
  name: string,
  manages: Name[] = ["aoife", "ingrid", "sara", ...all],
): Promise<string> {
  const { id } = await db.hrSource.create({ data: { kind: "scim", name } });
  await db.sourcePerson.deleteMany({ where: { personId: { in: manages.map(idOf) } } });
  await db.sourcePerson.createMany({ data: manages.map((who) => ({ sourceId: id, personId: idOf(who) })) });
  return id;
}
const idOf = (who: Name) => world.people[who].personId;
const gone = (who: Name) => ({ personId: idOf(who), kind: "terminated_now" as const });
const report = (...who: Name[]) => reportDepartures(system, { sourceId, departures: who.map(gone) });
const under = () => db.departure.count({ where: { cancelledAt: null } });
const held = () => db.departureReport.findMany({ where: { heldBecause: { not: null }, decidedAt: null } });

describe("what an HR system reports", () => {
  it("starts what is believable, ends the sessions, and says from where it came", async () => {
    const answer = await report("tariq", "omar");
    expect(answer).toMatchObject({ held: [], already: [] });
    expect(answer.started.map((each) => each.personId).sort()).toEqual([idOf("tariq"), idOf("omar")].sort());
    expect(await db.session.count({ where: { account: { personId: idOf("tariq") }, revokedAt: null } })).toBe(
      0,
    );
    expect(
      await db.departure.findFirst({
        where: { personId: idOf("tariq"), cancelledAt: null },
        include: { reports: true },
      }),
    ).toMatchObject({
      kind: "terminated_now",
      startedById: null,
      note: "Okta reported it.",
      reports: [{ sourceId, heldBecause: null }],
    });
    expect(
      await db.auditEvent.findFirst({
        where: { action: "sources.report-departures" },
        orderBy: { seq: "desc" },
      }),
    ).toMatchObject({ actorName: "source", ip: "198.51.100.7", objectName: "Okta", outcome: "done" });
  });

  it("says the same again, and nothing changes", async () => {
    await report("tariq");
    expect(await report("tariq")).toEqual({ started: [], held: [], already: [idOf("tariq")] });
    expect(await under()).toBe(1);
  });

  it("knows who has left", async () => {
    await db.person.update({ where: { id: idOf("omar") }, data: { endedAt: new Date() } });
    expect(await report("omar", "tariq")).toMatchObject({
      already: [idOf("omar")],
      started: [{ personId: idOf("tariq") }],
    });
  });

  it("takes a last day of long ago as now, and notes it", async () => {
    const lastMoment = "2025-01-31T17:00:00Z";
    await reportDepartures(system, {
      sourceId,
      departures: [{ personId: idOf("omar"), kind: "leaves", lastMoment }],
    });
    const departure = await db.departure.findFirstOrThrow({ where: { cancelledAt: null } });
    expect(departure.note).toContain("The last day that was reported is 2025-01-31.");
    expect(departure.lastMoment).toEqual(departure.startedAt);
  });

  it("speaks of nobody whom it does not manage, and of nobody unknown", async () => {
    await makeSource("Entra", ["omar"]);
    await refused(report("omar"), "conflict", /does not manage Omar Rahman/);
    const personId = crypto.randomUUID();
    await refused(
      reportDepartures(system, { sourceId, departures: [{ personId, kind: "terminated_now" }] }),
      "conflict",
      /not known here/,
    );
    await refused(reportDepartures(system, { sourceId: personId, departures: [gone("tariq")] }), "not_found");
    await db.hrSource.update({ where: { id: sourceId }, data: { endedAt: new Date() } });
    await refused(report("tariq"), "conflict", /no longer an HR system/);
    expect(await under()).toBe(0);
  });

  it("is nobody's word who may not", async () => {
    await refused(
      reportDepartures(world.people.omar.actor, { sourceId, departures: [gone("tariq")] }),
      "forbidden",
    );
  });
});

describe("more departures at once than is believable", () => {
  it("are held, all of them, with an alarm for owner, security lead and HR, and no session ends", async () => {
    const answer = await report("hannah", "priya", "omar", "tariq");
    expect(answer).toMatchObject({ started: [], already: [] });
    expect(answer.held).toHaveLength(4);
    expect(await under()).toBe(0);
    expect(await db.session.count({ where: { revokedAt: null } })).toBe(9);
    const told = await db.notification.findMany({ where: { kind: "departure.held" } });
    expect(told.map((each) => each.personId).sort()).toEqual(
      [idOf("aoife"), idOf("ingrid"), idOf("sara")].sort(),
    );
    expect(told[0]?.subject).toBe("ALARM: Okta reports more departures at once than is believable");
    expect(told[0]?.text).toContain("Omar Rahman");
  });

  it("are counted with what came before, one by one, and the alarm goes once", async () => {
    await report("hannah");
    await report("priya");
    await report("omar");
    expect((await report("tariq")).held).toHaveLength(1);
    expect((await report("erik")).held).toHaveLength(1);
    expect(await under()).toBe(3);
    expect(await db.notification.count({ where: { kind: "departure.held" } })).toBe(3);
  });

  it("are counted over all sources", async () => {
    await report("hannah", "priya", "omar", "tariq");
    const other = await makeSource("Personio", ["erik"]);
    const word = { sourceId: other, departures: [gone("erik")] };
    expect((await reportDepartures(system, word)).held).toHaveLength(1);
    await confirmed(dropDepartures, world.people.sara.actor, {
      heldIds: (await held()).filter((each) => each.sourceId === other).map((each) => each.id),
      reason: "A mistake in Personio.",
    });
    // Okta's are held, and counted until somebody has decided: what is believed is that nothing more happens now.
    expect((await reportDepartures(system, word)).held).toHaveLength(1);
    expect((await report("julia")).held).toHaveLength(1);
  });

  it("are held when two report at once", async () => {
    const answers = await Promise.all([report("hannah", "priya"), report("omar", "tariq")]);
    expect(answers.map((answer) => answer.started.length).sort()).toEqual([0, 2]);
    expect(answers.map((answer) => answer.held.length).sort()).toEqual([0, 2]);
  });

  it("keep one row for each person, with the newest word", async () => {
    await report("hannah", "priya", "omar", "tariq");
    const lastMoment = new Date(Date.now() + 86_400_000);
    const word = { personId: idOf("omar"), kind: "leaves" as const, lastMoment };
    const [first] = (await reportDepartures(system, { sourceId, departures: [word] })).held;
    expect((await held()).length).toBe(4);
    expect((await held()).find((each) => each.id === first?.heldId)).toMatchObject({
      kind: "leaves",
      lastMoment,
    });
    expect(await db.notification.count({ where: { kind: "departure.held" } })).toBe(3);
  });

  it("are what the settings say", async () => {
    const guard = { most: 2, percent: 10, least: 1, minutes: 5 };
    await refused(changeGuard(world.people.sara.actor, guard), "forbidden");
    await askedFor(changeGuard(world.people.ingrid.actor, guard));
    await refused(changeGuard(world.people.ingrid.actor, { ...guard, least: 3 }), "invalid_input");
    await confirmed(changeGuard, world.people.ingrid.actor, guard);
    expect((await report("hannah", "priya")).held).toHaveLength(2);
    expect(
      await db.auditEvent.findFirst({ where: { action: "sources.change-guard", outcome: "done" } }),
    ).toMatchObject({
      before: { most: 5, percent: 10, least: 3, minutes: 10 },
      after: guard,
    });
  });
});

describe("what cannot be started as it was reported", () => {
  it("is held by itself, and the others start", async () => {
    const { ingrid } = world.people;
    await db.account.update({ where: { id: ingrid.accountId }, data: { roles: ["owner"] } });
    onTestFinished(async () => {
      await db.account.update({ where: { id: ingrid.accountId }, data: { roles: ["security_lead"] } });
    });
    const answer = await report("aoife", "ingrid", "tariq");
    expect(answer.started.map((each) => each.personId)).toEqual([idOf("tariq")]);
    expect((await held()).map((each) => each.heldSentence)).toEqual([
      expect.stringContaining("no owner"),
      expect.stringContaining("no owner"),
    ]);
    // One of two owners can go.
    const [first] = answer.held;
    await confirmed(dropDepartures, world.people.sara.actor, {
      heldIds: answer.held.map((each) => each.heldId),
      reason: "They stay for now.",
    });
    expect(first).toBeDefined();
    expect((await report("ingrid")).started).toHaveLength(1);
  });

  it("is one's own departure, when a person applies a file", async () => {
    const { sara } = world.people;
    const answer = await reportDepartures(sara.actor, { sourceId, departures: [gone("sara"), gone("omar")] });
    expect(answer.started.map((each) => each.personId)).toEqual([idOf("omar")]);
    const heldIds = answer.held.map((each) => each.heldId);
    await refused(confirmed(releaseDepartures, sara.actor, { heldIds }), "forbidden", /about you/);
    await confirmed(releaseDepartures, world.people.aoife.actor, { heldIds });
    expect(await under()).toBe(2);
  });
});

describe("deciding about what is held", () => {
  let heldIds: string[];
  beforeEach(async () => {
    heldIds = (await report("hannah", "priya", "omar", "tariq")).held.map((each) => each.heldId);
  });

  it("releases with a proof: the departures start, and the source is believed again", async () => {
    await refused(releaseDepartures(world.people.omar.actor, { heldIds }), "forbidden");
    const asked = await askedFor(releaseDepartures(world.people.sara.actor, { heldIds }));
    expect(asked.does).toMatch(/^start the departure of .* and 2 more$/);
    await confirmed(releaseDepartures, world.people.sara.actor, { heldIds });
    expect(await db.departure.count({ where: { startedById: idOf("sara"), cancelledAt: null } })).toBe(4);
    expect(await db.session.count({ where: { account: { personId: idOf("omar") }, revokedAt: null } })).toBe(
      0,
    );
    expect(await held()).toEqual([]);
    // Whom a person has vouched for counts no more.
    expect((await report("erik")).started).toHaveLength(1);
  });

  it("drops with a reason, and they stay", async () => {
    const reason = "Okta's group was emptied by mistake.";
    await confirmed(dropDepartures, world.people.ingrid.actor, { heldIds, reason });
    expect(await under()).toBe(0);
    expect(
      await db.departureReport.count({ where: { dropReason: reason, decidedById: idOf("ingrid") } }),
    ).toBe(4);
    expect((await report("omar")).started).toHaveLength(1);
  });

  it("is done once, also by two at once", async () => {
    const { sara, aoife } = world.people;
    const done = await twiceAtOnce(async () => {
      const actor = [sara.actor, aoife.actor][calls++ % 2] ?? sara.actor;
      await confirmed(releaseDepartures, actor, { heldIds });
    });
    expect(done).toBe(1);
    expect(await under()).toBe(4);
    await refused(
      confirmed(dropDepartures, sara.actor, { heldIds, reason: "Too late." }),
      "conflict",
      /decided already/,
    );
    await expect(
      db.departureReport.updateMany({ where: { id: { in: heldIds } }, data: { dropReason: "By hand." } }),
    ).rejects.toThrow(/report_decided_once|constraint/);
    await expect(db.departureReport.deleteMany()).rejects.toThrow();
  });
  let calls = 0;

  it("settles with a departure that somebody has started meanwhile", async () => {
    const { departureId } = await confirmed(startDeparture, world.people.aoife.actor, gone("omar"));
    await confirmed(releaseDepartures, world.people.sara.actor, { heldIds });
    expect(await db.departureReport.findFirst({ where: { personId: idOf("omar") } })).toMatchObject({
      departureId,
    });
    expect(await under()).toBe(4);
  });

  it("is not known for what is not held", async () => {
    await refused(
      confirmed(releaseDepartures, world.people.sara.actor, { heldIds: [crypto.randomUUID()] }),
      "not_found",
    );
  });

  it("is the source's own where it says that they work here after all", async () => {
    const answer = await takeBackReports(system, { sourceId, personIds: [idOf("omar"), idOf("erik")] });
    expect(answer).toEqual({ dropped: [idOf("omar")] });
    expect(await held()).toHaveLength(3);
    expect(await takeBackReports(system, { sourceId, personIds: [idOf("omar")] })).toEqual({ dropped: [] });
    await refused(
      takeBackReports(world.people.omar.actor, { sourceId, personIds: [idOf("priya")] }),
      "forbidden",
    );
  });
});

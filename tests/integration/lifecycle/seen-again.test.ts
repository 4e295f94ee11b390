import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { issueCertificate } from "@/lib/lifecycle/issue-certificate";
import { findSeen } from "@/lib/lifecycle/jobs";
import { getCertificate } from "@/lib/lifecycle/queries/get-certificate";
import { getDeparture } from "@/lib/lifecycle/queries/get-departure";
import { listReopened } from "@/lib/lifecycle/queries/list-departures";
import { seenChoices } from "@/lib/lifecycle/queries/seen-choices";
import { reportSeen } from "@/lib/lifecycle/report-seen";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { recordActive, stateOf } from "@/tests/support/grants";
import { doTask } from "@/tests/support/looks";
import { refused } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
let departureId: string;
const sara = () => world.people.sara.actor;

const doAll = async () => {
  for (const { id: taskId } of await db.task.findMany({ where: { causeId: departureId, state: "open" } }))
    await doTask(world.people.ingrid.actor, taskId);
};
const told = () => db.notification.count({ where: { kind: "departure.reopened" } });

// Priya has left, with her certificate; the tests follow each other.
beforeAll(async () => {
  world = await makeWorld();
  await recordActive(world, { who: "priya", asset: "kiteAnalytics", roles: ["Viewer"] });
  ({ departureId } = await confirmed(startDeparture, sara(), {
    personId: world.people.priya.personId,
    kind: "terminated_now",
  }));
  await doAll();
  await issueCertificate(sara(), { departureId });
});

describe("a key that is seen again after the certificate", () => {
  it("and that the register shows reopens the departure, once, with a hurried removal and an alarm", async () => {
    expect(await findSeen()).toBeUndefined();
    const first = await getCertificate(sara(), departureId);
    const [grantId = ""] = await recordActive(world, {
      who: "priya",
      asset: "northwindAnalytics",
      roles: ["Viewer"],
    });
    expect(await findSeen()).toEqual({ said: "1 key found of people who leave, have left or are away" });
    expect(await findSeen()).toBeUndefined();
    expect(await stateOf(grantId)).toMatch(/^removal_due/);
    const departure = await getDeparture(sara(), departureId);
    expect(departure).toMatchObject({
      certifiedAt: null,
      standing: "under_way",
      reopenReason: "Priya Santos still stands in the list of northwind.example.",
    });
    const task = await db.task.findFirstOrThrow({ where: { causeId: departureId, state: "open" } });
    expect(task.kind).toBe("revoke");
    expect(task.dueAt.getTime() - task.createdAt.getTime()).toBe(4 * 3_600_000);
    // Owner, security lead and HR.
    expect(await told()).toBe(3);
    // What was issued is still there as it was.
    const now = await getCertificate(sara(), departureId);
    expect([now?.superseded, now?.sha256, now?.intact]).toEqual([true, first?.sha256, true]);
  });

  it("is certified anew when it is gone, beside the first certificate", async () => {
    await refused(issueCertificate(sara(), { departureId }), "conflict", /not finished/);
    await doAll();
    await issueCertificate(sara(), { departureId });
    expect(await db.certificate.count({ where: { departureId, clientId: null } })).toBe(2);
    const issued = await getCertificate(sara(), departureId);
    expect([issued?.superseded, issued?.intact, issued?.certificate.keys.length]).toEqual([false, true, 2]);
  });

  it("and that anybody reports reopens it too, with a task to look there", async () => {
    const report = {
      personId: world.people.priya.personId,
      assetId: world.assets.northwindAds,
      what: "in the list of users",
    };
    await refused(
      reportSeen(world.people.omar.actor, { ...report, personId: world.people.tariq.personId }),
      "conflict",
      /has not left/,
    );
    await refused(reportSeen(world.people.omar.actor, { ...report, what: "" }), "invalid_input");
    await refused(
      reportSeen(world.people.omar.actor, { ...report, assetId: crypto.randomUUID() }),
      "not_found",
    );
    expect((await seenChoices(world.people.omar.actor)).people.map((each) => each.name)).toEqual([
      "Priya Santos",
    ]);
    await Promise.allSettled([reportSeen(world.people.omar.actor, report), reportSeen(sara(), report)]);
    const looks = await db.task.findMany({
      where: { causeId: departureId, kind: "look", platformId: null },
    });
    expect(looks).toHaveLength(2);
    expect(looks[0]).toMatchObject({ state: "open", assigneeId: world.people.erik.personId });
    expect(await told()).toBe(6);
    expect((await getDeparture(sara(), departureId))?.standing).toBe("under_way");
    expect(await listReopened(sara())).toMatchObject([{ id: departureId, personName: "Priya Santos" }]);
  });

  it("and of somebody whose stay was ended without a departure gets one, once, with an alarm", async () => {
    const { id: personId } = await db.person.create({
      data: {
        name: "Viktor Sokolov",
        startsOn: new Date("2024-02-01"),
        endedAt: new Date("2026-01-30T17:00:00Z"),
      },
    });
    const before = await told();
    const report = { personId, assetId: world.assets.northwindAds, what: "in the history" };
    const reports = [world.people.omar.actor, sara()].map((actor) => reportSeen(actor, report));
    const [first, second] = await Promise.all(reports);
    expect(first?.departureId).toBe(second?.departureId);
    expect(await db.departure.count({ where: { personId } })).toBe(1);
    expect(await getDeparture(sara(), first?.departureId ?? "")).toMatchObject({
      standing: "under_way",
      reopenReason: expect.stringContaining("Viktor Sokolov was seen in"),
      checklist: [{ kind: "look" }, { kind: "look" }],
    });
    expect(await told()).toBe(before + 3);
  });

  it("and that is found of somebody who left without a departure is taken back at once, with an alarm", async () => {
    const { personId } = world.people.omar;
    const before = await told();
    await db.person.update({ where: { id: personId }, data: { endedAt: new Date(Date.now() - 86_400_000) } });
    const [grantId = ""] = await recordActive(world, {
      ...{ who: "omar", asset: "northwindAnalytics", roles: ["Viewer"] },
    });
    expect(await findSeen()).toEqual({ said: "1 key found of people who leave, have left or are away" });
    expect(await findSeen()).toBeUndefined();
    expect(await stateOf(grantId)).toMatch(/^removal_due/);
    const departure = await db.departure.findFirstOrThrow({ where: { personId } });
    expect(departure.reopenReason).toBe("Omar Rahman still stands in the list of northwind.example.");
    const task = await db.task.findFirstOrThrow({ where: { causeId: departure.id, kind: "revoke" } });
    expect(task.dueAt.getTime() - task.createdAt.getTime()).toBe(4 * 3_600_000);
    expect(await told()).toBe(before + 3);
  });

  it("and of somebody whose departure is under way it comes on the checklist, due with the rest", async () => {
    const lastMoment = new Date(Date.now() + 3 * 86_400_000);
    const { departureId: underWay } = await startDeparture(sara(), {
      ...{ personId: world.people.tariq.personId, kind: "leaves", lastMoment },
    });
    const [grantId = ""] = await recordActive(world, {
      who: "tariq",
      asset: "northwindAnalytics",
      roles: ["Viewer"],
    });
    expect(await findSeen()).toBeDefined();
    expect(await findSeen()).toBeUndefined();
    const task = await db.task.findFirstOrThrow({
      where: { causeId: underWay, kind: "revoke", grants: { some: { grantId } } },
    });
    expect([task.state, task.goesAhead, task.dueAt]).toEqual(["open", false, lastMoment]);
  });
});

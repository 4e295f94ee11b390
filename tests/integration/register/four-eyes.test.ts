import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { readListState } from "@/lib/list-state";
import { RISKS } from "@/lib/platforms/role-risk";
import { attestTask } from "@/lib/register/attest-task";
import { listTasks, taskCounts, taskFilters } from "@/lib/register/queries/list-tasks";
import { reopenTask } from "@/lib/register/reopen-task";
import { needsSecondPerson } from "@/lib/register/rules/four-eyes";
import { verifyTask } from "@/lib/register/verify-task";
import { TaskKind } from "@/prisma/generated/enums";
import { begin, recordActive, withNewAccount } from "@/tests/support/grants";
import { doLooks } from "@/tests/support/looks";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";

let studio: World;
let world: World;
beforeAll(async () => {
  studio = await makeWorld();
});
beforeEach(async () => {
  world = await withNewAccount(studio);
});

const toConfirm = async (who: keyof World["people"]) => {
  const state = readListState({ state: "confirm" }, taskFilters);
  const { rows, total } = await listTasks(world.people[who].actor, state);
  expect((await taskCounts(world.people[who].actor)).confirm).toBe(total);
  return rows.filter((row) => row.asset?.id === world.assets.kiteAds).map((row) => row.id);
};

const admin = async () => {
  const { taskId, grantIds } = await begin(world, { who: "omar", asset: "kiteAds", roles: ["Admin"] });
  await attestTask(world.people.erik.actor, { taskId, outcome: "done", note: "Done." });
  return { taskId, grantId: grantIds[0] ?? "" };
};

describe("four eyes", () => {
  it("are the same rule in the database", async () => {
    await db.$transaction(async (tx) => {
      const rows = Object.values(TaskKind).flatMap((kind) => RISKS.map((risk) => ({ kind, risk })));
      await tx.task.createMany({
        data: rows.map((row) => ({ ...row, title: "x", dueAt: new Date(), cause: "finding" as const })),
      });
      const held = await tx.$queryRaw<
        { kind: TaskKind; risk: (typeof RISKS)[number]; needsSecond: boolean }[]
      >`
        SELECT kind::text, risk::text, "needsSecond" FROM "Task" WHERE cause = 'finding'`;
      expect(held).toHaveLength(rows.length);
      for (const row of held) expect(row.needsSecond).toBe(needsSecondPerson(row));
      await tx.task.deleteMany({ where: { cause: "finding" } });
    });
  });

  it("stand in a list for others, not for who did it nor whom it is about, until somebody confirms", async () => {
    const { taskId } = await admin();
    expect(await toConfirm("erik")).toEqual([]);
    expect(await toConfirm("omar")).toEqual([]);
    expect(await toConfirm("ingrid")).toEqual([taskId]);
    expect(await toConfirm("hannah")).toEqual([taskId]);
    await verifyTask(world.people.ingrid.actor, { taskId, note: "Seen." });
    expect(await toConfirm("hannah")).toEqual([]);
  });

  it("do not hold up a small role", async () => {
    const { taskId } = await begin(world, { who: "omar", asset: "kiteAds", roles: ["Read only"] });
    await attestTask(world.people.erik.actor, { taskId, outcome: "done", note: "Done." });
    expect(await toConfirm("ingrid")).toEqual([]);
  });

  it("confirming and taking back at once leave one of them", async () => {
    const { taskId, grantId } = await admin();
    const both = await Promise.allSettled([
      verifyTask(world.people.ingrid.actor, { taskId, note: "Seen." }),
      reopenTask(world.people.erik.actor, { taskId, reason: "Wrong." }),
      verifyTask(world.people.aoife.actor, { taskId, note: "Seen." }),
    ]);
    expect(both.some((each) => each.status === "fulfilled")).toBe(true);
    const task = await db.task.findUniqueOrThrow({ where: { id: taskId } });
    const grant = await db.grant.findUniqueOrThrow({ where: { id: grantId } });
    expect([
      ["verified", "active", "verified"],
      ["open", "to_grant", null],
    ]).toContainEqual([task.state, grant.state, grant.proof]);
  });
});

describe("the database", () => {
  it("takes no verification of a grant by who attested it", async () => {
    const { grantId } = await admin();
    const same = db.grant.update({
      where: { id: grantId },
      data: { proof: "verified", provedById: world.people.erik.personId },
    });
    await expect(same).rejects.toThrow(/grant_verified_by_another/);
  });

  it("certifies no departure of which a task waits for a second person", async () => {
    await recordActive(world, { who: "tariq", asset: "kiteAds", roles: ["Admin"] });
    const { departureId } = await confirmed(startDeparture, world.people.sara.actor, {
      personId: world.people.tariq.personId,
      kind: "terminated_now",
    });
    await db.taskFollowUp.updateMany({
      data: { answer: "skipped", note: "None was there.", answeredAt: new Date() },
    });
    await doLooks(world.people.ingrid.actor, departureId, world.people.aoife.actor);
    await db.task.updateMany({
      where: { causeId: departureId, kind: { not: "look" } },
      data: { state: "attested", outcome: "done", attestedAt: new Date() },
    });
    const certify = () =>
      db.departure.update({ where: { id: departureId }, data: { certifiedAt: new Date() } });
    await expect(certify()).rejects.toThrow(/departure_finished/);
    await db.task.updateMany({
      where: { causeId: departureId, kind: "revoke" },
      data: { state: "verified", verifiedAt: new Date() },
    });
    await certify();
  });
});

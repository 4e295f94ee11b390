import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { escalateTerminations } from "@/lib/lifecycle/escalate-terminations";
import { explainBreach } from "@/lib/lifecycle/explain-breach";
import { departureMeasures } from "@/lib/lifecycle/queries/departure-measures";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { inDays } from "@/tests/support/grants";
import { refused } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";
import { giveTariqEverything } from "./holdings";

let world: World;
let departureId: string;
beforeAll(async () => {
  world = await makeWorld();
  await giveTariqEverything(world);
});

const MINUTE = 60_000;
const clock = systemActor("clock");
const told = async (kind: string) =>
  db.notification.findMany({
    where: { kind },
    orderBy: { id: "asc" },
    select: { personId: true, text: true },
  });
/** As if the departure had begun so many minutes ago. */
const age = async (minutes: number) => {
  const by = `${minutes} minutes`;
  await db.$executeRaw`
    UPDATE "Departure" SET "startedAt" = now() - ${by}::interval, "lastMoment" = now() - ${by}::interval
    WHERE id = ${departureId}::uuid`;
  await db.$executeRaw`
    UPDATE "Task" SET "createdAt" = now() - ${by}::interval, "dueAt" = now() - ${by}::interval
      + CASE WHEN risk IN ('administrator', 'billing') THEN interval '1 hour' ELSE interval '4 hours' END
    WHERE "causeId" = ${departureId}::uuid`;
};

describe("a termination now", () => {
  it("tells everybody who has work of it at once, and not whom it is about", async () => {
    ({ departureId } = await confirmed(startDeparture, world.people.sara.actor, {
      personId: world.people.tariq.personId,
      kind: "terminated_now",
    }));
    const tasks = await db.task.findMany({ where: { causeId: departureId } });
    const readers = (await told("departure.urgent")).map((each) => each.personId);
    for (const { assigneeId } of tasks) if (assigneeId) expect(readers).toContain(assigneeId);
    expect(readers).toContain(world.people.ingrid.personId);
    expect(readers).not.toContain(world.people.tariq.personId);
    expect(new Set(readers).size).toBe(readers.length);
  });

  it("tells nobody more before half of the time, then who has the work, once", async () => {
    const before = (await told("departure.urgent")).length;
    await escalateTerminations(clock, {});
    expect((await told("departure.urgent")).length).toBe(before);
    await age(35);
    await escalateTerminations(clock, {});
    const half = (await told("departure.urgent")).length;
    expect(half).toBeGreaterThan(before);
    await escalateTerminations(clock, {});
    expect((await told("departure.urgent")).length).toBe(half);
    expect(await told("departure.late")).toEqual([]);
  });

  it("tells those who watch over it and the owners when it is due, then the owners every quarter of an hour", async () => {
    await age(61);
    const { late } = await escalateTerminations(clock, {});
    expect(late).toBeGreaterThan(0);
    const first = (await told("departure.late")).map((each) => each.personId);
    const { aoife, ingrid } = world.people;
    expect(first).toContain(ingrid.personId);
    expect(first).toContain(aoife.personId);
    const moved = async (minutes: number) => {
      await db.$executeRaw`
        UPDATE "Task" SET "dueAt" = "dueAt" - ${`${minutes} minutes`}::interval WHERE "causeId" = ${departureId}::uuid`;
      const known = (await told("departure.late")).length;
      await escalateTerminations(clock, {});
      await escalateTerminations(clock, {});
      return (await told("departure.late")).slice(known).map((each) => each.personId);
    };
    expect(new Set(await moved(15))).toEqual(new Set([aoife.personId]));
    expect(new Set(await moved(15))).toEqual(new Set([aoife.personId]));
  });

  it("is told of by the clock alone, and no more when it is done", async () => {
    await refused(escalateTerminations(world.people.aoife.actor, {}), "forbidden");
    await db.departure.update({
      where: { id: departureId },
      data: { cancelledAt: new Date(), cancelReason: "For the test." },
    });
    expect(await escalateTerminations(clock, {})).toEqual({ late: 0 });
    await db.departure.update({
      where: { id: departureId },
      data: { cancelledAt: null, cancelReason: null },
    });
  });
});

describe("how long it takes", () => {
  it("has each breach, and its reason when somebody who may has said it", async () => {
    const { sara, omar, tariq, ingrid } = world.people;
    const open = await departureMeasures(sara.actor);
    expect(open).toMatchObject({ finished: 0, medianMinutes: null, p95Minutes: null });
    expect(open.breaches).toMatchObject([{ id: departureId, because: null, open: true }]);
    const input = { departureId, reason: "The platform was down." };
    await refused(explainBreach(omar.actor, input), "forbidden");
    await refused(explainBreach(sara.actor, { ...input, reason: " " }), "invalid_input");
    await explainBreach(ingrid.actor, input);
    expect((await departureMeasures(sara.actor)).breaches[0]?.because).toBe(input.reason);
    const later = await startDeparture(sara.actor, {
      personId: omar.personId,
      kind: "leaves",
      lastMoment: inDays(9),
    });
    await refused(
      explainBreach(sara.actor, { departureId: later.departureId, reason: "Early." }),
      "conflict",
      /Nothing .* is late/,
    );
    expect(tariq.personId).not.toBe(omar.personId);
  });

  it("is the median and the 95th percentile from the last moment to the last proof", async () => {
    const minutes = [0, 10, 20, 30, 1_000];
    for (const [index, took] of minutes.entries()) {
      const person = await db.person.create({ data: { name: `Gone ${index}` } });
      const lastMoment = inDays(-3);
      const proof = new Date(lastMoment.getTime() + took * MINUTE);
      const departure = await db.departure.create({
        data: { personId: person.id, kind: "leaves", lastMoment, startedAt: inDays(-9) },
      });
      const task = {
        kind: "revoke",
        state: "attested",
        outcome: "done",
        title: "Take a key away",
        cause: "departure",
      } as const;
      await db.task.createMany({
        data: [
          { ...task, causeId: departure.id, dueAt: lastMoment, attestedAt: inDays(-5) },
          { ...task, causeId: departure.id, dueAt: lastMoment, attestedAt: took === 0 ? inDays(-4) : proof },
        ],
      });
    }
    const { finished, medianMinutes, p95Minutes, breaches } = await departureMeasures(
      world.people.julia.actor,
    );
    expect(finished).toBe(minutes.length);
    expect(medianMinutes).toBeCloseTo(20, 1);
    expect(p95Minutes).toBeCloseTo(30 + 0.8 * 970, 0);
    expect(breaches.filter(({ personName }) => personName.startsWith("Gone"))).toHaveLength(4);
    // What nobody has explained comes first.
    expect(breaches.at(-1)?.because).toBe("The platform was down.");
  });
});

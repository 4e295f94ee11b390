import { beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { planAbsence } from "@/lib/lifecycle/plan-absence";
import { listCalendar } from "@/lib/lifecycle/queries/list-calendar";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { inDays } from "@/tests/support/grants";
import { makeWorld, type World } from "@/tests/support/world";
import { hold } from "./holdings";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});

const day = (moment: Date) => moment.toISOString().slice(0, 10);
const monthOf = (moment: Date) => day(moment).slice(0, 7);
const inMonth = async (moment: Date) => {
  const { rows } = await listCalendar(world.people.sara.actor, monthOf(moment));
  return rows.map(({ kind, personName, left, total, over }) => ({ kind, personName, left, total, over }));
};

it("has who joins, leaves, goes away and returns, each in its month and once", async () => {
  const { tariq, omar, erik, sara } = world.people;
  const when = inDays(70);
  const joiner = await db.person.create({ data: { name: "June Newman", startsOn: when } });
  await hold(world, "tariq", world.assets.kiteAnalytics, world.role("ga4", "Viewer"));
  // One key, and a look at each of the three platforms of its client.
  await startDeparture(sara.actor, { personId: tariq.personId, kind: "leaves", lastMoment: when });
  await planAbsence(sara.actor, {
    personId: omar.personId,
    kind: "parental",
    startsOn: day(inDays(40)),
    expectedOn: day(when),
  });
  await db.person.update({ where: { id: erik.personId }, data: { endsOn: when } });

  await db.move.create({ data: { personId: world.people.priya.personId, effectiveOn: when } });
  await db.move.create({
    data: {
      personId: world.people.priya.personId,
      effectiveOn: when,
      state: "cancelled",
      cancelledAt: new Date(),
      cancelReason: "No more.",
    },
  });
  const nothing = { left: null, total: null, over: false };
  const shown = await inMonth(when);
  expect(shown).toHaveLength(5);
  expect(shown).toEqual(
    expect.arrayContaining([
      { kind: "joins", personName: joiner.name, ...nothing },
      { kind: "leaves", personName: tariq.name, left: 4, total: 4, over: false },
      { kind: "moves", personName: world.people.priya.name, ...nothing },
      { kind: "returns", personName: omar.name, ...nothing },
      { kind: "contract_ends", personName: erik.name, ...nothing },
    ]),
  );
  expect(await inMonth(inDays(40))).toContainEqual({ kind: "away", personName: omar.name, ...nothing });
  expect(await inMonth(inDays(400))).toEqual([]);
});

it("leaves out what was cancelled, and who has never turned up", async () => {
  const when = inDays(70);
  await db.departure.updateMany({ data: { cancelledAt: new Date(), cancelReason: "They stay." } });
  await db.absence.updateMany({ data: { endedAt: new Date(), outcome: "called_off" } });
  const joiner = await db.person.findFirstOrThrow({ where: { name: "June Newman" } });
  await startDeparture(systemActor("operator"), { personId: joiner.id, kind: "never_started" });
  expect((await inMonth(when)).map(({ kind }) => kind)).toEqual(["contract_ends", "moves"]);
});

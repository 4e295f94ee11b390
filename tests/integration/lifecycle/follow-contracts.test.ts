import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { cancelDeparture } from "@/lib/lifecycle/cancel-departure";
import { changeLastMoment } from "@/lib/lifecycle/change-last-moment";
import { followContracts } from "@/lib/lifecycle/jobs";
import { remindOfContracts } from "@/lib/lifecycle/remind-of-contracts";
import { contractEnd } from "@/lib/lifecycle/rules/last-moment";
import { inDays } from "@/tests/support/grants";
import { refused } from "@/tests/support/outcomes";
import { makeWorld, type Name, type World } from "@/tests/support/world";
import { hold } from "./holdings";

let world: World;
let grantId: string;
beforeAll(async () => {
  world = await makeWorld();
  const { omar, erik } = world.people;
  await db.person.update({ where: { id: omar.personId }, data: { managerId: erik.personId } });
  grantId = await hold(world, "omar", world.assets.kiteAds, world.role("google_ads", "Admin"));
});

const clock = systemActor("clock");
const lastDay = (days: number) => new Date(`${inDays(days).toISOString().slice(0, 10)}T00:00:00Z`);
const endsOn = (who: Name, day: Date | null) =>
  db.person.update({ where: { id: world.people[who].personId }, data: { endsOn: day } });
const told = () => db.notification.findMany({ where: { kind: "contract.ends" }, orderBy: { id: "asc" } });
const open = (who: Name) =>
  db.departure.findFirst({
    where: { personId: world.people[who].personId, cancelledAt: null, certifiedAt: null },
  });

describe("a contract's end", () => {
  it("is told of to the manager and to HR, once for each step, and not to whom it is about", async () => {
    await endsOn("omar", lastDay(25));
    await remindOfContracts(clock, {});
    await remindOfContracts(clock, {});
    const first = await told();
    const { erik, sara, omar } = world.people;
    expect(new Set(first.map((each) => each.personId)).size).toBe(first.length);
    expect(first.map((each) => each.personId)).toContain(sara.personId);
    expect(first.map((each) => each.personId)).toContain(erik.personId);
    expect(first.map((each) => each.personId)).not.toContain(omar.personId);
    await endsOn("omar", lastDay(12));
    await remindOfContracts(clock, {});
    expect((await told()).length).toBe(2 * first.length);
  });

  it("is refused to whoever is not the clock", async () => {
    await refused(remindOfContracts(world.people.sara.actor, {}), "forbidden");
  });

  it("starts nothing while it is more than a week away", async () => {
    await followContracts();
    expect(await db.departure.count()).toBe(0);
  });

  it("starts the departure by itself a week before, once, with everything due by the end of the day", async () => {
    await endsOn("omar", lastDay(5));
    await followContracts();
    await followContracts();
    const departure = await open("omar");
    expect(departure).toMatchObject({ kind: "contract_ends", startedById: null });
    expect(departure?.lastMoment).toEqual(contractEnd(lastDay(5)));
    expect(await db.departure.count()).toBe(1);
    expect(await db.grant.findUniqueOrThrow({ where: { id: grantId } })).toMatchObject({
      state: "removal_due",
    });
    // The looks come a day after it.
    const tasks = await db.task.findMany({ where: { causeId: departure?.id ?? "", kind: { not: "look" } } });
    expect(new Set(tasks.map((task) => task.dueAt.getTime()))).toEqual(
      new Set([contractEnd(lastDay(5)).getTime()]),
    );
  });

  it("moves the departure with it when it changes, and moves with the departure", async () => {
    await endsOn("omar", lastDay(60));
    await followContracts();
    const departure = await open("omar");
    expect(departure?.lastMoment).toEqual(contractEnd(lastDay(60)));

    const departureId = departure?.id ?? "";
    await changeLastMoment(world.people.sara.actor, { departureId, lastMoment: lastDay(30) });
    await followContracts();
    expect(await db.person.findUniqueOrThrow({ where: { id: world.people.omar.personId } })).toMatchObject({
      endsOn: lastDay(29),
    });
    expect((await open("omar"))?.lastMoment).toEqual(lastDay(30));
  });

  it("starts no second one for an end that somebody cancelled", async () => {
    const departureId = (await open("omar"))?.id ?? "";
    await changeLastMoment(world.people.sara.actor, { departureId, lastMoment: contractEnd(lastDay(3)) });
    await cancelDeparture(world.people.sara.actor, { departureId, reason: "They get another contract." });
    await followContracts();
    expect(await open("omar")).toBeNull();
  });

  it("starts for one that ended long ago, and the only owner's stops none of the others", async () => {
    await endsOn("aoife", lastDay(-200));
    await endsOn("tariq", lastDay(-200));
    const answer = await followContracts();
    expect(answer?.said).toMatch(/^1 departures started.*only owner/);
    expect((await open("tariq"))?.lastMoment).toEqual(contractEnd(lastDay(-200)));
    expect(await open("aoife")).toBeNull();
  });
});

import { beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { cancelDeparture } from "@/lib/lifecycle/cancel-departure";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { giveKeys } from "@/tests/support/many-keys";
import { confirmed } from "@/tests/support/proof";
import { countStatements } from "@/tests/support/statements";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;

beforeAll(async () => {
  world = await makeWorld();
});

it("starts and cancels a departure with 2,000 grants on 300 clients in as many statements as one with ten", async () => {
  await giveKeys(world, "omar", 2, 5, 1_000);
  await giveKeys(world, "tariq", 300, 7, 2_000);
  const { sara, omar, tariq } = world.people;
  const start = (personId: string) =>
    confirmed(startDeparture, sara.actor, { personId, kind: "terminated_now" });
  // The first of a process opens its job queue as well.
  await start(world.people.erik.personId);
  const [forFew, few] = await countStatements(() => start(omar.personId));
  const [forMany, many] = await countStatements(() => start(tariq.personId));
  expect(many.taken).toBe(2_100);
  expect(forMany).toBe(forFew);
  expect(await db.task.count({ where: { causeId: many.departureId, kind: "name_successor" } })).toBe(210);
  expect(await db.task.count({ where: { causeId: many.departureId, kind: "hand_over_custody" } })).toBe(300);

  const cancel = (departureId: string) => cancelDeparture(sara.actor, { departureId, reason: "They stay." });
  const [cancelFew] = await countStatements(() => cancel(few.departureId));
  const [cancelMany, cancelled] = await countStatements(() => cancel(many.departureId));
  expect(cancelled.kept).toBe(2_100);
  expect(cancelMany).toBe(cancelFew);
}, 60_000);

import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { cancelDeparture } from "@/lib/lifecycle/cancel-departure";
import { getDeparture } from "@/lib/lifecycle/queries/get-departure";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { attestTask } from "@/lib/register/attest-task";
import { asNow } from "@/tests/support/as-now";
import { leftNothing } from "@/tests/support/grants";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";
import { giveTariqEverything, hold } from "./holdings";

let world: World;
let departureId: string;
let stake: Awaited<ReturnType<typeof giveTariqEverything>>;

beforeAll(async () => {
  world = await makeWorld();
  stake = await giveTariqEverything(world);
  const { assets, role, people } = world;
  await hold(world, "tariq", assets.northwindAds, role("google_ads", "Read only"), "to_grant");
  ({ departureId } = await confirmed(startDeparture, people.sara.actor, {
    personId: people.tariq.personId,
    kind: "terminated_now",
  }));
  const task = await db.task.findFirstOrThrow({
    where: { causeId: departureId, kind: "revoke", grants: { some: { grantId: stake.analytics } } },
  });
  await attestTask(people.ingrid.actor, {
    taskId: task.id,
    outcome: "done",
    note: "Removed.",
    followUps: await leftNothing(task.id),
  });
});

const reason = "They stay after all.";

describe("cancelling a departure", () => {
  it("is refused for staff, for the one who leaves, and without a reason", async () => {
    const { omar, sara } = world.people;
    await expect(cancelDeparture(omar.actor, { departureId, reason })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(cancelDeparture(sara.actor, { departureId, reason: " " })).rejects.toMatchObject({
      code: "invalid_input",
    });
    const own = await startDeparture(world.people.ingrid.actor, {
      personId: sara.personId,
      kind: "leaves",
      lastMoment: new Date(Date.now() + 86_400_000),
    });
    // Her sessions have ended; she can sign in again until her last moment.
    const input = { departureId: own.departureId, reason };
    await expect(cancelDeparture(await asNow(world, "sara"), input)).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/about you/),
    });
  });

  it("keeps what is not yet removed, cancels what is open, and lists what has to be asked for again, once", async () => {
    const { aoife, ingrid, tariq } = world.people;
    const both = await Promise.allSettled([
      cancelDeparture(aoife.actor, { departureId, reason }),
      cancelDeparture(ingrid.actor, { departureId, reason }),
    ]);
    expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    const done = both.find((each) => each.status === "fulfilled");
    expect(done?.value).toMatchObject({ kept: 2, askedAlready: 0 });

    const states = await db.grant.findMany({
      where: { personId: tariq.personId },
      select: { id: true, state: true },
    });
    const stateOf = new Map(states.map((grant) => [grant.id, grant.state]));
    expect(stateOf.get(stake.manager)).toBe("active");
    expect(stateOf.get(stake.invitation)).toBe("invited");
    expect(stateOf.get(stake.analytics)).toBe("removed");
    expect(
      await db.task.count({ where: { causeId: departureId, state: { notIn: ["cancelled", "attested"] } } }),
    ).toBe(0);
    expect((await db.person.findUniqueOrThrow({ where: { id: tariq.personId } })).accessEndsAt).toBeNull();

    const departure = await getDeparture(ingrid.actor, departureId);
    expect(departure?.cancelReason).toBe(reason);
    expect(departure?.toAskAgain.map((key) => `${key.roleName} on ${key.assetName}`)).toEqual([
      "Analyst on kite.example",
      "Read only on Northwind – Search",
    ]);
    expect(departure?.can).toEqual({ cancel: false, certify: false, handOver: false, move: false });
  });

  it("lets another one be started afterwards", async () => {
    const again = await startDeparture(world.people.ingrid.actor, {
      personId: world.people.tariq.personId,
      kind: "contract_ends",
      lastMoment: new Date(Date.now() + 86_400_000).toISOString(),
    });
    expect(again).toMatchObject({ taken: 2 });
  });
});

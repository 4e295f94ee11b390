import { beforeAll, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { changeLastMoment } from "@/lib/lifecycle/change-last-moment";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { attestTask } from "@/lib/register/attest-task";
import { asNow } from "@/tests/support/as-now";
import { inDays, leftNothing } from "@/tests/support/grants";
import { refused, twiceAtOnce } from "@/tests/support/outcomes";
import { askedFor, confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";
import { giveTariqEverything } from "./holdings";

let world: World;
let departureId: string;

beforeAll(async () => {
  world = await makeWorld();
  await giveTariqEverything(world);
  ({ departureId } = await startDeparture(world.people.sara.actor, {
    personId: world.people.tariq.personId,
    kind: "leaves",
    lastMoment: inDays(10),
  }));
});

const HOUR = 3_600_000;
const tasks = () => db.task.findMany({ where: { causeId: departureId }, orderBy: { id: "asc" } });
/** When tasks of this state are due; a look by a day less, which it has after the rest. */
const dues = async (state: "open" | "attested") =>
  new Set(
    (await tasks())
      .filter((task) => task.state === state)
      .map((task) => task.dueAt.getTime() - (task.kind === "look" ? 24 * HOUR : 0)),
  );
const day = (moment: Date) => moment.toISOString().slice(0, 10);

describe("changing the last moment", () => {
  it("is refused for staff, for the one who leaves, for nonsense, and where nothing changes", async () => {
    const { omar, ingrid } = world.people;
    const sara = await asNow(world, "sara");
    const tariq = await asNow(world, "tariq");
    const later = { departureId, lastMoment: inDays(12) };
    await refused(changeLastMoment(omar.actor, later), "forbidden");
    await refused(changeLastMoment(tariq, later), "forbidden");
    await refused(changeLastMoment(sara, { departureId }), "invalid_input", /last day/);
    await refused(
      changeLastMoment(sara, { departureId, lastMoment: inDays(900) }),
      "invalid_input",
      /two years/,
    );
    const { lastMoment } = await db.departure.findUniqueOrThrow({ where: { id: departureId } });
    await refused(changeLastMoment(ingrid.actor, { departureId, lastMoment }), "conflict", /already/);
    await refused(
      changeLastMoment(sara, { ...later, departureId: "019b0000-0000-7000-8000-000000000000" }),
      "not_found",
    );
  });

  it("moves what is undone and until when they can sign in, and leaves what is done", async () => {
    const [first, second] = (await tasks()).filter((task) => task.kind === "revoke" && task.risk === "low");
    await attestTask(world.people.ingrid.actor, {
      taskId: first?.id ?? "",
      outcome: "done",
      note: "Removed.",
      followUps: await leftNothing(first?.id ?? ""),
    });
    // Due earlier for a reason of its own: it stays that.
    const own = inDays(2);
    await db.task.update({ where: { id: second?.id ?? "" }, data: { dueAt: own } });
    const lastMoment = inDays(20);
    const done = await changeLastMoment(await asNow(world, "sara"), { departureId, lastMoment });

    expect(await dues("open")).toEqual(new Set([own.getTime(), lastMoment.getTime()]));
    expect(await dues("attested")).not.toContain(lastMoment.getTime());
    expect(done.moved).toBe((await tasks()).length - 2);
    const person = await db.person.findUniqueOrThrow({ where: { id: world.people.tariq.personId } });
    expect(person.accessEndsAt).toEqual(lastMoment);
    const changed = await db.auditEvent.count({
      where: { action: "lifecycle.change-last-moment", objectType: "task" },
    });
    expect(changed).toBe(done.moved);
  });

  it("counts a day until its end, and moves everything that is later", async () => {
    const lastDay = inDays(1);
    await changeLastMoment(await asNow(world, "sara"), { departureId, lastMoment: day(lastDay) });
    const { lastMoment } = await db.departure.findUniqueOrThrow({ where: { id: departureId } });
    expect(lastMoment.toISOString()).toBe(`${day(lastDay)}T23:59:59.000Z`);
    expect([...(await dues("open"))]).toEqual([lastMoment.getTime()]);
  });

  it("becomes a termination now with a fresh proof alone, and ends the sessions", async () => {
    const input = { departureId, terminateNow: true, note: "Found something." };
    const sara = await asNow(world, "sara");
    const tariq = await asNow(world, "tariq");
    expect(await askedFor(changeLastMoment(sara, input))).toMatchObject({
      does: "terminate Tariq Haddad now",
    });
    expect(await db.departure.count({ where: { kind: "terminated_now" } })).toBe(0);
    const before = Date.now();
    await confirmed(changeLastMoment, sara, input);

    const open = (await tasks()).filter((task) => task.state === "open");
    for (const task of open) {
      const limit =
        (["administrator", "billing"].includes(task.risk) ? 1 : 4) + (task.kind === "look" ? 24 : 0);
      expect(task.dueAt.getTime()).toBeLessThanOrEqual(before + limit * HOUR + 60_000);
      expect(task.goesAhead).toBe(true);
    }
    expect(await db.session.count({ where: { id: tariq.sessionId ?? "", revokedAt: null } })).toBe(0);
    const { kind, lastMoment } = await db.departure.findUniqueOrThrow({ where: { id: departureId } });
    expect(kind).toBe("terminated_now");
    expect(lastMoment.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it("never makes later what is in a hurry, and is done once by two at once", async () => {
    const before = await dues("open");
    const operator = systemActor("operator");
    const earlier = new Date(Date.now() - 5 * HOUR);
    expect(await twiceAtOnce(() => changeLastMoment(operator, { departureId, lastMoment: earlier }))).toBe(1);
    expect(await dues("open")).toEqual(before);
  });

  it("is refused when the departure is over", async () => {
    await db.departure.update({
      where: { id: departureId },
      data: { cancelledAt: new Date(), cancelReason: "They stay." },
    });
    await refused(
      changeLastMoment(systemActor("operator"), { departureId, lastMoment: inDays(3) }),
      "conflict",
      /cancelled/,
    );
  });
});

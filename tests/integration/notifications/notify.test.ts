import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { removeOldNotices } from "@/lib/notifications/jobs";
import { type Notice, notify } from "@/lib/notify";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(async () => {
  await db.notification.deleteMany();
});

const about = (more: Partial<Notice> = {}): Notice => ({
  personId: world.people.ingrid.personId,
  kind: "request.to-decide",
  cause: "request 1 to decide",
  subject: "Hannah Stone asks for access to Kite – Search",
  text: "Decide it by tomorrow.",
  href: "/requests/1",
  ...more,
});
const tell = (...notices: Notice[]) => db.$transaction((tx) => notify(tx, notices));

describe("notify", () => {
  test("tells each person once for one cause, even when it is told twice at once", async () => {
    const { ingrid, aoife } = world.people;
    const both = about({ personId: [ingrid.personId, aoife.personId, ingrid.personId] });
    await Promise.all([tell(both), tell(both), tell(both)]);
    await tell(about({ subject: "Told anew, with other words" }));
    const told = await db.notification.findMany({ orderBy: { personId: "asc" } });
    expect(told.map(({ personId }) => personId).toSorted()).toEqual(
      [ingrid.personId, aoife.personId].toSorted(),
    );
    expect(told.every(({ subject }) => subject.startsWith("Hannah Stone"))).toBe(true);
  });

  test("tells nothing of a change that is not made", async () => {
    const undone = db.$transaction(async (tx) => {
      await notify(tx, [about()]);
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect(await db.notification.count()).toBe(0);
  });

  test("tells nobody who has left", async () => {
    const { tariq, omar, erik } = world.people;
    await db.person.update({ where: { id: tariq.personId }, data: { endedAt: new Date() } });
    await db.person.update({
      where: { id: omar.personId },
      data: { accessEndsAt: new Date(Date.now() - 1) },
    });
    await db.person.update({
      where: { id: erik.personId },
      data: { accessEndsAt: new Date(Date.now() + 86_400_000) },
    });
    await tell(about({ personId: [tariq.personId, omar.personId, erik.personId] }));
    const told = await db.notification.findMany();
    expect(told.map(({ personId }) => personId)).toEqual([erik.personId]);
  });

  test("cuts what is too long, and keeps links that lead away and lines in a subject out", async () => {
    await tell(about({ subject: "x".repeat(500), text: "y".repeat(5000) }));
    const told = await db.notification.findFirstOrThrow();
    expect([told.subject.length, told.text.length]).toEqual([200, 2000]);
    await expect(tell(about({ cause: "away", href: "//elsewhere.example" }))).rejects.toThrow(
      /notification_href_inside/,
    );
    await expect(tell(about({ cause: "lines", subject: "One\nBcc: two" }))).rejects.toThrow(
      /notification_subject_line/,
    );
  });
});

test("what was told more than four hundred days ago is removed, and nothing else", async () => {
  await tell(about(), about({ cause: "request 2 to decide" }), about({ cause: "request 3 to decide" }));
  const age = (cause: string, days: number) =>
    db.$executeRaw`
      UPDATE "Notification" SET "createdAt" = now() - make_interval(days => ${days}::int) WHERE cause = ${cause}`;
  await age("request 1 to decide", 401);
  await age("request 2 to decide", 399);
  await Promise.all([removeOldNotices(), removeOldNotices()]);
  const left = await db.notification.findMany({ orderBy: { cause: "asc" } });
  expect(left.map(({ cause }) => cause)).toEqual(["request 2 to decide", "request 3 to decide"]);
});

import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GET } from "@/app/calendar/[feed]/route";
import { db } from "@/lib/db";
import { endCalendar } from "@/lib/notifications/end-calendar";
import { makeCalendar } from "@/lib/notifications/make-calendar";
import { begin, recordActive } from "@/tests/support/grants";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  await recordActive(world, { who: "omar", asset: "kiteAds", roles: ["Standard"] });
  await begin(world, { who: "tariq", asset: "northwindAds", roles: ["Standard"] });
});
beforeEach(async () => {
  await db.calendarFeed.deleteMany();
});

const make = async (who: "omar" | "erik") => (await confirmed(makeCalendar, world.people[who].actor, {})).url;
const ask = (url: string) =>
  GET(new Request(url), {
    params: Promise.resolve({ feed: new URL(url).pathname.slice("/calendar/".length) }),
  });
const textOf = async (url: string) => (await ask(url)).text();

describe("a calendar", () => {
  test("has the ends of what its person holds and their due times, and nobody else's", async () => {
    const answer = await ask(await make("omar"));
    expect(answer.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    const omars = await answer.text();
    expect(omars).toContain("SUMMARY:Standard on Kite – Search ends");
    expect(omars).not.toMatch(/Northwind|Task/);
    const eriks = await textOf(await make("erik"));
    expect(eriks).toMatch(/SUMMARY:Task \d+ is due: Northwind – Search/);
    expect(eriks).not.toMatch(/Kite|Tariq|Omar/);
  });

  test("opens by its newest address alone, until that is ended", async () => {
    const first = await make("omar");
    const second = await make("omar");
    expect((await ask(first)).status).toBe(404);
    expect((await ask(second)).status).toBe(200);
    await endCalendar(world.people.omar.actor, {});
    expect((await ask(second)).status).toBe(404);
    const events = await db.auditEvent.findMany({
      where: { action: { contains: "calendar" } },
      select: { canon: true },
    });
    const token = new URL(second).pathname.slice("/calendar/".length, -4);
    expect(events.length).toBeGreaterThanOrEqual(3);
    expect(events.some(({ canon }) => Buffer.from(canon).includes(token))).toBe(false);
    expect(JSON.stringify(await db.$queryRaw`SELECT f::text FROM "CalendarFeed" f`)).not.toContain(token);
  });

  test("is closed to who has left, or can no longer sign in", async () => {
    const url = await make("omar");
    const { personId, accountId } = world.people.omar;
    await db.account.update({ where: { id: accountId }, data: { disabledAt: new Date() } });
    expect((await ask(url)).status).toBe(404);
    await db.account.update({ where: { id: accountId }, data: { disabledAt: null } });
    await db.person.update({ where: { id: personId }, data: { accessEndsAt: new Date(Date.now() - 1) } });
    expect((await ask(url)).status).toBe(404);
    await db.person.update({ where: { id: personId }, data: { accessEndsAt: null } });
    expect((await ask(url)).status).toBe(200);
  });

  test("is not guessed by what looks like an address", async () => {
    const right = new URL(await make("omar")).pathname.slice("/calendar/".length);
    for (const feed of [
      "",
      ".ics",
      right.slice(0, -4),
      `${right}x`,
      right.toLowerCase(),
      "x".repeat(43),
      "%00",
      "..%2f..%2fme",
    ]) {
      const answer = await ask(`http://localhost/calendar/${feed}`);
      expect({ feed, status: answer.status }).toEqual({ feed, status: 404 });
    }
  });
});

import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db";
import { readListState } from "@/lib/list-state";
import { markAllRead } from "@/lib/notifications/mark-all-read";
import { markRead } from "@/lib/notifications/mark-read";
import { countUnread, listTold, toldFilters } from "@/lib/notifications/own-queries";
import { type Notice, notify } from "@/lib/notify";
import { refused } from "@/tests/support/outcomes";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(async () => {
  await db.notification.deleteMany();
});

const tell = (...notices: Partial<Notice>[]) =>
  db.$transaction((tx) =>
    notify(
      tx,
      notices.map((notice, place) => ({
        personId: world.people.omar.personId,
        kind: "request.decided",
        cause: `cause ${place}`,
        subject: `Subject ${place}`,
        text: "A text.",
        href: "/requests",
        ...notice,
      })),
    ),
  );
const omar = () => world.people.omar.actor;
const list = (params: Record<string, string> = {}) => listTold(omar(), readListState(params, toldFilters));

describe("what one was told", () => {
  test("is one's own alone, the newest first", async () => {
    await tell({}, {}, { personId: world.people.erik.personId });
    expect((await list()).rows.map(({ subject }) => subject)).toEqual(["Subject 1", "Subject 0"]);
    expect(await countUnread(omar())).toBe(2);
    expect(await countUnread(world.people.erik.actor)).toBe(1);
    expect(await countUnread(world.people.tariq.actor)).toBe(0);
  });

  test("is searched by its words as they are, and filtered", async () => {
    await tell({ subject: "100% of it" }, { kind: "grant.ends", text: "Ends soon." }, {});
    expect((await list({ q: "%" })).rows.map(({ subject }) => subject)).toEqual(["100% of it"]);
    expect((await list({ q: "ends SOON" })).total).toBe(1);
    expect((await list({ kind: "grant.ends" })).total).toBe(1);
    expect((await list({ kind: "constructor" })).total).toBe(3);
    const [newest] = (await list()).rows;
    await markRead(omar(), { noticeId: newest?.id ?? "" });
    expect((await list({ state: "unread" })).total).toBe(2);
  });

  test("is marked as read by its reader alone, and keeps when that was", async () => {
    await tell({});
    const [notice] = (await list()).rows;
    const noticeId = notice?.id ?? "";
    await refused(markRead(world.people.ingrid.actor, { noticeId }), "not_found");
    await markRead(omar(), { noticeId });
    const first = await db.notification.findUniqueOrThrow({ where: { id: noticeId } });
    await markRead(omar(), { noticeId });
    expect(await db.notification.findUniqueOrThrow({ where: { id: noticeId } })).toEqual(first);
    expect(first.readAt).not.toBeNull();
  });

  test("is all marked up to what the page showed: what came since stays new", async () => {
    await tell({}, {}, { personId: world.people.erik.personId });
    const [newest] = (await list()).rows;
    await tell({ cause: "later", subject: "Later" });
    expect(await markAllRead(omar(), { newestId: newest?.id ?? "" })).toEqual({ read: 2 });
    expect((await list({ state: "unread" })).rows.map(({ subject }) => subject)).toEqual(["Later"]);
    expect(await countUnread(world.people.erik.actor)).toBe(1);
  });
});

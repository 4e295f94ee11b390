import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { decrypt } from "@/lib/crypto";
import { db } from "@/lib/db";
import { chooseChannels } from "@/lib/notifications/choose-channels";
import { routeTold, sendDueDigests } from "@/lib/notifications/jobs";
import { listChannels } from "@/lib/notifications/own-queries";
import { routeNotices } from "@/lib/notifications/route-notices";
import { MOST_AT_ONCE } from "@/lib/notifications/rules/route-notice";
import { sendDigests } from "@/lib/notifications/send-digests";
import { type Notice, notify } from "@/lib/notify";
import { mailContext } from "@/lib/outbox";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(async () => {
  await db.notification.deleteMany();
  await db.notificationChoice.deleteMany();
  await db.outboxMail.deleteMany();
});

let causes = 0;
const tell = (...notices: Partial<Notice>[]) =>
  db.$transaction((tx) =>
    notify(
      tx,
      notices.map((notice) => {
        causes += 1;
        return {
          personId: world.people.omar.personId,
          kind: "request.decided" as const,
          cause: `cause ${causes}`,
          subject: `Subject ${causes}`,
          text: "The reason is nobody's business on the way.",
          href: "/requests/1" as const,
          ...notice,
        };
      }),
    ),
  );
const mails = async () => {
  const rows = await db.outboxMail.findMany({ orderBy: { id: "asc" } });
  return rows.map(({ cause, toAddress, subject, body }) => ({
    to: toAddress,
    subject,
    text: decrypt(body, mailContext(cause)).toString("utf8"),
  }));
};
/** As if everything had been told and routed so many days ago. */
const daysAgo = (days: number) =>
  db.$executeRaw`UPDATE "Notification" SET "routedAt" = "routedAt" - make_interval(days => ${days}),
    "mailedAt" = "mailedAt" - make_interval(days => ${days})`;
const omar = () => world.people.omar.actor;

describe("a notice by mail", () => {
  test("goes at once or waits, as its reader has chosen, with its subject and link alone", async () => {
    await chooseChannels(omar(), {
      choices: [
        { kind: "task.due", mail: "at_once" },
        { kind: "request.escalated", mail: "none" },
      ],
    });
    await tell(
      { subject: "Decided" },
      { kind: "task.due", subject: "Due" },
      { kind: "request.escalated" },
      { kind: "grant.ends" },
    );
    await routeTold();
    const sent = await mails();
    expect(sent.map(({ subject }) => subject)).toEqual(["Decided", "Due"]);
    expect(sent[0]?.to).toBe("omar.rahman@clickelement.example");
    expect(sent[0]?.text).toMatch(/\/requests\/1/);
    expect(sent[0]?.text).not.toContain("business");
    const ways = await db.notification.findMany({ orderBy: { id: "asc" }, select: { mail: true } });
    expect(ways.map(({ mail }) => mail)).toEqual(["at_once", "at_once", "none", "digest"]);
  });

  test("goes once, however many workers route at once", async () => {
    await tell(...Array.from({ length: 4 }, () => ({})));
    const mail = systemActor("mail");
    await Promise.all([routeNotices(mail, {}), routeNotices(mail, {}), routeNotices(mail, {})]);
    await routeTold();
    expect(await mails()).toHaveLength(4);
  });

  test("floods nobody: what is too many within an hour waits, also over several runs at once", async () => {
    const mail = systemActor("mail");
    await tell(...Array.from({ length: MOST_AT_ONCE - 1 }, () => ({})));
    await routeTold();
    await tell(...Array.from({ length: 4 }, () => ({})), { kind: "break-glass" });
    await Promise.all([routeNotices(mail, {}), routeNotices(mail, {})]);
    expect(await mails()).toHaveLength(MOST_AT_ONCE + 1);
    expect(await db.notification.count({ where: { mail: "digest" } })).toBe(3);
    await db.$executeRaw`UPDATE "Notification" SET "mailedAt" = "mailedAt" - interval '61 minutes'`;
    await tell({});
    await routeTold();
    expect(await mails()).toHaveLength(MOST_AT_ONCE + 2);
  });

  test("is promised with the notice, and not when there is nothing new", async () => {
    const jobs = await tell({ cause: "the same" });
    expect(jobs).toEqual([{ kind: "notifications.route-notices", data: {} }]);
    expect(await tell({ cause: "the same" })).toEqual([]);
  });
});

describe("the digest", () => {
  test("is one mail a day for each person, with what they have not read, and once for several workers", async () => {
    const { erik } = world.people;
    await tell(
      { kind: "task.due", subject: "One" },
      { kind: "grant.ends", subject: "Two" },
      { kind: "task.due", subject: "Read" },
      { kind: "task.due", subject: "Erik's", personId: erik.personId },
    );
    await routeTold();
    await db.notification.updateMany({ where: { subject: "Read" }, data: { readAt: new Date() } });
    await daysAgo(1);
    const mail = systemActor("mail");
    await Promise.all([sendDigests(mail, {}), sendDigests(mail, {})]);
    await sendDueDigests();
    const sent = await mails();
    expect(sent.map(({ to, subject }) => [to, subject]).toSorted()).toEqual([
      ["erik.levy@clickelement.example", "Erik's"],
      ["omar.rahman@clickelement.example", "2 things from Keyholder"],
    ]);
    const text = sent.find(({ to }) => to.startsWith("omar"))?.text ?? "";
    expect(text).toMatch(/One\n.*\/requests\/1[\s\S]*Two\n/);
    expect(text).not.toContain("Read");
  });

  test("that was missed for days is made up for once, and what comes after it waits for the next day", async () => {
    await tell({ kind: "task.due", subject: "Old" });
    await routeTold();
    await daysAgo(4);
    await sendDueDigests();
    await sendDueDigests();
    expect((await mails()).map(({ subject }) => subject)).toEqual(["Old"]);
    await tell({ kind: "task.due", subject: "Late" });
    await routeTold();
    await daysAgo(1);
    await sendDueDigests();
    expect(await mails()).toHaveLength(1);
    expect(await db.notification.count({ where: { mail: "digest", mailedAt: null } })).toBe(1);
  });
});

describe("the choices", () => {
  test("are one's own, kept where they differ from the default, with their event", async () => {
    const one = { kind: "task.due" as const, mail: "none" as const };
    expect(
      await chooseChannels(omar(), { choices: [one, { kind: "request.decided", mail: "at_once" }] }),
    ).toEqual({ changed: 1 });
    expect(await db.notificationChoice.findMany()).toEqual([
      { personId: world.people.omar.personId, ...one },
    ]);
    expect(await db.auditEvent.findFirst({ orderBy: { seq: "desc" } })).toMatchObject({
      action: "notifications.choose-channels",
      before: { "task.due": "digest" },
      after: { "task.due": "none" },
    });
    expect((await listChannels(omar())).find(({ kind }) => kind === "task.due")?.mail).toBe("none");
    expect((await listChannels(world.people.erik.actor)).find(({ kind }) => kind === "task.due")?.mail).toBe(
      "digest",
    );
    await chooseChannels(omar(), { choices: [{ kind: "task.due", mail: "digest" }] });
    expect(await db.notificationChoice.count()).toBe(0);
  });

  test("cannot silence an alarm", async () => {
    expect(await chooseChannels(omar(), { choices: [{ kind: "break-glass", mail: "none" }] })).toEqual({
      changed: 0,
    });
    expect(await db.notificationChoice.count()).toBe(0);
  });

  test("of two at once leave one whole choice", async () => {
    const choose = (mail: "at_once" | "none") =>
      chooseChannels(omar(), { choices: [{ kind: "task.due", mail }] });
    await Promise.all([choose("at_once"), choose("none"), choose("at_once")]);
    expect(await db.notificationChoice.count()).toBe(1);
  });
});

import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { addHook } from "@/lib/notifications/add-hook";
import { editHook } from "@/lib/notifications/edit-hook";
import { endHook } from "@/lib/notifications/end-hook";
import { listHooks } from "@/lib/notifications/hook-queries";
import { postHookMessage, routeTold } from "@/lib/notifications/jobs";
import { postToHook } from "@/lib/notifications/post-to-hook";
import { routeNotices } from "@/lib/notifications/route-notices";
import { testHook } from "@/lib/notifications/test-hook";
import { type Notice, notify } from "@/lib/notify";
import { refused } from "@/tests/support/outcomes";
import { confirmed } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";

const SECRET = "/services/T00000000/B00000000/secretsecretsecret";

/** A chat that takes what Slack's incoming webhooks take, and says what they say. */
let chat: Server;
let origin: string;
let posted: { path: string; text: string }[];
let answers: ("limited" | "down" | "gone" | "elsewhere" | "hangs up")[];

let world: World;
beforeAll(async () => {
  world = await makeWorld();
  chat = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      const next = answers.shift();
      const say = (status: number, text: string, headers = {}) =>
        response.writeHead(status, headers).end(text);
      if (next === "hangs up") return request.socket.destroy();
      if (next === "limited") return say(429, "rate_limited", { "Retry-After": "30" });
      if (next === "down") return say(503, "service_unavailable");
      if (next === "gone") return say(404, "no_service");
      if (next === "elsewhere") return say(302, "", { Location: `${origin}/elsewhere` });
      const json = request.headers["content-type"] === "application/json" ? JSON.parse(body) : null;
      if (request.method !== "POST" || typeof json?.text !== "string") return say(400, "invalid_payload");
      posted.push({ path: request.url ?? "", text: json.text });
      return say(200, "ok");
    });
  });
  await new Promise<void>((done) => chat.listen(0, "127.0.0.1", done));
  const address = chat.address();
  origin = `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
});
afterAll(() => new Promise((done) => chat.close(done)));
beforeEach(async () => {
  posted = [];
  answers = [];
  await db.hookLine.deleteMany();
  await db.hookMessage.deleteMany();
  await db.channelHook.deleteMany();
  await db.notification.deleteMany();
});

const aoife = () => world.people.aoife.actor;
const setUp = async (more: Partial<Parameters<typeof addHook>[1]> = {}) => {
  await confirmed(addHook, aoife(), {
    name: "#access",
    app: "slack",
    url: `${origin}${SECRET}`,
    kinds: ["request.to-decide"],
    ...more,
  });
  return (await db.channelHook.findFirstOrThrow({ orderBy: { id: "desc" } })).id;
};
const tell = (...notices: Partial<Notice>[]) =>
  db.$transaction((tx) =>
    notify(
      tx,
      notices.map((notice, place) => ({
        personId: [world.people.ingrid.personId, world.people.aoife.personId],
        kind: "request.to-decide",
        cause: `request ${place}`,
        subject: `R-${place} waits`,
        text: "A text for its readers alone.",
        href: "/requests/1",
        ...notice,
      })),
    ),
  );
const messages = async () => (await db.hookMessage.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id);
const deliver = async () => {
  for (const messageId of await messages()) await postHookMessage({ messageId });
};

describe("a channel", () => {
  test("is told what it is for: once for a cause, however many read it and however many workers route", async () => {
    await setUp();
    await tell({}, { kind: "grant.ends", cause: "not for it" }, { cause: "another" });
    const mail = systemActor("mail");
    await Promise.all([routeNotices(mail, {}), routeNotices(mail, {})]);
    await tell({ personId: world.people.erik.personId, subject: "The same cause, told to another" });
    await routeTold();
    await deliver();
    await deliver();
    expect(posted).toHaveLength(1);
    expect(posted[0]?.path).toBe(SECRET);
    expect(posted[0]?.text.split("\n").map((line) => line.replace(/.*\|/, ""))).toEqual([
      "R-2 waits>",
      "R-0 waits>",
    ]);
    expect(posted[0]?.text).toContain(`<${new URL("/requests/1", env().KEYHOLDER_URL).href}|`);
    expect(posted[0]?.text).not.toContain("readers alone");
  });

  test("that is down or has enough is told later, by the queue's next try", async () => {
    await setUp();
    await tell({});
    await routeTold();
    answers = ["limited", "down", "hangs up"];
    await expect(deliver()).rejects.toThrow(/answered with 429/);
    await expect(deliver()).rejects.toThrow(/answered with 503/);
    await expect(deliver()).rejects.toThrow(/does not answer/);
    expect((await listHooks(aoife()))[0]?.last).toMatchObject({
      sentAt: null,
      failure: "The chat does not answer.",
    });
    await deliver();
    expect(posted).toHaveLength(1);
    expect((await listHooks(aoife()))[0]?.last).toMatchObject({ failedAt: null, failure: null });
  });

  test("that is gone, or leads elsewhere, is not tried again, and its page says why", async () => {
    await setUp();
    await tell({});
    await routeTold();
    answers = ["gone"];
    await deliver();
    expect((await listHooks(aoife()))[0]?.last?.failure).toMatch(/answered with 404/);
    answers = ["elsewhere"];
    await deliver();
    expect(posted).toEqual([]);
  });

  test("is tried by an owner, and told nothing more once it has ended, also of what is on its way", async () => {
    const hookId = await setUp();
    await testHook(aoife(), { hookId });
    await deliver();
    expect(posted[0]?.text).toContain("A test from Keyholder");
    await tell({});
    await routeTold();
    await confirmed(endHook, aoife(), { hookId });
    await deliver();
    await tell({ cause: "later" });
    await routeTold();
    await deliver();
    expect(posted).toHaveLength(1);
    expect(await db.channelHook.findUniqueOrThrow({ where: { id: hookId } })).toMatchObject({ url: null });
    await refused(testHook(aoife(), { hookId }), "not_found");
  });

  test("is changed by an owner with a proof, and its event says what it was", async () => {
    const hookId = await setUp();
    await confirmed(editHook, aoife(), { hookId, name: "#keys", kinds: ["grant.ended", "grant.ended"] });
    expect(await db.channelHook.findUniqueOrThrow({ where: { id: hookId } })).toMatchObject({
      kinds: ["grant.ended"],
    });
    expect(await db.auditEvent.findFirst({ orderBy: { seq: "desc" } })).toMatchObject({
      before: { name: "#access", kinds: ["request.to-decide"] },
      after: { name: "#keys", kinds: ["grant.ended"] },
    });
  });
});

describe("a webhook's address", () => {
  test("stands nowhere in the clear", async () => {
    await setUp();
    await tell({});
    await routeTold();
    answers = ["hangs up"];
    await expect(deliver()).rejects.not.toThrow(/secretsecret/);
    const rows =
      await db.$queryRaw`SELECT h::text, m::text FROM "ChannelHook" h LEFT JOIN "HookMessage" m ON true`;
    expect(JSON.stringify(rows)).not.toContain("secretsecret");
    expect(JSON.stringify(await listHooks(aoife()))).not.toContain("secretsecret");
    const events = await db.auditEvent.findMany({ select: { canon: true } });
    expect(events.some(({ canon }) => Buffer.from(canon).includes("secretsecret"))).toBe(false);
  });

  test.each([
    "http://hooks.slack.example/services/x",
    "https://127.0.0.2/services/x",
    "https://[fe80::1]/services/x",
    "https://169.254.169.254/latest/meta-data",
    "https://somebody:secret@hooks.slack.example/x",
    "file:///etc/passwd",
  ])("is refused, and not called: %s", async (url) => {
    const input = { name: "#x", app: "slack" as const, kinds: ["policy" as const], url };
    await refused(addHook(aoife(), input), "invalid_input");
    await expect(postToHook(url, {})).rejects.toThrow(/not called/);
  });
});

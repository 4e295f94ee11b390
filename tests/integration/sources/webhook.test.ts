import { Webhook } from "standardwebhooks";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { changeLastMoment } from "@/lib/lifecycle/change-last-moment";
import { addSource } from "@/lib/sources/add-source";
import { endSource } from "@/lib/sources/end-source";
import { removeOldMessages } from "@/lib/sources/jobs";
import { makeSecret } from "@/lib/sources/make-secret";
import { receiveEvent } from "@/lib/sources/receive-event";
import { revokeSecret } from "@/lib/sources/revoke-secret";
import { isKnownCall } from "@/lib/sources/webhook/check-call";
import { refused } from "@/tests/support/outcomes";
import { askedFor, confirmed } from "@/tests/support/proof";
import { makeWorld, type Name, type World } from "@/tests/support/world";

let world: World;
let sourceId: string;
const system = systemActor("source", "198.51.100.7");
const idOf = (who: Name) => world.people[who].personId;
const mailOf = (who: Name) =>
  `${world.people[who].name.replace(" ", ".")}@clickelement.example`.toLowerCase();

beforeAll(async () => {
  world = await makeWorld();
});

let names = 0;
beforeEach(async () => {
  names += 1;
  sourceId = (await addSource(systemActor("operator"), { kind: "webhook", name: `Payroll ${names}` })).id;
});

type Said = Parameters<typeof receiveEvent>[1]["event"];
let messages = 0;
function say(event: Said, messageId = `msg_${++messages}`, body = JSON.stringify(event)) {
  return receiveEvent(system, { sourceId, messageId, body, event });
}
const secret = async () => (await confirmed(makeSecret, world.people.aoife.actor, { sourceId })).secret;

/** A call as a sender of Standard Webhooks makes it. */
function signed(by: string, { id = "msg_a", at = new Date(), body = "{}" } = {}) {
  const headers = new Headers({
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(by).sign(id, at, body),
  });
  return { headers, body, ip: "198.51.100.7" };
}

describe("a signed call", () => {
  it("is known by either of two secrets, and not by a revoked one", async () => {
    await askedFor(makeSecret(world.people.aoife.actor, { sourceId }));
    const first = await secret();
    const second = await secret();
    expect(first).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await refused(confirmed(makeSecret, world.people.aoife.actor, { sourceId }), "conflict", /Two secrets/);
    expect(await isKnownCall(sourceId, signed(first))).toBe(true);
    expect(await isKnownCall(sourceId, signed(second))).toBe(true);
    const kept = await db.webhookSecret.findFirstOrThrow({ where: { sourceId, ending: first.slice(-5) } });
    expect(Buffer.from(kept.secret).toString("latin1")).not.toContain(first.slice(6));
    await confirmed(revokeSecret, world.people.aoife.actor, { secretId: kept.id });
    expect(await isKnownCall(sourceId, signed(first))).toBe(false);
    expect(await isKnownCall(sourceId, signed(second))).toBe(true);
    await confirmed(endSource, world.people.aoife.actor, { sourceId, reason: "Another system." });
    expect(await isKnownCall(sourceId, signed(second))).toBe(false);
  });

  it("is refused when anything of it was changed, and when it is old or of tomorrow", async () => {
    const by = await secret();
    const call = signed(by, { body: '{"type":"person.left"}' });
    expect(await isKnownCall(sourceId, { ...call, body: '{"type":"person.left" }' })).toBe(false);
    const minutes = (count: number) => new Date(Date.now() + count * 60_000);
    expect(await isKnownCall(sourceId, signed(by, { at: minutes(-4) }))).toBe(true);
    expect(await isKnownCall(sourceId, signed(by, { at: minutes(-6) }))).toBe(false);
    expect(await isKnownCall(sourceId, signed(by, { at: minutes(6) }))).toBe(false);
    const other = signed(by, { id: "msg_b" });
    other.headers.set("webhook-id", "msg_c");
    expect(await isKnownCall(sourceId, other)).toBe(false);
    for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature"]) {
      const without = signed(by);
      without.headers.delete(name);
      expect(await isKnownCall(sourceId, without)).toBe(false);
    }
    const several = signed(by);
    several.headers.set("webhook-signature", `v1a,xx v1,AAAA ${several.headers.get("webhook-signature")}`);
    expect(await isKnownCall(sourceId, several)).toBe(true);
  });

  it("comes from where it may, and from nowhere else", async () => {
    const by = await secret();
    await db.hrSource.update({ where: { id: sourceId }, data: { addresses: ["203.0.113.0/24"] } });
    expect(await isKnownCall(sourceId, signed(by))).toBe(false);
    expect(await isKnownCall(sourceId, { ...signed(by), ip: "203.0.113.9" })).toBe(true);
  });

  it("is refused without a source, and without a secret", async () => {
    const by = await secret();
    expect(await isKnownCall("nonsense", signed(by))).toBe(false);
    expect(await isKnownCall(crypto.randomUUID(), signed(by))).toBe(false);
    await db.webhookSecret.updateMany({ where: { sourceId }, data: { revokedAt: new Date() } });
    expect(await isKnownCall(sourceId, signed(by))).toBe(false);
  });
});

describe("what it says", () => {
  it("enters who joins, with their manager, and from then on this source manages them", async () => {
    const answer = await say({
      type: "person.joined",
      data: {
        employeeNumber: "P-100",
        email: "Nina@Clickelement.example",
        givenName: "Nina",
        familyName: "Okafor",
        title: "SEO Analyst",
        managerEmail: mailOf("erik"),
        startsOn: "2027-01-04",
      },
    });
    expect(answer.outcome).toBe("entered");
    expect(
      await db.person.findUnique({ where: { id: answer.personId }, include: { source: true } }),
    ).toMatchObject({
      name: "Nina Okafor",
      email: "nina@clickelement.example",
      managerId: idOf("erik"),
      startsOn: new Date("2027-01-04"),
      source: { sourceId },
    });
    // Who joins gets no account and no access by it.
    expect(await db.account.count({ where: { personId: answer.personId } })).toBe(0);
  });

  it("changes what was said, and nothing else", async () => {
    const data = { email: mailOf("hannah"), title: "Account Director" };
    expect((await say({ type: "person.changed", data })).outcome).toBe("changed");
    expect((await say({ type: "person.changed", data })).outcome).toBe("unchanged");
    expect(await db.person.findUnique({ where: { id: idOf("hannah") } })).toMatchObject({
      name: "Hannah Stone",
      title: "Account Director",
      startsOn: new Date("2024-01-01"),
    });
  });

  it("starts the departure of who leaves, and ends their sessions", async () => {
    const lastDay = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    const answer = await say({
      type: "person.left",
      data: { email: mailOf("tariq"), lastDay, reason: "resigned" },
    });
    expect(answer).toEqual({ personId: idOf("tariq"), outcome: "leaving" });
    expect(await db.departure.findFirst({ where: { personId: idOf("tariq") } })).toMatchObject({
      kind: "leaves",
      lastMoment: new Date(`${lastDay}T23:59:59Z`),
      note: `Payroll ${names} reported it.`,
    });
    expect(await db.session.count({ where: { account: { personId: idOf("tariq") }, revokedAt: null } })).toBe(
      0,
    );
  });

  it("moves the last day of who leaves already, and not back after a person has moved it", async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const leaves = (lastDay: string) =>
      say({ type: "person.left", data: { email: mailOf("erik"), lastDay } });
    const moment = async () =>
      (await db.departure.findFirstOrThrow({ where: { personId: idOf("erik") } })).lastMoment.toISOString();
    await leaves(day(20));
    expect(await leaves(day(30))).toMatchObject({ outcome: "unchanged" });
    expect(await moment()).toBe(`${day(30)}T23:59:59.000Z`);
    const { id: departureId } = await db.departure.findFirstOrThrow({ where: { personId: idOf("erik") } });
    await changeLastMoment(world.people.sara.actor, { departureId, lastMoment: `${day(25)}T12:00:00Z` });
    await leaves(day(30));
    expect(await moment()).toBe(`${day(25)}T12:00:00.000Z`);
    await say({ type: "person.left", data: { email: mailOf("erik"), reason: "terminated" } });
    expect(await db.departure.findFirst({ where: { personId: idOf("erik") } })).toMatchObject({
      kind: "terminated_now",
    });
    expect(await db.departureReport.count({ where: { departureId } })).toBe(1);
  });

  it("is taken once for an id: the first answer again, and no second effect", async () => {
    const event: Said = {
      type: "person.joined",
      data: { email: "twice@clickelement.example", name: "Twice" },
    };
    const [first, again] = await Promise.all([say(event, "msg_same"), say(event, "msg_same")]);
    expect(again).toEqual(first);
    expect(first.outcome).toBe("entered");
    expect(await db.person.count({ where: { email: "twice@clickelement.example" } })).toBe(1);
    await refused(say(event, "msg_same", "{}"), "conflict", /said something else/);
    const told = { where: { action: "sources.receive-event", outcome: "done" as const, objectId: sourceId } };
    expect(await db.auditEvent.count(told)).toBe(1);
  });

  it("is forgotten after thirty days, and not before", async () => {
    await say({ type: "person.joined", data: { email: "kept@clickelement.example", name: "Kept Call" } });
    await expect(
      db.$executeRaw`DELETE FROM "WebhookMessage" WHERE "sourceId" = ${sourceId}::uuid`,
    ).rejects.toThrow(/webhook_message_kept/);
    const days = (count: number) => new Date(Date.now() - count * 86_400_000);
    const call = { sourceId, type: "person.left", bodySha256: new Uint8Array(32), answer: {} };
    await db.webhookMessage.createMany({
      data: [
        { ...call, messageId: "old", receivedAt: days(31) },
        { ...call, messageId: "young", receivedAt: days(29) },
      ],
    });
    expect(await removeOldMessages()).toEqual({ said: "1 old call was removed" });
    expect(await removeOldMessages()).toBeUndefined();
    const left = await db.webhookMessage.findMany({ where: { sourceId }, orderBy: { messageId: "asc" } });
    expect(left.map((each) => each.messageId)).toEqual([expect.stringMatching(/^msg_/), "young"]);
  });

  it("is refused for whom another source manages, and for whom nobody knows", async () => {
    const data = { email: mailOf("priya"), title: "Account Lead" };
    await say({ type: "person.changed", data });
    sourceId = (await addSource(systemActor("operator"), { kind: "webhook", name: "Second" })).id;
    await refused(say({ type: "person.changed", data }), "conflict", /managed by another/);
    await refused(
      say({ type: "person.left", data: { email: mailOf("priya") } }),
      "conflict",
      /managed by another/,
    );
    await refused(say({ type: "person.changed", data: { employeeNumber: "nobody" } }), "not_found");
    await refused(say({ type: "person.left", data: { employeeNumber: "nobody" } }), "not_found");
    // A refused message is not used up.
    expect(await db.webhookMessage.count({ where: { sourceId } })).toBe(0);
  });

  it.each([
    ["nobody", { type: "person.left", data: {} }],
    ["an unknown type", { type: "person.promoted", data: { email: "a@b.example" } }],
    ["a misspelt field", { type: "person.changed", data: { email: "a@b.example", titel: "x" } }],
    ["a day that is none", { type: "person.left", data: { email: "a@b.example", lastDay: "2026-02-30" } }],
  ])("is refused when it says %s", async (_, event) => {
    await refused(say(event as Said), "invalid_input");
  });

  it("is nobody's to say who may not", async () => {
    const event: Said = { type: "person.left", data: { email: mailOf("omar") } };
    await refused(
      receiveEvent(world.people.omar.actor, { sourceId, messageId: "msg_omar", body: "{}", event }),
      "forbidden",
    );
  });
});

import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { liveSession } from "@/lib/auth/live-session";
import { sha256 } from "@/lib/crypto";
import { db } from "@/lib/db";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { keepDraft } from "@/lib/requests/keep-draft";
import { recordActive } from "@/tests/support/grants";
import { OktaClient } from "@/tests/support/scim-client";
import { makeSession, makeWorld, type World } from "@/tests/support/world";
import { BASE, connect, send } from "./scim-support";

let world: World;
let okta: OktaClient;
beforeAll(async () => {
  world = await makeWorld();
  okta = new OktaClient(BASE, (await connect("Okta")).token, send);
});

const profile = (name: string, userName = `${name}@studio.example`) => ({
  userName,
  givenName: name,
  familyName: "Example",
  externalId: `ext-${name}`,
});

describe("a deactivation", () => {
  test("leaves nobody a 2xx that began after it was acknowledged, in a running session and import (SEC-08)", async () => {
    const { omar, kite } = { ...world.people, kite: world.kite };
    const token = randomBytes(32).toString("base64url");
    const sessionId = await makeSession(omar.accountId);
    await db.session.update({ where: { id: sessionId }, data: { tokenHash: sha256(token) } });
    const { body } = await okta.create(profile("Omar", "omar.rahman@clickelement.example"));
    let acknowledged = Number.POSITIVE_INFINITY;
    let done = false;
    const late: string[] = [];
    let before = 0;
    const loop = async (what: string, work: () => Promise<boolean>) => {
      while (!done) {
        const began = performance.now();
        const passed = await work();
        if (passed && began < acknowledged) before += 1;
        if (passed && began >= acknowledged) late.push(what);
      }
    };
    const draft = async () => {
      const id = crypto.randomUUID();
      const input = { id, version: 0, clientId: kite.id, content: { reason: "x" } };
      return keepDraft(omar.actor, input).then(
        () => true,
        () => false,
      );
    };
    let made = 0;
    const running = [
      loop("session", async () => (await liveSession(token)) !== null),
      loop("command", draft),
      (async () => {
        while (!done) {
          made += 1;
          await okta.create(profile(`Filling${made}`));
        }
      })(),
    ];
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await okta.setActive(body.id, false)).body.active).toBe(false);
    acknowledged = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 400));
    done = true;
    await Promise.all(running);
    expect(late).toEqual([]);
    expect(before).toBeGreaterThan(2);
    expect(made).toBeGreaterThan(2);
  });

  test("of more people than is believable is held: their users are not active, and nothing has begun (SEC-113)", async () => {
    await db.departureGuard.updateMany({ data: { most: 2, least: 1, percent: 100 } });
    const people: string[] = [];
    for (const name of ["Hal", "Ham", "Han", "Has"]) people.push((await okta.create(profile(name))).body.id);
    for (const id of people) expect((await okta.setActive(id, false)).body.active).toBe(false);
    const rows = await db.scimUser.findMany({ where: { id: { in: people } }, include: { person: true } });
    const held = rows.filter(({ person }) => person?.accessEndsAt === null);
    expect(held.length).toBeGreaterThanOrEqual(2);
    expect(await db.departureReport.count({ where: { heldBecause: "too_many", decidedAt: null } })).toBe(
      held.length,
    );
    // Who is said to be here after all is held no more.
    const [first] = held;
    await okta.setActive(first?.id ?? "", true);
    expect(
      await db.departureReport.count({
        where: { personId: first?.personId ?? "", heldBecause: "too_many", decidedAt: null },
      }),
    ).toBe(0);
  });

  test("of somebody who has left already changes nothing; who comes back begins a new stay without their seats", async () => {
    await db.departureGuard.updateMany({ data: { most: 50, least: 50, percent: 100 } });
    await db.departureReport.updateMany({
      where: { decidedAt: null, heldBecause: { not: null } },
      data: { decidedAt: new Date(), dropReason: "Tests" },
    });
    const { body } = await okta.create(profile("Lea"));
    const { personId } = await db.scimUser.findUniqueOrThrow({ where: { id: body.id } });
    const id = personId ?? "";
    await db.person.update({ where: { id }, data: { endedAt: new Date(), accessEndsAt: new Date() } });
    await db.identity.updateMany({
      where: { holders: { some: { personId: id } } },
      data: { endedAt: new Date() },
    });
    await okta.setActive(body.id, false);
    expect(await db.departure.count({ where: { personId: id } })).toBe(0);
    await okta.setActive(body.id, true);
    expect(await db.person.findUnique({ where: { id } })).toMatchObject({
      endedAt: null,
      accessEndsAt: null,
    });
    expect(await db.identity.count({ where: { address: "lea@studio.example", endedAt: null } })).toBe(1);
    expect(await db.membership.count({ where: { personId: id, endedAt: null } })).toBe(0);
  });

  test("of an administrator who comes back leaves the account closed until an owner opens it", async () => {
    const { julia } = world.people;
    const { body } = await okta.create(profile("Julia", "julia.chen@clickelement.example"));
    await db.account.update({ where: { id: julia.accountId }, data: { roles: ["security_lead"] } });
    await okta.setActive(body.id, false);
    await okta.setActive(body.id, true);
    expect(await db.account.findUnique({ where: { id: julia.accountId } })).toMatchObject({
      roles: ["security_lead"],
      disabledAt: expect.any(Date),
    });
  });
});

test("a deactivation of somebody whose departure runs brings its due times nearer, and never puts one off", async () => {
  await db.departureGuard.updateMany({ data: { most: 50, least: 50, percent: 100 } });
  const [nearId = "", farId = ""] = [
    ...(await recordActive(world, { who: "erik", asset: "kiteAds", roles: ["Standard"] })),
    ...(await recordActive(world, { who: "erik", asset: "northwindAds", roles: ["Standard"] })),
  ];
  const { body } = await okta.create(profile("Erik", "erik.levy@clickelement.example"));
  const { departureId } = await startDeparture(world.people.ingrid.actor, {
    personId: world.people.erik.personId,
    kind: "leaves",
    lastMoment: new Date(Date.now() + 20 * 86_400_000).toISOString(),
  });
  const due = async (grantId: string) =>
    (await db.task.findFirstOrThrow({ where: { grants: { some: { grantId } }, causeId: departureId } }))
      .dueAt;
  // Somebody has made one due in a minute.
  const soon = new Date(Date.now() + 60_000);
  await db.task.updateMany({
    where: { grants: { some: { grantId: nearId } }, causeId: departureId },
    data: { dueAt: soon },
  });
  const before = await due(farId);
  expect((await okta.setActive(body.id, false)).body.active).toBe(false);
  expect(await db.departure.findUnique({ where: { id: departureId } })).toMatchObject({
    kind: "terminated_now",
    cancelledAt: null,
  });
  expect(Number(await due(farId))).toBeLessThan(Number(before));
  expect(await due(nearId)).toEqual(soon);
  const after = await due(farId);
  // Said once more, it moves nothing.
  await okta.setActive(body.id, false);
  expect(await due(farId)).toEqual(after);
});

test("a user or a group is read while somebody changes it: reading locks nothing and waits for nobody", async () => {
  const { body: user } = await okta.create(profile("Read"));
  const { body: group } = await okta.post("/Groups", {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
    displayName: "Readers",
  });
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM "ScimUser" WHERE id = ${user.id}::uuid FOR UPDATE`;
    await tx.$queryRaw`SELECT id FROM "ScimGroup" WHERE id = ${group.id}::uuid FOR UPDATE`;
    expect((await okta.get(`/Users/${user.id}`)).status).toBe(200);
    expect((await okta.get(`/Groups/${group.id}`)).status).toBe(200);
  });
});

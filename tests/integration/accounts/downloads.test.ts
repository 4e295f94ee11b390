import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { exportAudit } from "@/lib/accounts/export-audit";
import { takeDownload } from "@/lib/accounts/take-download";
import { personActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { exportPeople } from "@/lib/people/export-people";
import { refused } from "@/tests/support/outcomes";
import { askedFor, confirmed, prove } from "@/tests/support/proof";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
beforeEach(() => db.download.deleteMany());

const ingrid = () => world.people.ingrid.actor;
const tickets = async () => (await confirmed(exportAudit, ingrid(), { outcome: "refused" })).ticket;

describe("taking a list out", () => {
  test("asks for a proof that says what is taken, and is audited with its filters", async () => {
    const input = { q: "Maria", outcome: "refused" };
    const { does } = await askedFor(exportAudit(ingrid(), input));
    expect(does).toBe(
      "take the audit log out of the house, where the search is “Maria” and outcome is “refused”",
    );
    await prove(ingrid(), exportAudit, input);
    await askedFor(exportAudit(ingrid(), {}));
    expect(await db.download.count()).toBe(0);
    const { ticket } = await exportAudit(ingrid(), input);
    expect(await takeDownload(ingrid(), { list: "audit", token: ticket })).toEqual(input);
    const event = await db.auditEvent.findFirstOrThrow({ orderBy: { seq: "desc" } });
    expect(event).toMatchObject({
      action: "accounts.export-audit",
      actorName: "Ingrid Dahl",
      after: { taken: "where the search is “Maria” and outcome is “refused”" },
    });
    expect(JSON.stringify(event.after)).not.toContain(ticket);
  });

  test("is for those who may, list by list", async () => {
    for (const name of ["hannah", "sara", "omar"] as const)
      await refused(exportAudit(world.people[name].actor, {}), "forbidden");
    await refused(exportPeople(world.people.omar.actor, {}), "forbidden");
    const { ticket } = await confirmed(exportPeople, world.people.sara.actor, {});
    expect(await takeDownload(world.people.sara.actor, { list: "people", token: ticket })).toEqual({});
  });
});

describe("a download", () => {
  test("is fetched once, of fifty at once too", async () => {
    const token = await tickets();
    const take = () => takeDownload(ingrid(), { list: "audit", token });
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, take));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refusals = { action: "accounts.take-download", outcome: "refused" as const };
    const before = await db.auditEvent.count({ where: refusals });
    await refused(take(), "forbidden", /works once/);
    expect(await db.auditEvent.count({ where: refusals })).toBe(before + 1);
    expect(await db.auditEvent.findFirst({ orderBy: { seq: "desc" } })).toMatchObject({
      ...refusals,
      actorName: "Ingrid Dahl",
      objectType: "export",
      objectName: "audit",
      reason: expect.stringContaining("(it was used)"),
    });
    await refused(takeDownload(ingrid(), { list: "audit", token: "made up" }), "unauthenticated");
    expect(await db.auditEvent.count({ where: refusals })).toBe(before + 1);
  });

  test("is of its own list and its own session alone", async () => {
    const token = await tickets();
    await refused(takeDownload(ingrid(), { list: "people", token }), "forbidden");
    await refused(takeDownload(world.people.aoife.actor, { list: "audit", token }), "forbidden");
    const { actor, personId, accountId, name } = world.people.ingrid;
    const row = await db.session.findUniqueOrThrow({ where: { id: actor.sessionId ?? "" } });
    const { id: _, ...copy } = row;
    const other = await db.session.create({
      data: { ...copy, tokenHash: crypto.getRandomValues(new Uint8Array(32)) },
    });
    const elsewhere = personActor({
      personId,
      accountId,
      sessionId: other.id,
      name,
      roles: actor.roles,
      ip: null,
    });
    await refused(takeDownload(elsewhere, { list: "audit", token }), "forbidden");
    expect(await takeDownload(ingrid(), { list: "audit", token })).toEqual({ outcome: "refused" });
  });

  test("is too old after a minute, and cleared away after a day", async () => {
    const token = await tickets();
    await db.$executeRaw`UPDATE "Download" SET "expiresAt" = now() - interval '1 second'`;
    await refused(takeDownload(ingrid(), { list: "audit", token }), "forbidden");
    await db.$executeRaw`UPDATE "Download" SET "expiresAt" = now() - interval '25 hours'`;
    await tickets();
    expect(await db.download.count()).toBe(1);
  });
});

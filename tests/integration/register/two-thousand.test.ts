import { beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { endGrants } from "@/lib/register/end-grants";
import { keepGrants } from "@/lib/register/keep-grants";
import { recordGrant } from "@/lib/register/record-grant";
import { inDays } from "@/tests/support/grants";
import { countStatements } from "@/tests/support/statements";
import { makeWorld, type World } from "@/tests/support/world";

let world: World;
let assetIds: string[];

beforeAll(async () => {
  world = await makeWorld();
  const made = await db.asset.createManyAndReturn({
    data: Array.from({ length: 2_010 }, (_, index) => ({
      clientId: world.kite.id,
      platformId: "google_ads",
      type: "ad_account",
      externalId: String(2_000_000_000 + index),
      name: `Account ${index}`,
      custodianId: world.people.erik.personId,
    })),
    select: { id: true },
  });
  assetIds = made.map((asset) => asset.id);
});

/** Records grants on so many accounts that nobody has met yet; gives their ids. */
async function recordMany(count: number): Promise<string[]> {
  const { grantIds } = await recordGrant(systemActor("operator"), {
    grants: assetIds.splice(0, count).map((assetId) => ({
      personId: world.people.tariq.personId,
      assetId,
      roleIds: [world.role("google_ads", "Standard")],
      purpose: "Campaign work",
      startsAt: inDays(-10),
      endsAt: inDays(100),
      proof: "unproved" as const,
    })),
    cause: "import",
  });
  return grantIds;
}

it("ends two thousand grants in as many statements as ten, with a task, a step and an audit event each", async () => {
  const sara = world.people.sara.actor;
  const causeId = world.people.tariq.personId;
  const endAll = (grantIds: string[]) =>
    endGrants(sara, { grantIds, reason: "Leaves", cause: "departure", causeId });
  const few = await recordMany(10);
  const many = await recordMany(2_000);
  const [forFew] = await countStatements(() => endAll(few));
  const [forMany] = await countStatements(() => endAll(many));
  expect(forMany).toBe(forFew);
  expect(forFew).toBeGreaterThan(4);
  expect(await db.task.count({ where: { cause: "departure", causeId } })).toBe(2_010);
  expect(await db.grantTransition.count({ where: { state: "removal_due" } })).toBe(2_010);
  const events = await db.auditEvent.count({ where: { action: "register.end-grants", objectType: "grant" } });
  expect(events).toBe(2_010);

  const [keepFew] = await countStatements(() => keepGrants(sara, { grantIds: few, reason: "Stays" }));
  const [keepMany] = await countStatements(() => keepGrants(sara, { grantIds: many, reason: "Stays" }));
  expect(keepMany).toBe(keepFew);
  expect(await db.grant.count({ where: { state: "active" } })).toBe(2_010);
}, 60_000);

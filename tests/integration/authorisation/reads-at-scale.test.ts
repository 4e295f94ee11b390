import { beforeAll, expect, it } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { makeContacts } from "@/tests/support/contacts";
import { countStatements } from "@/tests/support/statements";
import { type ReadStudio, readStudio } from "./read-studio";
import { reads } from "./read-table";

/** What a client's contact alone asks. */
const ofRoom = ["getRoom", "listRoomCloseOuts", "listRoomEndings", "listRoomRequests"];
let studio: ReadStudio;
let carla: Actor;
const statements: Record<"small" | "large", Map<string, number>> = { small: new Map(), large: new Map() };

/*
 * Every query of every page in a studio with about a hundred grants, and in the same one with about a hundred thousand.
 * Pages ask a fixed number of queries, so theirs are constant where these are. What a list cannot show is asked as well:
 * the studio's own client has nothing of it, its owner sees all.
 */
beforeAll(async () => {
  studio = await readStudio();
  carla = (await makeContacts(studio.world)).carla.actor;
  await grow({ clients: 1, people: 10 });
  statements.small = await countAll();
  await grow({ clients: 100, people: 100 });
  statements.large = await countAll();
}, 120_000);

it("has a hundred thousand grants, and everything else that lists show by the thousand", async () => {
  expect(await db.grant.count()).toBeGreaterThan(90_000);
  expect(await db.task.count()).toBeGreaterThan(1_000);
  expect(await db.requestItem.count()).toBeGreaterThan(900);
  expect(await db.finding.count()).toBeGreaterThan(900);
});

it.each(Object.keys(reads))("%s asks as many statements of much as of little", (name) => {
  expect(statements.large.get(name)).toBe(statements.small.get(name));
});

/** How many statements reach the database for each query that the owner asks, or a contact in their room. */
async function countAll(): Promise<Map<string, number>> {
  const counted = new Map<string, number>();
  for (const [name, [, ask]] of Object.entries(reads)) {
    const asker = ofRoom.includes(name) ? carla : studio.world.people.aoife.actor;
    const ofOne = () => countStatements(() => ask(asker, studio));
    // What else the process asks meanwhile can only add to a count, so the smaller of two is the query's own.
    const [[first], [second]] = [await ofOne(), await ofOne()];
    counted.set(name, Math.min(first, second));
  }
  return counted;
}

/**
 * So many clients with ten accounts each, and so many people with a grant on each of them; some of these have a task and
 * a finding, and each person has asked for ten of the accounts. Straight into the tables: it is what is there that counts.
 */
async function grow({ clients, people }: { clients: number; people: number }): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Client" (name, "nameKey")
    SELECT 'Large ' || n, 'large ' || n FROM generate_series(1, ${clients}) n ON CONFLICT DO NOTHING`;
  await db.$executeRaw`
    INSERT INTO "Engagement" ("clientId", name, "startsOn", "endsOn")
    SELECT c.id, 'Marketing', '2026-01-01', '2036-12-31' FROM "Client" c
    WHERE NOT EXISTS (SELECT 1 FROM "Engagement" e WHERE e."clientId" = c.id)`;
  await db.$executeRaw`
    INSERT INTO "Asset" ("clientId", "platformId", type, "externalId", name)
    SELECT c.id, 'google_ads', 'ad_account', (substr(c."nameKey", 7)::bigint * 10 + n + 9000000000)::text, c.name || ' ' || n
    FROM "Client" c, generate_series(1, 10) n WHERE c."nameKey" LIKE 'large %' ON CONFLICT DO NOTHING`;
  await db.$executeRaw`
    INSERT INTO "Person" (name, email) SELECT 'Large ' || n, 'large' || n || '@studio.example'
    FROM generate_series(1, ${people}) n ON CONFLICT DO NOTHING`;
  await db.$executeRaw`
    WITH made AS (
      INSERT INTO "Grant" ("personId", "assetId", "roleId", "engagementId", purpose, "startsAt", "endsAt", state, cause)
      SELECT p.id, a.id, r.id, e.id, 'Performance marketing', '2026-02-01', '2030-01-01', 'active', 'recorded'
      FROM "Person" p, "Asset" a
      JOIN "Engagement" e ON e."clientId" = a."clientId"
      JOIN "PlatformRole" r ON r."platformId" = 'google_ads' AND r.key = 'standard'
      WHERE p.name LIKE 'Large %' AND a.name LIKE 'Large %'
      ON CONFLICT DO NOTHING RETURNING id, state, "startsAt")
    INSERT INTO "GrantTransition" ("grantId", state, at) SELECT id, state, "startsAt" FROM made`;
  await db.$executeRaw`
    INSERT INTO "Finding" (kind, "grantId", detail)
    SELECT 'granted_differently', id, 'Standard, not Read only'
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM "Grant" WHERE state = 'active') g WHERE place % 100 = 0`;
  await db.$executeRaw`
    WITH due AS (
      SELECT * FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM "Grant" WHERE state = 'active') g WHERE place % 50 = 0),
    made AS (
      INSERT INTO "Task" (kind, title, "personId", "assetId", "clientId", "dueAt", cause, "causeId")
      SELECT 'revoke', 'Remove Standard', d."personId", d."assetId", a."clientId", now() + interval '1 day', 'departure', d.id
      FROM due d JOIN "Asset" a ON a.id = d."assetId" RETURNING id, "causeId")
    INSERT INTO "TaskGrant" ("taskId", "grantId", effect) SELECT id, "causeId", 'remove' FROM made`;
  await db.$executeRaw`
    WITH asked AS (
      INSERT INTO "AccessRequest" ("requesterId", "clientId", work, reason, until)
      SELECT p.id, c.id, ARRAY['look-at-reports'], 'Work', now() + interval '60 days'
      FROM "Person" p JOIN "Client" c ON c."nameKey" = 'large 1' WHERE p.name LIKE 'Large %'
        AND NOT EXISTS (SELECT 1 FROM "AccessRequest" r WHERE r."requesterId" = p.id)
      RETURNING id, "requesterId", "clientId"),
    items AS (
      INSERT INTO "RequestItem" ("requestId", "requesterId", "personId", "assetId", "aboveSmallest", explanation)
      SELECT r.id, r."requesterId", r."requesterId", a.id, false, 'The smallest' FROM asked r
      JOIN "Asset" a ON a."clientId" = r."clientId" RETURNING id)
    INSERT INTO "RequestItemRole" ("itemId", "roleId", "as")
    SELECT i.id, r.id, 'asked' FROM items i
    JOIN "PlatformRole" r ON r."platformId" = 'google_ads' AND r.key = 'read-only'`;
}

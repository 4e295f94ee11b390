import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { loadCatalogue } from "@/lib/platforms/load-catalogue";
import type { Compared } from "./compare";
import { type Databases, run } from "./databases";
import { timed } from "./measure";

const LEAVER = "00000000-0000-7000-8000-000000000001";
const GRANTS = 2_000;

/** Somebody with 2,000 grants leaves, in a studio that holds 8,000 more. */
export const departure = (databases: Databases): Compared => ({
  name: "departure",
  size: `${GRANTS.toLocaleString("en-GB")} grants`,
  async prepare() {
    await loadCatalogue(systemActor("catalogue"), {});
    await run(databases.ownerUrl, studio);
  },
  async work() {
    const ms = await timed(() =>
      startDeparture(systemActor("operator"), { personId: LEAVER, kind: "terminated_now" }),
    );
    return { "start-departure": ms };
  },
  async check() {
    const taken = await db.grant.count({ where: { personId: LEAVER, state: "removal_due" } });
    if (taken !== GRANTS) throw new Error(`${taken} grants are being taken back, not ${GRANTS}.`);
  },
});

/** 41 people, 100 clients with an engagement and 20 accounts each; the first person holds one role on each account. */
const studio = `
  INSERT INTO "Person" (id, name, email, "managerId")
  SELECT '00000000-0000-7000-8000-000000000999', 'Manager', 'manager@studio.example', NULL;
  INSERT INTO "Person" (id, name, email, "managerId")
  SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Person ' || n, 'person' || n || '@studio.example',
    '00000000-0000-7000-8000-000000000999'
  FROM generate_series(1, 41) n;
  INSERT INTO "Client" (name, "nameKey") SELECT 'Client ' || n, 'client ' || n FROM generate_series(1, 100) n;
  INSERT INTO "Engagement" ("clientId", name, "startsOn", "endsOn")
  SELECT id, 'Marketing', '2026-01-01', '2036-12-31' FROM "Client";
  INSERT INTO "Asset" ("clientId", "platformId", type, "externalId", name, "custodianId")
  SELECT c.id, 'google_ads', 'ad_account', lpad((row_number() OVER (ORDER BY c.name, n) + 1000000000)::text, 10, '0'),
    c.name || ' account ' || n, '00000000-0000-7000-8000-000000000999'
  FROM "Client" c, generate_series(1, 20) n;
  INSERT INTO "Grant" ("personId", "assetId", "roleId", "engagementId", purpose, "startsAt", "endsAt", state, cause)
  SELECT p.id, a.id, r.id, e.id, 'Performance marketing', '2026-02-01', '2030-01-01', 'active', 'recorded'
  FROM (SELECT *, row_number() OVER (ORDER BY "externalId") AS place FROM "Asset") a
  JOIN "Engagement" e ON e."clientId" = a."clientId"
  JOIN "PlatformRole" r ON r."platformId" = 'google_ads' AND r.key = CASE WHEN a.place % 10 = 0 THEN 'admin' ELSE 'standard' END
  JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM "Person" WHERE name LIKE 'Person %') p
    ON p.place = 0 OR p.place % 10 = a.place % 10;
  INSERT INTO "GrantTransition" ("grantId", state, at) SELECT id, state, "startsAt" FROM "Grant";`;

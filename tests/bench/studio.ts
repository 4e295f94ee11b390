/**
 * 41 people and clients with an engagement and accounts each, by itself 100 with 20; five grants an account, of which the
 * first person holds one.
 */
export const studio = ({ clients, accounts } = { clients: 100, accounts: 20 }): string => `
  INSERT INTO "Person" (id, name, email, "managerId")
  SELECT '00000000-0000-7000-8000-000000000999', 'Manager', 'manager@studio.example', NULL;
  INSERT INTO "Person" (id, name, email, "managerId")
  SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Person ' || n, 'person' || n || '@studio.example',
    '00000000-0000-7000-8000-000000000999'
  FROM generate_series(1, 41) n;
  INSERT INTO "Client" (name, "nameKey") SELECT 'Client ' || n, 'client ' || n FROM generate_series(1, ${clients}) n;
  INSERT INTO "Engagement" ("clientId", name, "startsOn", "endsOn")
  SELECT id, 'Marketing', '2026-01-01', '2036-12-31' FROM "Client";
  INSERT INTO "Asset" ("clientId", "platformId", type, "externalId", name, "custodianId")
  SELECT c.id, 'google_ads', 'ad_account', lpad((row_number() OVER (ORDER BY c.name, n) + 1000000000)::text, 10, '0'),
    c.name || ' account ' || n, '00000000-0000-7000-8000-000000000999'
  FROM "Client" c, generate_series(1, ${accounts}) n;
  INSERT INTO "Grant" ("personId", "assetId", "roleId", "engagementId", purpose, "startsAt", "endsAt", state, cause)
  SELECT p.id, a.id, r.id, e.id, 'Performance marketing', '2026-02-01', '2030-01-01', 'active', 'recorded'
  FROM (SELECT *, row_number() OVER (ORDER BY "externalId") AS place FROM "Asset") a
  JOIN "Engagement" e ON e."clientId" = a."clientId"
  JOIN "PlatformRole" r ON r."platformId" = 'google_ads' AND r.key = CASE WHEN a.place % 10 = 0 THEN 'admin' ELSE 'standard' END
  JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS place FROM "Person" WHERE name LIKE 'Person %') p
    ON p.place = 0 OR p.place % 10 = a.place % 10;
  INSERT INTO "GrantTransition" ("grantId", state, at) SELECT id, state, "startsAt" FROM "Grant";`;

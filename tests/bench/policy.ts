import { systemActor } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { loadCatalogue } from "@/lib/platforms/load-catalogue";
import { applyPolicy } from "@/lib/requests/apply-policy";
import type { Compared } from "./compare";
import { type Databases, run } from "./databases";
import { timed } from "./measure";

const ITEMS = 10_000;

/** The access policy is asked about 10,000 items at once: a hundred people on a hundred accounts, eight rules. */
export const policy = (databases: Databases): Compared => ({
  name: "access policy",
  size: `${ITEMS.toLocaleString("en-GB")} items`,
  async prepare() {
    await loadCatalogue(systemActor("catalogue"), {});
    await run(databases.ownerUrl, studio);
  },
  async work() {
    const ms = await timed(() =>
      db.$transaction((tx) => applyPolicy(tx, Prisma.sql`true`), { timeout: 60_000 }),
    );
    return { "apply-policy": ms };
  },
  async check() {
    const byOutcome = await db.requestItem.groupBy({ by: ["policyOutcome"], _count: true });
    const answered = byOutcome.reduce(
      (sum, { _count, policyOutcome }) => sum + (policyOutcome ? _count : 0),
      0,
    );
    if (answered !== ITEMS || byOutcome.length < 4)
      throw new Error(`${answered} items were answered in ${byOutcome.length} ways.`);
  },
});

const rules = [
  { name: "Guests", when: { personKinds: ["intern"] }, outcome: "refuse", sentence: "Not for interns." },
  { name: "No factor", when: { mfa: ["off"] }, outcome: "security_lead" },
  { name: "Both", when: { commitments: ["client_approves"] }, outcome: "security_lead_and_client" },
  { name: "Long", when: { longerThanDays: 300 }, outcome: "security_lead" },
  { name: "Hours", when: { length: "just_in_time", size: "smallest" }, outcome: "approve" },
  { name: "Money", when: { data: ["spend"], personKinds: ["freelancer"] }, outcome: "security_lead" },
  { name: "Looking", when: { risk: ["low"], size: "smallest" }, outcome: "approve" },
  { name: "Smallest", when: { size: "smallest" }, outcome: "one_approver" },
];

/** Each person asks for all accounts in one request; every tenth item is for more than the smallest. */
const studio = `
  INSERT INTO "AccessPolicyVersion" (number, rules, note) VALUES (2, '${JSON.stringify(rules)}', 'For the benchmark');
  INSERT INTO "Person" (id, name, email, kind)
  SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Person ' || n, 'person' || n || '@studio.example',
    (ARRAY['employee', 'contractor', 'freelancer', 'intern'])[n % 4 + 1]::"PersonKind"
  FROM generate_series(1, 100) n;
  INSERT INTO "Identity" (address, kind, mfa)
  SELECT email, 'work', (ARRAY['on', 'on', 'off', 'unknown'])[row_number() OVER (ORDER BY id) % 4 + 1]::"MfaState" FROM "Person";
  INSERT INTO "IdentityHolder" ("identityId", "personId")
  SELECT i.id, p.id FROM "Identity" i JOIN "Person" p ON p.email = i.address;
  INSERT INTO "Client" (name, "nameKey") SELECT 'Client ' || n, 'client ' || n FROM generate_series(1, 10) n;
  INSERT INTO "Engagement" ("clientId", name, "startsOn", "endsOn", "clientApprovesGrants")
  SELECT id, 'Marketing', '2026-01-01', '2036-12-31', "nameKey" = 'client 1' FROM "Client";
  INSERT INTO "Asset" ("clientId", "platformId", type, "externalId", name)
  SELECT c.id, 'google_ads', 'ad_account', lpad((row_number() OVER (ORDER BY c.name, n) + 1000000000)::text, 10, '0'),
    c.name || ' account ' || n
  FROM "Client" c, generate_series(1, 10) n;
  INSERT INTO "AccessRequest" ("requesterId", "clientId", work, reason, until)
  SELECT p.id, c.id, ARRAY['look-at-reports'], 'Work', now() + '60 days' FROM "Person" p, "Client" c;
  INSERT INTO "RequestItem" ("requestId", "requesterId", "personId", "assetId", "aboveSmallest", "aboveReason", explanation)
  SELECT r.id, r."requesterId", r."requesterId", a.id, a."externalId" LIKE '%7', 'It is easier', 'The smallest'
  FROM "AccessRequest" r JOIN "Asset" a ON a."clientId" = r."clientId";
  INSERT INTO "RequestItemRole" ("itemId", "roleId", "as")
  SELECT i.id, pr.id, 'asked' FROM "RequestItem" i
  JOIN "PlatformRole" pr ON pr."platformId" = 'google_ads' AND 'ad_account' = ANY(pr."heldOn") AND pr.key =
    CASE WHEN i."aboveSmallest" THEN 'admin' ELSE 'read-only' END;`;

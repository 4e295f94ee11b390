import type { Client } from "pg";
import { sourceActor, systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { loadCatalogue } from "@/lib/platforms/load-catalogue";
import { patchGroup } from "@/lib/sources/patch-group";
import { searchUsers } from "@/lib/sources/read-users";
import type { Compared } from "./compare";
import { type Databases, run } from "./databases";
import { timed } from "./measure";

const USERS = 20_000;
const PAGES = 20;
const MEMBERS = 2_000;
const TOKEN = "00000000-0000-7000-8000-0000000000aa";
const GROUP = "00000000-0000-7000-8000-0000000000bb";
/** Of 20,000: those who are active, nine of ten, and whose name begins so. */
const FILTER = 'userName sw "person1" and active eq true';
const FITTING = 10_000;

const actor = () => sourceActor("Bench HR", null);

/** The same pages as the HR system asks for, as plainly as SQL can read them. */
async function readPlainly(client: Client): Promise<void> {
  for (let page = 0; page < PAGES; page += 1) {
    const fits = `FROM "ScimUser" WHERE "sourceId" = (SELECT "sourceId" FROM "ScimToken" WHERE id = $1) AND "deletedAt" IS NULL
      AND "userNameKey" LIKE 'person1%' AND active`;
    await client.query(`SELECT count(*) ${fits}`, [TOKEN]);
    await client.query(`SELECT * ${fits} ORDER BY id OFFSET $2 LIMIT 100`, [TOKEN, page * 100]);
  }
}

/** An HR system reads the first twenty pages of those of its 20,000 users whom a filter fits. */
export const scimList = (databases: Databases): Compared => ({
  name: "SCIM list",
  size: `${PAGES} pages of ${USERS.toLocaleString("en-GB")} users, filtered`,
  prepare: () => fill(databases),
  async work() {
    const ms = await timed(async () => {
      for (let page = 0; page < PAGES; page += 1) {
        const { answer } = await searchUsers(actor(), {
          ...{ tokenId: TOKEN, filter: FILTER, attributes: null, excludedAttributes: null },
          ...{ startIndex: String(page * 100 + 1), count: "100" },
        });
        const { totalResults } = answer as { totalResults: number };
        if (totalResults !== FITTING) throw new Error(`${totalResults} users fit, not ${FITTING}.`);
      }
    });
    return { "search-users": ms };
  },
  reads: readPlainly,
  async check() {
    const calls = await db.auditEvent.count({ where: { objectType: "scim-call" } });
    if (calls !== PAGES) throw new Error(`${calls} calls are in the audit log, not ${PAGES}.`);
  },
});

/** An HR system puts 2,000 people into a group that means a role on an engagement, by one PATCH: each gets the seat. */
export const scimPatch = (databases: Databases): Compared => ({
  name: "SCIM patch",
  size: `${MEMBERS.toLocaleString("en-GB")} members into a mapped group`,
  prepare: () => fill(databases),
  async work() {
    const users = await db.scimUser.findMany({
      ...{ where: { active: true }, take: MEMBERS, orderBy: { id: "asc" }, select: { id: true } },
    });
    const Operations = [{ op: "add", path: "members", value: users.map(({ id }) => ({ value: id })) }];
    const body = JSON.stringify({ schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations });
    const asked = { tokenId: TOKEN, groupId: GROUP, ifMatch: null, body };
    return { "patch-group": await timed(() => patchGroup(actor(), asked)) };
  },
  async check() {
    const seats = await db.membership.count({ where: { role: "Media Buyer" } });
    if (seats !== MEMBERS) throw new Error(`${seats} have the seat, not ${MEMBERS}.`);
  },
});

async function fill(databases: Databases): Promise<void> {
  await loadCatalogue(systemActor("catalogue"), {});
  await run(databases.ownerUrl, connection);
}

/** A connection with a token that nobody has, 20,000 users, and a group that means a role. */
const connection = `
  INSERT INTO "Client" (name, "nameKey") VALUES ('Client 1', 'client 1');
  INSERT INTO "Engagement" ("clientId", name, "startsOn", "endsOn")
  SELECT id, 'Marketing', '2026-01-01', '2036-12-31' FROM "Client";
  INSERT INTO "HrSource" (kind, name) VALUES ('scim', 'Bench HR');
  INSERT INTO "ScimToken" (id, "sourceId", "tokenHash", prefix, "expiresAt")
  SELECT '${TOKEN}', id, sha256('bench'), 'khscim_bench', now() + interval '100 days' FROM "HrSource";
  INSERT INTO "Person" (name, email) SELECT 'Person ' || n, 'person' || n || '@studio.example'
  FROM generate_series(1, ${USERS}) n;
  INSERT INTO "SourcePerson" ("sourceId", "personId") SELECT s.id, p.id FROM "HrSource" s, "Person" p;
  INSERT INTO "ScimUser" ("sourceId", "userName", "userNameKey", active, attributes, "personId")
  SELECT s.id, p.email, p.email, p.email NOT LIKE '%0@%', jsonb_build_object('displayName', p.name,
    'name', jsonb_build_object('givenName', 'Person', 'familyName', p.name),
    'emails', jsonb_build_array(jsonb_build_object('value', p.email, 'type', 'work', 'primary', true))), p.id
  FROM "HrSource" s, "Person" p;
  INSERT INTO "ScimGroup" (id, "sourceId", "displayName", "nameKey", "engagementId", role, "mappedAt")
  SELECT '${GROUP}', s.id, 'Buyers', 'buyers', e.id, 'Media Buyer', now() FROM "HrSource" s, "Engagement" e;`;

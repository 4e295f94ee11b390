import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/event";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { catalogue } from "@/lib/platforms/catalogue";
import type { PlatformEntry } from "@/lib/platforms/catalogue-schema";
import { factsOf } from "@/lib/platforms/facts";

type Change = { platformId: string; changes: number };

/**
 * Brings the database to the catalogue that this version of Keyholder carries: adds what is new, changes what has
 * changed, retires what is gone. It leaves alone an administrator's own platforms and roles, and every role that
 * an administrator has corrected or confirmed. A second time it changes nothing. In a constant number of
 * statements; run at every start, by `systemActor("catalogue")`. Gives how many platforms were changed.
 */
export const loadCatalogue = command({
  name: "platforms.load-catalogue",
  permission: "platforms.write",
  input: z.strictObject({}),
  // One start at a time: two servers may start at once.
  target: async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.catalogue', 0))`;
    return {};
  },
  allow: ({ actor }) =>
    actor.system !== null || "The catalogue is loaded by Keyholder itself, when it starts.",
  async change({ tx }) {
    const changes = [
      ...(await savePlatforms(tx, catalogue)),
      ...(await saveAssetTypes(tx, catalogue)),
      ...(await saveRoles(tx, catalogue)),
      ...(await retirePlatforms(tx, catalogue)),
    ];
    const audit: AuditEntry[] = [...Map.groupBy(changes, (each) => each.platformId)].map(([id, of]) => ({
      objectType: "platform",
      objectId: id,
      objectName: catalogue.find((entry) => entry.id === id)?.name ?? id,
      after: { changes: of.reduce((sum, each) => sum + each.changes, 0) },
    }));
    return { result: { changed: audit.length }, audit };
  },
  timeoutMs: 60_000,
});

function savePlatforms(tx: Tx, entries: readonly PlatformEntry[]): Promise<Change[]> {
  const rows = entries.map((entry) => ({
    id: entry.id,
    name: entry.name,
    vendor: entry.vendor,
    category: entry.category,
    mark: entry.mark,
    facts: factsOf(entry),
  }));
  return tx.$queryRaw`
    INSERT INTO "Platform" AS p (id, name, vendor, category, mark, facts)
    SELECT r.* FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(id text, name text, vendor text, category text, mark text, facts jsonb)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, vendor = excluded.vendor,
      category = excluded.category, mark = excluded.mark, facts = excluded.facts, "retiredAt" = NULL,
      "updatedAt" = now()
    WHERE NOT p.custom AND (p.name, p.vendor, p.category, p.mark, p.facts, p."retiredAt") IS DISTINCT FROM
      (excluded.name, excluded.vendor, excluded.category, excluded.mark, excluded.facts, NULL)
    RETURNING id AS "platformId", 1 AS changes`;
}

function saveAssetTypes(tx: Tx, entries: readonly PlatformEntry[]): Promise<Change[]> {
  const rows = entries.flatMap((entry) =>
    entry.assetTypes.map((type) => ({
      platformId: entry.id,
      type: type.type,
      label: type.label,
      idPattern: type.idFormat.regex,
      idExample: type.idFormat.example,
      parentType: type.parent,
      combine: type.combine,
    })),
  );
  return tx.$queryRaw`
    WITH saved AS (
      INSERT INTO "PlatformAssetType" AS t
        ("platformId", type, label, "idPattern", "idExample", "parentType", combine)
      SELECT r."platformId", r.type, r.label, r."idPattern", r."idExample", r."parentType",
        r.combine::"RoleCombination"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("platformId" text, type text, label text,
        "idPattern" text, "idExample" text, "parentType" text, combine text)
      ON CONFLICT ("platformId", type) DO UPDATE SET label = excluded.label,
        "idPattern" = excluded."idPattern", "idExample" = excluded."idExample",
        "parentType" = excluded."parentType", combine = excluded.combine
      WHERE (t.label, t."idPattern", t."idExample", t."parentType", t.combine) IS DISTINCT FROM
        (excluded.label, excluded."idPattern", excluded."idExample", excluded."parentType", excluded.combine)
      RETURNING "platformId")
    SELECT "platformId", count(*)::int AS changes FROM saved GROUP BY 1`;
}

function saveRoles(tx: Tx, entries: readonly PlatformEntry[]): Promise<Change[]> {
  const rows = entries.flatMap((entry) =>
    entry.roles.map((role) => ({
      platformId: entry.id,
      key: role.key,
      name: role.name,
      apiValue: role.api,
      rank: role.rank,
      meaning: role.meaning,
      heldOn: role.heldOn,
      capabilities: role.capabilities,
      requires: role.requires,
      reachesBelow: role.reachesBelow,
      group: role.group,
      verified: role.verified,
    })),
  );
  return tx.$queryRaw`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("platformId" text, key text,
        name text, "apiValue" text, rank int, meaning text, "heldOn" text[], capabilities "Capability"[],
        requires text[], "reachesBelow" boolean, "group" text, verified boolean)
    ), saved AS (
      INSERT INTO "PlatformRole" AS p ("platformId", key, name, "apiValue", rank, meaning, "heldOn",
        capabilities, requires, "reachesBelow", "group", verified)
      SELECT * FROM wanted
      ON CONFLICT ("platformId", key) DO UPDATE SET name = excluded.name, "apiValue" = excluded."apiValue",
        rank = excluded.rank, meaning = excluded.meaning, "heldOn" = excluded."heldOn",
        capabilities = excluded.capabilities, requires = excluded.requires,
        "reachesBelow" = excluded."reachesBelow", "group" = excluded."group", verified = excluded.verified,
        "retiredAt" = NULL
      WHERE p."correctedAt" IS NULL AND p."confirmedAt" IS NULL
        AND (p.name, p."apiValue", p.rank, p.meaning, p."heldOn", p.capabilities, p.requires,
          p."reachesBelow", p."group", p.verified, p."retiredAt") IS DISTINCT FROM
        (excluded.name, excluded."apiValue", excluded.rank, excluded.meaning, excluded."heldOn",
          excluded.capabilities, excluded.requires, excluded."reachesBelow", excluded."group",
          excluded.verified, NULL)
      RETURNING "platformId"
    ), retired AS (
      UPDATE "PlatformRole" p SET "retiredAt" = now()
      FROM "Platform" f
      WHERE f.id = p."platformId" AND NOT f.custom AND p."retiredAt" IS NULL
        AND p."correctedAt" IS NULL AND p."confirmedAt" IS NULL
        AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w."platformId" = p."platformId" AND w.key = p.key)
      RETURNING p."platformId"
    )
    SELECT "platformId", count(*)::int AS changes
    FROM (SELECT * FROM saved UNION ALL SELECT * FROM retired) AS changed GROUP BY 1`;
}

function retirePlatforms(tx: Tx, entries: readonly PlatformEntry[]): Promise<Change[]> {
  const ids = entries.map((entry) => entry.id);
  return tx.$queryRaw`
    UPDATE "Platform" SET "retiredAt" = now(), "updatedAt" = now()
    WHERE NOT custom AND "retiredAt" IS NULL AND NOT (id = ANY (${ids}))
    RETURNING id AS "platformId", 1 AS changes`;
}

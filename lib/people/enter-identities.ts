import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/event";
import { command, noTarget } from "@/lib/command";
import { id, optional, paragraph } from "@/lib/input";
import { identityFields } from "@/lib/people/identity-input";

/**
 * Records many identities at once, and who knows the secret of each, in four statements. An identity of two or more
 * holders is a shared login from then on. The ids are the caller's. Raises conflict when a live identity has the
 * address there.
 */
export const enterIdentities = command({
  name: "people.enter-identities",
  permission: "people.write",
  timeoutMs: 120_000,
  input: z.strictObject({
    identities: z.array(z.strictObject({ id: id(), ...identityFields, shared: z.boolean() })).max(50_000),
    holders: z.array(z.strictObject({ identityId: id(), personId: id() })).max(50_000),
    reason: optional(paragraph(500)),
  }),
  target: noTarget,
  allow: () => true,
  async change({ tx, actor, input, now }) {
    const by = actor.personId;
    const touched = [
      ...new Set(
        [...input.identities, ...input.holders].map((each) => ("id" in each ? each.id : each.identityId)),
      ),
    ];
    if (touched.length === 0) return { result: { entered: 0 }, audit: [] };
    await tx.$executeRaw`
      INSERT INTO "Identity" (id, address, kind, "platformId", shared, "createdAt", "createdById", "updatedById")
      SELECT n.id, n.address, n.kind, n."platformId", n.shared, ${now}::timestamptz, ${by}::uuid, ${by}::uuid
      FROM jsonb_to_recordset(${JSON.stringify(input.identities)}::jsonb) AS n(id uuid, address text,
        kind "IdentityKind", "platformId" text, shared boolean)`;
    await tx.$executeRaw`
      INSERT INTO "IdentityHolder" ("identityId", "personId", since, "createdById")
      SELECT DISTINCT n."identityId", n."personId", ${now}::timestamptz, ${by}::uuid
      FROM jsonb_to_recordset(${JSON.stringify(input.holders)}::jsonb) AS n("identityId" uuid, "personId" uuid)
      WHERE NOT EXISTS (SELECT 1 FROM "IdentityHolder" h WHERE h."identityId" = n."identityId"
        AND h."personId" = n."personId" AND h."endedAt" IS NULL)`;
    await tx.$executeRaw`
      UPDATE "Identity" i SET shared = true, "updatedAt" = ${now}::timestamptz, "updatedById" = ${by}::uuid
      WHERE i.id = ANY(${touched}::uuid[]) AND NOT i.shared AND (SELECT count(*) FROM "IdentityHolder" h
        WHERE h."identityId" = i.id AND h."endedAt" IS NULL) > 1`;
    const rows = await tx.$queryRaw<{ id: string; address: string; shared: boolean; holders: string[] }[]>`
      SELECT i.id, i.address, i.shared, array_agg(p.name ORDER BY p.name) AS holders
      FROM "Identity" i JOIN "IdentityHolder" h ON h."identityId" = i.id AND h."endedAt" IS NULL
      JOIN "Person" p ON p.id = h."personId" WHERE i.id = ANY(${touched}::uuid[]) GROUP BY i.id`;
    const audit = rows.map(
      (row): AuditEntry => ({
        objectType: "identity",
        objectId: row.id,
        objectName: row.address,
        after: { shared: row.shared, holders: row.holders },
        reason: input.reason,
      }),
    );
    return { result: { entered: input.identities.length }, audit };
  },
});

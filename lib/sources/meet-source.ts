import type { AuditEntry, AuditJson } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";
import { ScimError } from "@/lib/sources/scim/error";

/** A SCIM connection that is calling. */
export type Calling = { id: string; name: string };

/**
 * The connection of a token as it stands in this transaction: whoever revokes the token or ends the connection waits
 * for it, or has come before it. Notes, at most once a minute, that it was heard of. Raises 401.
 */
export async function meetSource(tx: Tx, tokenId: string): Promise<Calling> {
  const [source] = await tx.$queryRaw<Calling[]>`
    SELECT s.id, s.name FROM "ScimToken" t JOIN "HrSource" s ON s.id = t."sourceId"
    WHERE t.id = ${tokenId}::uuid AND t."revokedAt" IS NULL AND t."expiresAt" > now() AND s."endedAt" IS NULL
    FOR KEY SHARE`;
  if (!source) throw new ScimError(401, "This token opens nothing.");
  await tx.$executeRaw`
    UPDATE "ScimToken" SET "lastUsedAt" = now() WHERE id IN (SELECT id FROM "ScimToken"
      WHERE id = ${tokenId}::uuid AND ("lastUsedAt" IS NULL OR "lastUsedAt" < now() - interval '1 minute')
      FOR NO KEY UPDATE SKIP LOCKED)`;
  await tx.$executeRaw`
    UPDATE "HrSource" SET "lastSeenAt" = now() WHERE id IN (SELECT id FROM "HrSource"
      WHERE id = ${source.id}::uuid AND ("lastSeenAt" IS NULL OR "lastSeenAt" < now() - interval '1 minute')
      FOR NO KEY UPDATE SKIP LOCKED)`;
  return source;
}

/** One call in the audit log: of which connection, what was asked, and what came of it (SEC-115). */
export function callEntry(
  source: Calling,
  call: string,
  more: { before?: AuditJson; after?: AuditJson; reason?: string | null } = {},
): AuditEntry {
  return { objectType: "scim-call", objectId: source.id, objectName: `${source.name}: ${call}`, ...more };
}

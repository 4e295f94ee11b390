import { redirectAddress } from "@/lib/accounts/issuer-rules";
import { nextProviderId } from "@/lib/accounts/providers";
import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";

export type Provider = {
  id: string;
  name: string;
  issuer: string;
  clientId: string;
  believedAmr: string[];
  believedAcr: string[];
  redirectAddress: string;
  /** How many accounts have linked it. */
  linked: number;
  createdAt: Date;
  endedAt: Date | null;
};

/** The issuers of the company sign-in, the living ones first. The client secret is in none of them. */
export async function listProviders(actor: Actor): Promise<Provider[]> {
  requirePermission(actor, "policy.read");
  const rows = await db.$queryRaw<Omit<Provider, "redirectAddress">[]>`
    SELECT p.id, p.name, p.issuer, p."clientId", p."believedAmr", p."believedAcr", p."createdAt", p."endedAt",
      (SELECT count(*)::int FROM "FederatedIdentity" f
        WHERE f."providerId" = p.id AND f."removedAt" IS NULL) AS linked
    FROM "IdentityProvider" p
    ORDER BY p."endedAt" IS NOT NULL, p.name, p.id LIMIT 100`;
  return rows.map((row) => ({ ...row, redirectAddress: redirectAddress(row.id) }));
}

/** The id and redirect address of the next issuer, for the form that adds it. */
export async function getNextProvider(actor: Actor): Promise<{ id: string; redirectAddress: string }> {
  requirePermission(actor, "policy.write");
  const id = await nextProviderId(db);
  return { id, redirectAddress: redirectAddress(id) };
}

/** Whether the actor may change the issuers, as the commands decide it. */
export const mayWriteProviders = (actor: Actor): boolean => may(actor, "policy.write");

export type OwnIdentity = {
  id: string;
  providerName: string;
  label: string | null;
  linkedAt: Date;
  lastUsedAt: Date | null;
  /** The issuer was ended: it opens nothing any more. */
  ended: boolean;
  /** An owner believes the issuer's own second factor, as far as it says so. */
  believed: boolean;
};

/** The company sign-ins that are linked to one's own account. */
export async function listOwnIdentities(actor: Actor): Promise<OwnIdentity[]> {
  requirePermission(actor, "factors.read");
  if (!actor.accountId) return [];
  return db.$queryRaw<OwnIdentity[]>`
    SELECT f.id, p.name AS "providerName", f.label, f."linkedAt", f."lastUsedAt",
      NOT EXISTS (SELECT 1 FROM "IdentityProvider" l WHERE l.issuer = f.issuer AND l."endedAt" IS NULL) AS ended,
      EXISTS (SELECT 1 FROM "IdentityProvider" l WHERE l.issuer = f.issuer AND l."endedAt" IS NULL
        AND cardinality(l."believedAmr") + cardinality(l."believedAcr") > 0) AS believed
    FROM "FederatedIdentity" f JOIN "IdentityProvider" p ON p.id = f."providerId"
    WHERE f."accountId" = ${actor.accountId}::uuid AND f."removedAt" IS NULL
    ORDER BY f."linkedAt"`;
}

/** The issuers that could be linked to one's own account: living, and not linked yet. */
export async function listLinkable(actor: Actor): Promise<{ id: string; name: string }[]> {
  requirePermission(actor, "factors.read");
  if (!actor.accountId) return [];
  return db.$queryRaw<{ id: string; name: string }[]>`
    SELECT p.id, p.name FROM "IdentityProvider" p
    WHERE p."endedAt" IS NULL AND NOT EXISTS (
      SELECT 1 FROM "FederatedIdentity" f
      WHERE f.issuer = p.issuer AND f."accountId" = ${actor.accountId}::uuid AND f."removedAt" IS NULL)
    ORDER BY p.name, p.id`;
}

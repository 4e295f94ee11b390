import { type Actor, requirePermission } from "@/lib/auth/actor";
import { decrypt, hashOf } from "@/lib/crypto";
import { db, type Tx } from "@/lib/db";

/** An issuer at the door: what anybody may know of it. */
export type OpenProvider = { id: string; name: string };

/** The issuers with which somebody can sign in, by name. */
export async function openProviders(actor: Actor): Promise<OpenProvider[]> {
  requirePermission(actor, "accounts.sign-in");
  return db.identityProvider.findMany({
    where: { endedAt: null },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
  });
}

/** All that a sign-in with an issuer needs, with its secret in clear. */
export type LiveProvider = OpenProvider & {
  issuer: string;
  clientId: string;
  clientSecret: string;
  believedAmr: string[];
  believedAcr: string[];
};

/** An issuer that was not ended; null when there is none with this id. For next-auth's routes alone. */
export async function liveProvider(actor: Actor, providerId: string): Promise<LiveProvider | null> {
  requirePermission(actor, "accounts.sign-in");
  const provider = await db.identityProvider.findUnique({
    where: { id: providerId, endedAt: null },
    select: {
      id: true,
      name: true,
      issuer: true,
      clientId: true,
      clientSecret: true,
      believedAmr: true,
      believedAcr: true,
    },
  });
  if (!provider) return null;
  const clientSecret = decrypt(provider.clientSecret, secretContext(provider.id)).toString("utf8");
  return { ...provider, clientSecret };
}

/** What a client secret is encrypted for: copied to another row it does not decrypt. */
export const secretContext = (providerId: string): string => `IdentityProvider ${providerId}`;

/**
 * The id that the next issuer will have. It is shown before the issuer is added, because the issuer has to know the
 * redirect address first; it stays the same until somebody has added one.
 */
export async function nextProviderId(tx: Tx | typeof db): Promise<string> {
  const place = await tx.identityProvider.count();
  const bytes = Buffer.from(hashOf({ identityProvider: place })).subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

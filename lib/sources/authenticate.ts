import { type Actor, sourceActor } from "@/lib/auth/actor";
import { clientAddress, trustedProxies } from "@/lib/auth/client-address";
import { db } from "@/lib/db";
import { isAllowedFrom } from "@/lib/sources/addresses";
import { ScimError } from "@/lib/sources/scim/error";
import { bearerHash } from "@/lib/sources/scim/token";
import { countTry } from "@/lib/throttle";

/** Who calls: the connection, its actor, and the token that it has shown. */
export type Caller = { actor: Actor; tokenId: string; source: { id: string; name: string } };

export const requestAddress = (request: Request): string | null =>
  clientAddress(request.headers.get("x-forwarded-for"), trustedProxies());

/**
 * The connection whose token a request shows, from an address that it may call from; its calls are counted (SEC-110).
 * Raises 401, 403 for another address, and TooManyTries, also for an address that shows one wrong token after another.
 */
export async function authenticate(request: Request): Promise<Caller> {
  const ip = requestAddress(request);
  const hash = bearerHash(request.headers.get("authorization"));
  const token = hash
    ? await db.scimToken.findFirst({
        where: { tokenHash: hash, revokedAt: null, source: { endedAt: null } },
        select: { id: true, expiresAt: true, source: { select: { id: true, name: true, addresses: true } } },
      })
    : null;
  if (!token || (await isOver(token.expiresAt))) {
    await countTry("scim.address", ip ?? "unknown");
    throw new ScimError(401, "A token of a connection is needed, in the header Authorization: Bearer.");
  }
  const { addresses, ...source } = token.source;
  if (!isAllowedFrom(addresses, ip))
    throw new ScimError(403, `${source.name} does not call from ${ip ?? "an unknown address"}.`);
  await countTry("scim.source", source.id);
  return { actor: sourceActor(source.name, ip), tokenId: token.id, source };
}

/** By the database's clock. */
async function isOver(at: Date): Promise<boolean> {
  const [row] = await db.$queryRaw<{ over: boolean }[]>`SELECT ${at}::timestamptz <= now() AS over`;
  return row?.over !== false;
}

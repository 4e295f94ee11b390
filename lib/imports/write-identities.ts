import { enterIdentities } from "@/lib/people/enter-identities";
import { newIds, takeId } from "@/lib/register/new-ids";
import type { KnownIdentity } from "./known-register";
import type { PlannedGrant, PlannedIdentity } from "./plan-types";
import type { Refs, WriteContext } from "./write-register";

/** The id of the identity under which a grant is held; null where the file names none. */
export type IdentityOf = (grant: PlannedGrant) => string | null;

/**
 * Records the logins of the grants with whoever uses them: an address is one identity for every platform, a user
 * name is one for its platform. What several people use is a shared login, whatever the file calls it.
 */
export async function writeIdentities(
  { tx, actor, reason }: WriteContext,
  grants: readonly PlannedGrant[],
  known: readonly KnownIdentity[],
  refs: Refs,
): Promise<IdentityOf> {
  const there = new Map(known.map((each) => [keyOf(each.address, each.platformId), each]));
  const find = (identity: PlannedIdentity, platformId: string) =>
    there.get(keyOf(identity.address, platformId)) ?? there.get(keyOf(identity.address, null));
  const missing = new Map<string, PlannedIdentity & { platformId: string | null }>();
  for (const { identity, asset } of grants) {
    if (!identity || find(identity, asset.platformId)) continue;
    const platformId = identity.address.includes("@") ? null : asset.platformId;
    const key = keyOf(identity.address, platformId);
    const shared = identity.shared || (missing.get(key)?.shared ?? false);
    missing.set(key, { ...identity, shared, platformId });
  }
  const ids = await newIds(tx, missing.size);
  const made = new Map([...missing].map(([key, identity]) => [key, { id: takeId(ids), ...identity }]));
  const idOf: IdentityOf = ({ identity, asset }) =>
    identity === null
      ? null
      : (find(identity, asset.platformId)?.id ??
        made.get(keyOf(identity.address, null))?.id ??
        made.get(keyOf(identity.address, asset.platformId))?.id ??
        null);

  const holding = new Set(known.flatMap((each) => each.holderIds.map((person) => `${each.id}|${person}`)));
  const holders = new Map<string, { identityId: string; personId: string }>();
  for (const grant of grants) {
    const identityId = idOf(grant);
    const personId = refs(grant.person.ref);
    const key = `${identityId}|${personId}`;
    if (identityId !== null && !holding.has(key)) holders.set(key, { identityId, personId });
  }
  await enterIdentities.within(tx, actor, {
    identities: [...made.values()].map(({ id, address, kind, shared, platformId }) => ({
      id,
      address: address.slice(0, 254),
      kind,
      shared,
      platformId,
    })),
    holders: [...holders.values()],
    reason,
  });
  return idOf;
}

const keyOf = (address: string, platformId: string | null) => `${platformId ?? ""}|${address}`;

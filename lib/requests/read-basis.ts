import { Prisma, type Reader } from "@/lib/db";
import type { PlatformCategory } from "@/lib/platforms/catalogue-schema";
import { type AssetOffer, rolesForAssets } from "@/lib/platforms/offers";
import { heldKey, readHeld } from "@/lib/requests/read-held";
import { identityOf } from "@/lib/requests/read-items";
import type { Held } from "@/lib/requests/rules/weigh";

/** An asset that access is asked for, with what its platform offers. */
export type BasisAsset = AssetOffer & {
  clientId: string | null;
  name: string;
  externalId: string;
  typeLabel: string;
  category: PlatformCategory;
  combine: "one" | "set";
  ended: boolean;
};

/** A person for whom it is asked, with the identity that each platform would know, by platform id. */
export type BasisPerson = {
  id: string;
  name: string;
  accessEndsAt: Date | null;
  endedAt: Date | null;
  endsOn: Date | null;
  identities: Record<string, string | null>;
};

export type BasisEngagement = {
  id: string;
  name: string;
  startsOn: Date;
  endsOn: Date | null;
  longestGrantDays: number | null;
  /** Those of the people for whom it is asked who work on it. */
  workers: string[];
};

/** Everything that a request is weighed by, as it is now. */
export type Basis = {
  client: { id: string; name: string; endedAt: Date | null };
  /** The engagements that have not ended, the one that lasts longest first. */
  engagements: BasisEngagement[];
  assets: BasisAsset[];
  people: BasisPerson[];
  held: (personId: string, assetId: string) => readonly Held[];
  /** The number of the request in which a person already waits for an asset. */
  waiting: (personId: string, assetId: string) => number | null;
};

type Asked = { clientId: string; assetIds: readonly string[]; personIds: readonly string[] };

/**
 * Reads what a request speaks of, in a constant number of statements; null when the client does not exist. With
 * `lock`, people, assets and engagements stay as they are until the transaction ends, so that no departure or end
 * comes between. Asks no permission: for commands, and for queries that have asked.
 */
export async function readBasis(reader: Reader, asked: Asked, lock = false): Promise<Basis | null> {
  const { clientId, assetIds, personIds } = asked;
  const locked = (share: Prisma.Sql) => (lock ? share : Prisma.empty);
  const [client] = await reader.$queryRaw<Basis["client"][]>`
    SELECT c.id, c.name, c."endedAt" FROM "Client" c WHERE c.id = ${clientId}::uuid ${locked(Prisma.sql`FOR SHARE OF c`)}`;
  if (!client) return null;
  const engagements = await reader.$queryRaw<BasisEngagement[]>`
    SELECT e.id, e.name, e."startsOn", e."endsOn", e."longestGrantDays",
      array(SELECT m."personId" FROM "Membership" m WHERE m."engagementId" = e.id AND m."endedAt" IS NULL
        AND m."personId" = ANY(${[...personIds]}::uuid[])) AS workers
    FROM "Engagement" e
    WHERE e."clientId" = ${clientId}::uuid AND e."endedAt" IS NULL
    ORDER BY e."endsOn" DESC NULLS FIRST, e.id ${locked(Prisma.sql`FOR SHARE OF e`)}`;
  const people = await reader.$queryRaw<Omit<BasisPerson, "identities">[]>`
    SELECT p.id, p.name, p."accessEndsAt", p."endedAt", p."endsOn" FROM "Person" p
    WHERE p.id = ANY(${[...personIds]}::uuid[]) ORDER BY p.id ${locked(Prisma.sql`FOR SHARE OF p`)}`;
  const assets = await reader.$queryRaw<(Omit<BasisAsset, keyof AssetOffer> & { id: string })[]>`
    SELECT a.id, a."clientId", a.name, a."externalId", t.label AS "typeLabel", pl.category, t.combine::text,
      a."endedAt" IS NOT NULL AS ended
    FROM "Asset" a JOIN "Platform" pl ON pl.id = a."platformId"
    JOIN "PlatformAssetType" t ON t."platformId" = a."platformId" AND t.type = a.type
    WHERE a.id = ANY(${[...assetIds]}::uuid[]) ORDER BY pl.name, a.name, a.id ${locked(Prisma.sql`FOR SHARE OF a`)}`;
  const offers = await rolesForAssets(reader, assetIds);
  const held = await readHeld(reader, personIds, assetIds);
  const waiting = await reader.$queryRaw<{ personId: string; assetId: string; number: number }[]>`
    SELECT i."personId", i."assetId", r.number FROM "RequestItem" i JOIN "AccessRequest" r ON r.id = i."requestId"
    WHERE i.state = 'waiting' AND i."personId" = ANY(${[...personIds]}::uuid[])
      AND i."assetId" = ANY(${[...assetIds]}::uuid[])`;
  const numbers = new Map(waiting.map((row) => [heldKey(row.personId, row.assetId), row.number]));
  const identities = await readIdentities(reader, personIds, [
    ...new Set([...offers.values()].map((offer) => offer.platformId)),
  ]);
  return {
    client,
    engagements,
    assets: assets.flatMap(({ id, ...asset }) => {
      const offer = offers.get(id);
      return offer ? [{ ...asset, ...offer }] : [];
    }),
    people: people
      .toSorted(byName)
      .map((person) => ({ ...person, identities: identities.get(person.id) ?? {} })),
    held: (personId, assetId) => held.get(heldKey(personId, assetId)) ?? [],
    waiting: (personId, assetId) => numbers.get(heldKey(personId, assetId)) ?? null,
  };
}

// Locked in the order of their ids, shown in the order of their names.
const byName = (a: { name: string; id: string }, b: { name: string; id: string }) =>
  a.name.localeCompare(b.name, "en") || (a.id < b.id ? -1 : 1);

async function readIdentities(reader: Reader, personIds: readonly string[], platformIds: readonly string[]) {
  const rows = await reader.$queryRaw<{ personId: string; platformId: string; identityId: string | null }[]>`
    SELECT p.id AS "personId", f.id AS "platformId", ${identityOf(Prisma.sql`p.id`, Prisma.sql`f.id`)} AS "identityId"
    FROM "Person" p CROSS JOIN "Platform" f
    WHERE p.id = ANY(${[...personIds]}::uuid[]) AND f.id = ANY(${[...platformIds]})`;
  const byPerson = Map.groupBy(rows, (row) => row.personId);
  return new Map(
    [...byPerson].map(([personId, of]) => [
      personId,
      Object.fromEntries(of.map((row) => [row.platformId, row.identityId])),
    ]),
  );
}

import { db } from "@/lib/db";
import type { AssetOffer } from "@/lib/platforms/offers";
import { type Rung, rungOf } from "@/lib/requests/rules/ladder";
import type { ProofKind } from "@/prisma/generated/enums";

/** Somebody else with a key to one of the accounts. */
export type OtherHolder = {
  grantId: string;
  name: string;
  assetName: string;
  rung: Rung | null;
  endsAt: Date | null;
  proof: ProofKind | null;
  provedAt: Date | null;
};

/** Others who hold something on these accounts: the gravest first, at most `most`, and how many there are in all. */
export async function whoElse(
  offers: ReadonlyMap<string, AssetOffer>,
  notThese: readonly string[],
  most = 5,
): Promise<{ holders: OtherHolder[]; total: number }> {
  type Row = Omit<OtherHolder, "rung"> & { assetId: string; roleId: string; total: number };
  const rows = await db.$queryRaw<Row[]>`
    SELECT g.id AS "grantId", coalesce(p.name, r.name, i.address) AS name, a.id AS "assetId", a.name AS "assetName",
      g."roleId", g."endsAt", g.proof::text, g."provedAt", (count(*) OVER ())::int AS total
    FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId" JOIN "PlatformRole" pr ON pr.id = g."roleId"
    LEFT JOIN "Person" p ON p.id = g."personId" LEFT JOIN "Robot" r ON r.id = g."robotId"
    LEFT JOIN "Identity" i ON i.id = g."identityId"
    WHERE g."assetId" = ANY(${[...offers.keys()]}::uuid[]) AND g.state IN ('invited', 'active', 'removal_due',
      'removal_requested', 'waiting_for_platform')
      AND (g."personId" IS NULL OR NOT g."personId" = ANY(${[...notThese]}::uuid[]))
    ORDER BY pr.rank DESC, name, a.name LIMIT ${most}`;
  return {
    holders: rows.map(({ assetId, roleId, total: _, ...row }) => {
      const offer = offers.get(assetId);
      const role = offer?.offer.roles.find((each) => each.id === roleId);
      return { ...row, rung: offer && role ? rungOf(offer.offer, offer.assetType, [role]) : null };
    }),
    total: rows[0]?.total ?? 0,
  };
}

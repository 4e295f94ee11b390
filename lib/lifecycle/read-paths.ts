import type { Reader } from "@/lib/db";
import { effectiveAccess } from "@/lib/register/queries/effective-access";

/** A way by which the person still gets in, or would: one for each grant behind it. */
export type PathLeft = {
  grantId: string;
  through: "own" | "robot" | "shared_login";
  /** The robot's name or the login's address. */
  name: string | null;
  roleName: string;
  assetName: string;
  /** Accounts that are reached below it. */
  below: number;
};

/**
 * Every path that remains: the effective access of the person (their own grants, robots that they own, logins that
 * they know, each with what lies below a manager account), but for shared logins whose secret was changed by this
 * departure's task. Two statements. Nobody is finished while one remains.
 */
export async function readPaths(
  reader: Reader,
  { personId, departureId }: { personId: string; departureId: string },
): Promise<PathLeft[]> {
  const access = await effectiveAccess(reader, { personId });
  const changed = await reader.$queryRaw<{ grantId: string }[]>`
    SELECT g.id AS "grantId" FROM "Task" t JOIN "Grant" g ON g."identityId" = t."identityId"
    WHERE t.kind = 'rotate_secret' AND t.cause = 'departure' AND t."causeId" = ${departureId}::uuid
      AND t.state IN ('attested', 'verified') AND g."personId" IS NULL AND g."robotId" IS NULL`;
  const closed = new Set(changed.map((row) => row.grantId));
  const byGrant = Map.groupBy(
    access.filter((each) => !closed.has(each.grantId)),
    (each) => each.grantId,
  );
  return [...byGrant]
    .flatMap(([grantId, reached]) => {
      const direct = reached.find((each) => each.direct) ?? reached[0];
      if (!direct) return [];
      return [
        {
          grantId,
          through: direct.via,
          name: direct.viaName,
          roleName: direct.roleName,
          assetName: direct.path[0]?.name ?? direct.assetName,
          below: reached.filter((each) => !each.direct).length,
        },
      ];
    })
    .sort((a, b) => b.below - a.below || (a.assetName < b.assetName ? -1 : 1));
}

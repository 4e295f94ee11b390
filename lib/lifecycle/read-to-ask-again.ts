import type { Reader } from "@/lib/db";

/** A key that the departure had taken before it was cancelled: it comes back only by being asked for. */
export type KeyToAskAgain = {
  grantId: string;
  roleName: string;
  assetId: string;
  assetName: string;
  clientName: string | null;
  platformName: string;
  platformMark: string;
};

/** What was gone, or never given, when the departure was cancelled: one statement. */
export function readToAskAgain(reader: Reader, departureId: string): Promise<KeyToAskAgain[]> {
  return reader.$queryRaw<KeyToAskAgain[]>`
    SELECT g.id AS "grantId", r.name AS "roleName", a.id AS "assetId", a.name AS "assetName",
      c.name AS "clientName", pl.name AS "platformName", pl.mark AS "platformMark"
    FROM "Departure" d
    JOIN "Grant" g ON g."personId" = d."personId" AND g.state IN ('removed', 'not_granted')
    JOIN "PlatformRole" r ON r.id = g."roleId"
    JOIN "Asset" a ON a.id = g."assetId"
    JOIN "Platform" pl ON pl.id = a."platformId"
    LEFT JOIN "Client" c ON c.id = a."clientId"
    WHERE d.id = ${departureId}::uuid AND (
      EXISTS (SELECT 1 FROM "TaskGrant" tg JOIN "Task" t ON t.id = tg."taskId"
        WHERE tg."grantId" = g.id AND tg.effect = 'remove' AND t.cause = 'departure' AND t."causeId" = d.id)
      OR EXISTS (SELECT 1 FROM "GrantTransition" s WHERE s."grantId" = g.id AND s.state = 'not_granted'
        AND s."recordedAt" = d."startedAt"))
    ORDER BY c.name NULLS FIRST, pl.name, a.name, r.name`;
}

import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";

/** Who can be reported as seen again, and where: those who have left, and the accounts that have not ended. */
export type SeenChoices = {
  people: { id: string; name: string; endedAt: Date }[];
  assets: { id: string; name: string; platformName: string; clientName: string | null }[];
};

/** The choices of a report; of accounts their names alone, for every member reports. Raises forbidden. */
export async function seenChoices(actor: Actor): Promise<SeenChoices> {
  requirePermission(actor, "departures.report");
  const [people, assets] = await Promise.all([
    db.$queryRaw<SeenChoices["people"]>`
      SELECT p.id, p.name, p."endedAt" FROM "Person" p WHERE p."endedAt" IS NOT NULL
      ORDER BY p."endedAt" DESC, p.id`,
    db.$queryRaw<SeenChoices["assets"]>`
      SELECT a.id, a.name, pl.name AS "platformName", c.name AS "clientName"
      FROM "Asset" a JOIN "Platform" pl ON pl.id = a."platformId" LEFT JOIN "Client" c ON c.id = a."clientId"
      WHERE a."endedAt" IS NULL ORDER BY c.name NULLS FIRST, a.name, a.id`,
  ]);
  return { people, assets };
}

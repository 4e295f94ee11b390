import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { type GrantRow, readGrants } from "@/lib/register/queries/grant-rows";
import { markConflicts } from "@/lib/register/queries/mark-conflicts";

const notOver = Prisma.sql`held.state NOT IN ('removed', 'not_granted')`;
const tail = Prisma.sql`ORDER BY c.name NULLS FIRST, pl.name, a.name, coalesce(p.name, r.name, i.address), pr.rank, g.id`;

async function read(where: Prisma.Sql, asOf: Date | null): Promise<GrantRow[]> {
  const grants = await readGrants(db, Prisma.sql`${notOver} AND ${where}`, { asOf, now: new Date(), tail });
  return asOf === null ? markConflicts(db, grants) : grants;
}

/** What a person holds: themselves, by their robots, and by the shared logins that they know. Raises forbidden. */
export async function grantsOfPerson(
  actor: Actor,
  personId: string,
  asOf: Date | null = null,
): Promise<GrantRow[]> {
  requirePermission(actor, "register.read");
  return read(heldBy(personId), asOf);
}

/** What the actor holds. */
export async function ownGrants(actor: Actor): Promise<GrantRow[]> {
  requirePermission(actor, "own.read");
  return actor.personId ? read(heldBy(actor.personId), null) : [];
}

/** Who holds what of a client's assets. Raises forbidden. */
export async function grantsOfClient(
  actor: Actor,
  clientId: string,
  asOf: Date | null = null,
): Promise<GrantRow[]> {
  requirePermission(actor, "register.read");
  return read(Prisma.sql`a."clientId" = ${clientId}::uuid`, asOf);
}

/** Who holds what on one asset. Raises forbidden. */
export async function grantsOfAsset(
  actor: Actor,
  assetId: string,
  asOf: Date | null = null,
): Promise<GrantRow[]> {
  requirePermission(actor, "register.read");
  return read(Prisma.sql`a.id = ${assetId}::uuid`, asOf);
}

function heldBy(personId: string): Prisma.Sql {
  return Prisma.sql`(g."personId" = ${personId}::uuid OR r."ownerId" = ${personId}::uuid
    OR (g."personId" IS NULL AND g."robotId" IS NULL AND EXISTS (
      SELECT 1 FROM "IdentityHolder" h WHERE h."identityId" = g."identityId"
        AND h."personId" = ${personId}::uuid AND h."endedAt" IS NULL)))`;
}

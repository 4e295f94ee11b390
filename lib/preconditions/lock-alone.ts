import { Prisma, type Tx } from "@/lib/db";

/**
 * Locks people for one transaction alone, in the order of their ids, where what they come to hold depends on what
 * they hold elsewhere: while a pair of conflicting duties is refused, or, of these clients, an ethical wall stands. So of
 * two who give somebody the two halves at once the second sees the first. Otherwise it locks nothing.
 */
export async function lockAlone(
  tx: Tx,
  personIds: readonly string[],
  clientIds: readonly string[] = [],
): Promise<void> {
  await tx.$queryRaw`
    SELECT p.id FROM "Person" p WHERE p.id = ANY(${[...personIds]}::uuid[]) AND ${standsBetween(clientIds)}
    ORDER BY p.id FOR NO KEY UPDATE`;
}

const standsBetween = (clientIds: readonly string[]): Prisma.Sql => Prisma.sql`(
  EXISTS (SELECT 1 FROM "DutyConflict" x WHERE x."endedAt" IS NULL AND x.effect = 'refuse')
  OR EXISTS (SELECT 1 FROM "EthicalWall" w WHERE w."endedAt" IS NULL
    AND (w."clientAId" = ANY(${[...clientIds]}::uuid[]) OR w."clientBId" = ANY(${[...clientIds]}::uuid[]))))`;

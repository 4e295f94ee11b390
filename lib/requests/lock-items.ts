import type { Tx } from "@/lib/db";
import { lockAlone } from "@/lib/preconditions/lock-alone";

/**
 * Locks requests and then their items, in the order of their ids: so of two deciders on one request the second
 * sees what the first has done, and one of them closes it. Gives the ids of the items that there are.
 */
export async function lockItems(
  tx: Tx,
  which: { itemIds: readonly string[] } | { requestId: string },
): Promise<string[]> {
  const itemIds = "itemIds" in which ? [...which.itemIds] : [];
  const requestId = "requestId" in which ? which.requestId : null;
  await tx.$queryRaw`
    SELECT r.id FROM "AccessRequest" r
    WHERE r.id = ${requestId}::uuid OR r.id IN (
      SELECT i."requestId" FROM "RequestItem" i WHERE i.id = ANY(${itemIds}::uuid[]))
    ORDER BY r.id FOR UPDATE`;
  const items = await tx.$queryRaw<{ id: string }[]>`
    SELECT i.id FROM "RequestItem" i
    WHERE i."requestId" = ${requestId}::uuid OR i.id = ANY(${itemIds}::uuid[])
    ORDER BY i.id FOR UPDATE`;
  return items.map((item) => item.id);
}

/**
 * Locks whoever would hold these items, before the items: as a departure does, which locks its person and then what
 * waits for them. So the one that comes second sees the first, and they never wait for each other. Where an ethical
 * wall stands at the client, or conflicting duties are refused, alone (`lockAlone`).
 */
export async function lockHolders(tx: Tx, itemIds: readonly string[]): Promise<void> {
  const places = await tx.$queryRaw<{ personId: string; clientId: string }[]>`
    SELECT DISTINCT i."personId", r."clientId" FROM "RequestItem" i JOIN "AccessRequest" r ON r.id = i."requestId"
    WHERE i.id = ANY(${[...itemIds]}::uuid[])`;
  const personIds = [...new Set(places.map((place) => place.personId))];
  await lockAlone(tx, personIds, [...new Set(places.map((place) => place.clientId))]);
  await tx.$queryRaw`
    SELECT p.id FROM "Person" p WHERE p.id = ANY(${personIds}::uuid[]) ORDER BY p.id FOR SHARE`;
}

/** Closes those of the requests of which nothing waits any more: one statement, however many. */
export async function closeRequests(tx: Tx, requestIds: readonly string[], now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "AccessRequest" r SET "closedAt" = ${now}
    WHERE r.id = ANY(${[...requestIds]}::uuid[]) AND r."closedAt" IS NULL AND NOT EXISTS (
      SELECT 1 FROM "RequestItem" i WHERE i."requestId" = r.id AND i.state = 'waiting')`;
}

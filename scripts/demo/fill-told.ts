import type { Tx } from "@/lib/db";

/**
 * What the security lead and the owner were told of the requests, as if the app had run all the time: those that are
 * decided are read. None of it goes out by mail; what ends and what is due is told by the jobs once the app runs.
 */
export async function fillTold(tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Notification" ("personId", kind, cause, subject, text, href, "createdAt", "readAt", mail, "routedAt")
    SELECT p.id, 'request.to-decide', 'request ' || r.id || ' to decide',
      'R-' || r.number || ': ' || q.name || ' asks for access for ' || c.name, 'The reason: “' || r.reason || CASE WHEN r.reason ~ '[.!?…]$' THEN '”' ELSE '”.' END,
      '/requests/' || r.id, r."createdAt", r."closedAt", 'none', r."createdAt"
    FROM "AccessRequest" r JOIN "Person" q ON q.id = r."requesterId" JOIN "Client" c ON c.id = r."clientId"
    JOIN "Person" p ON p.title IN ('IT & Security Lead', 'Managing Director') AND p.id <> r."requesterId"
    ORDER BY r."createdAt", r.id`;
}

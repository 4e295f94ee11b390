import type { Reader } from "@/lib/db";

/** The engagements that run, as a choice: "Kite Insurance: Retainer". Asks no permission: for queries that have asked. */
export function readRunningEngagements(reader: Reader): Promise<{ id: string; name: string }[]> {
  return reader.$queryRaw<{ id: string; name: string }[]>`
    SELECT e.id, c.name || ': ' || e.name AS name FROM "Engagement" e JOIN "Client" c ON c.id = e."clientId"
    WHERE e."endedAt" IS NULL AND (e."endsOn" IS NULL OR e."endsOn" >= current_date) ORDER BY c.name, e.name, e.id`;
}

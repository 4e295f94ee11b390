import type { DraftContent } from "@/lib/requests/rules/draft";
import { endOfDay, hoursBefore } from "./moments";
import { type Draft, named } from "./rows";

const drafts = [
  {
    by: "Hannah Stone",
    client: "Kite Insurance",
    forWhom: ["Omar Rahman"],
    on: ["Kite – Search"],
    work: ["look-at-reports", "draft-campaigns"],
    reason: "Helps with the spring campaign; asking how long.",
    hoursAgo: 5,
    days: 60,
  },
  {
    by: "Ingrid Dahl",
    client: "Saffron Hotels",
    forWhom: ["Ingrid Dahl"],
    on: [],
    work: ["look-at-reports"],
    reason: "",
    hoursAgo: 30,
    days: 14,
  },
] as const;

/** Adds requests that somebody has begun to write and not sent. */
export function makeDrafts({ now, random, rows }: Draft): void {
  for (const line of drafts) {
    const at = hoursBefore(now, line.hoursAgo);
    const content: DraftContent = {
      engagementId: null,
      colleagueId: null,
      assetIds: line.on.map((name) => named(rows.assets, name).id),
      personIds: line.forWhom.map((name) => named(rows.people, name).id),
      work: [...line.work],
      until: endOfDay(hoursBefore(now, -24 * line.days))
        .toISOString()
        .slice(0, 10),
      lastsMinutes: "",
      reason: line.reason,
      more: [],
    };
    rows.drafts.push({
      id: random.id(at),
      personId: named(rows.people, line.by).id,
      clientId: named(rows.clients, line.client).id,
      content,
      createdAt: at,
      changedAt: at,
    });
  }
}

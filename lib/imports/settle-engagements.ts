import type { DraftGrant } from "./draft-grants";
import type { KnownClient, KnownEngagement } from "./plan-types";

const DAY = 86_400_000;

/**
 * Puts each grant under the engagement that ran while it was held, where there is exactly one of its client. Where
 * several ran, or none, it stays without: a spreadsheet does not say which, and nothing is guessed.
 */
export function settleEngagements(
  grants: readonly DraftGrant[],
  clients: readonly KnownClient[],
  now: Date,
): void {
  const byClient = new Map(clients.map(({ ref, engagements }) => [ref, engagements ?? []]));
  for (const grant of grants) {
    const ran = (byClient.get(grant.client.ref) ?? []).filter((each) => ranDuring(each, grant, now));
    grant.engagement = ran.length === 1 ? (ran[0] ?? null) : null;
  }
}

/** A grant without an end is held until now at least; one without a start, from now or on its only known day. */
function ranDuring({ from, to }: KnownEngagement, { since, until }: DraftGrant, now: Date): boolean {
  const last = until.kind === "date" ? until.date.getTime() + DAY : now.getTime();
  const start = since?.getTime() ?? Math.min(now.getTime(), last - DAY);
  return from.getTime() < Math.max(start + DAY, last) && (to === null || to.getTime() > start);
}

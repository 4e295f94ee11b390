const DAY = 86_400_000;

/** What a grant must not outlive; null where it is not limited. */
export type EndLimits = { engagementEnd: Date | null; longestDays: number | null; stayEnd: Date | null };

/** The latest end that a grant may be given now, with the sentence that says why; null without a limit. */
export function latestEnd(limits: EndLimits, now: Date): { at: Date; because: string } | null {
  const { engagementEnd, longestDays, stayEnd } = limits;
  const each = [
    engagementEnd && { at: engagementEnd, because: `The engagement ends on ${dayOf(engagementEnd)}.` },
    longestDays && {
      at: new Date(now.getTime() + (longestDays + 1) * DAY),
      because: `The engagement allows grants of ${longestDays} days at most.`,
    },
    stayEnd && { at: stayEnd, because: `The holder leaves on ${dayOf(stayEnd)}.` },
  ].filter((limit) => limit !== null && limit !== 0);
  return each.reduce<{ at: Date; because: string } | null>(
    (first, limit) => (!first || limit.at < first.at ? limit : first),
    null,
  );
}

/** The last day before a limit, which is the midnight after it. */
function dayOf(limit: Date): string {
  return new Date(limit.getTime() - 1).toISOString().slice(0, 10);
}

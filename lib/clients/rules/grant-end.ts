const DAY = 86_400_000;

export type GrantEndLimit = "asked" | "platform" | "longest_grant" | "engagement_end" | "person_end";

export type GrantEndInput = {
  /** When the grant begins. */
  from: Date;
  /** Until when it was asked. */
  asked?: Date | null;
  /** The longest that the platform's policy allows, in days. */
  policyDays?: number | null;
  /** Of the effective commitments. */
  longestGrantDays?: number | null;
  /** The engagement's last day: the grant may last until that day is over. */
  engagementEndsOn?: Date | null;
  /** The holder's last day. */
  personEndsOn?: Date | null;
};

/**
 * The latest end that a grant may have, and what sets it: the shortest of what was asked, the platform's policy,
 * the engagement's longest grant, its end and the holder's stay (docs/rules.md). Null when nothing limits
 * it. The end may lie before `from`: then there is nothing to grant any more.
 */
export function latestGrantEnd(input: GrantEndInput): { end: Date; limit: GrantEndLimit } | null {
  const { from } = input;
  const limits: [GrantEndLimit, Date | null][] = [
    ["asked", input.asked ?? null],
    ["platform", after(from, input.policyDays)],
    ["longest_grant", after(from, input.longestGrantDays)],
    ["engagement_end", endOf(input.engagementEndsOn)],
    ["person_end", endOf(input.personEndsOn)],
  ];
  let least: { end: Date; limit: GrantEndLimit } | null = null;
  for (const [limit, end] of limits) if (end && (!least || end < least.end)) least = { end, limit };
  return least;
}

function after(from: Date, days: number | null | undefined): Date | null {
  return days == null ? null : new Date(from.getTime() + days * DAY);
}

function endOf(day: Date | null | undefined): Date | null {
  return day ? new Date(day.getTime() + DAY) : null;
}

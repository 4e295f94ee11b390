/** What was promised to a client. On an engagement, null (or none) leaves it to the studio's default. */
export type Commitments = {
  /** Hours until the client is told of an incident. */
  notificationHours: number | null;
  reviewIntervalDays: number | null;
  longestGrantDays: number | null;
  clientMfaRequired: boolean;
  compliantDeviceRequired: boolean;
  clientApprovesGrants: boolean;
  /** The only categories of sub-processor that are allowed; none listed: no limit of its own. */
  subprocessorCategories: readonly string[];
};

/** What the studio promises to everybody. */
export const STUDIO_COMMITMENTS: Commitments = {
  notificationHours: 72,
  reviewIntervalDays: 90,
  longestGrantDays: 365,
  clientMfaRequired: false,
  compliantDeviceRequired: false,
  clientApprovesGrants: false,
  subprocessorCategories: [],
};

/**
 * What counts for an engagement: of the studio's default and the engagement's own, the strictest of each
 * (docs/rules.md).
 */
export function effectiveCommitments(defaults: Commitments, engagement: Commitments): Commitments {
  return {
    notificationHours: shorter(defaults.notificationHours, engagement.notificationHours),
    reviewIntervalDays: shorter(defaults.reviewIntervalDays, engagement.reviewIntervalDays),
    longestGrantDays: shorter(defaults.longestGrantDays, engagement.longestGrantDays),
    clientMfaRequired: defaults.clientMfaRequired || engagement.clientMfaRequired,
    compliantDeviceRequired: defaults.compliantDeviceRequired || engagement.compliantDeviceRequired,
    clientApprovesGrants: defaults.clientApprovesGrants || engagement.clientApprovesGrants,
    subprocessorCategories: inBoth(defaults.subprocessorCategories, engagement.subprocessorCategories),
  };
}

/** Whether who holds access under an engagement has to have a compliant device. */
export const asksForDevice = (engagement: Pick<Commitments, "compliantDeviceRequired">): boolean =>
  effectiveCommitments(STUDIO_COMMITMENTS, { ...STUDIO_COMMITMENTS, ...engagement }).compliantDeviceRequired;

function shorter(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

function inBoth(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  return a.filter((category) => b.includes(category));
}

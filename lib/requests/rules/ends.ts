import { type Commitments, effectiveCommitments, STUDIO_COMMITMENTS } from "@/lib/clients/rules/commitments";
import { type GrantEndLimit, latestGrantEnd } from "@/lib/clients/rules/grant-end";
import type { Capability } from "@/lib/platforms/capabilities";
import { needsVerifiedRemoval } from "@/lib/platforms/role-risk";

const DAY = 86_400_000;

/** The longest, in days, that the policy gives a role that administers, pays or takes personal data out. */
export const GRAVE_ROLE_DAYS = 180;

type EngagementEnds = Pick<Commitments, "longestGrantDays"> & { endsOn: Date | null };

type Limits = {
  /** When it begins: now, at a decision. */
  from: Date;
  asked: Date;
  /** What the roles can do together. */
  capabilities: readonly Capability[];
  engagement: EngagementEnds | null;
  /** The holder's last day, where their contract has one. */
  personEndsOn: Date | null;
};

/**
 * When a grant ends, and which limit decides: the shortest of what was asked, the policy for such a role, the
 * engagement's longest grant, its end, and the holder's stay (docs/rules.md).
 */
export function effectiveEnd(limits: Limits): { end: Date; limit: GrantEndLimit } {
  const { from, asked, capabilities, engagement, personEndsOn } = limits;
  const { longestGrantDays } = effectiveCommitments(STUDIO_COMMITMENTS, {
    ...STUDIO_COMMITMENTS,
    longestGrantDays: engagement?.longestGrantDays ?? null,
  });
  return (
    latestGrantEnd({
      from,
      asked,
      policyDays: needsVerifiedRemoval(capabilities) ? GRAVE_ROLE_DAYS : null,
      longestGrantDays,
      engagementEndsOn: engagement?.endsOn ?? null,
      personEndsOn,
    }) ?? { end: asked, limit: "asked" }
  );
}

/** Which limit makes a grant end when it does, after "until 31 December 2026, ". */
export const limitWords: Readonly<Record<GrantEndLimit, string>> = {
  asked: "as asked",
  platform: `the policy's ${GRAVE_ROLE_DAYS} days for such a role`,
  longest_grant: "the longest grant that was agreed",
  engagement_end: "with the engagement",
  person_end: "with the contract",
};

/** The moment at which an engagement is over: after its last day, or when it was ended; null: until further notice. */
export function engagementEnd(engagement: { endsOn: Date | null; endedAt: Date | null }): Date | null {
  const lastDay = engagement.endsOn ? new Date(engagement.endsOn.getTime() + DAY) : null;
  const ends = [lastDay, engagement.endedAt].filter((end) => end !== null);
  return ends.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

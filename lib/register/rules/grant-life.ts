import type { GrantState, ProofKind } from "@/prisma/generated/enums";

/**
 * Every step that a grant can take. The table GrantStep has the same and
 * refuses all others; tests/integration/register/grant-life.test.ts compares the two. The steps backwards are a
 * task reopened, an invitation that lapsed, a removal that is no longer wanted.
 */
export const grantSteps: Readonly<Record<GrantState, readonly GrantState[]>> = {
  to_grant: ["invited", "active", "not_granted", "removal_due"],
  invited: ["active", "removal_due", "not_granted", "to_grant"],
  // Straight to removed: a change task takes the old role away in the moment in which the new one is there.
  active: ["removal_due", "removed", "to_grant"],
  removal_due: ["removal_requested", "waiting_for_platform", "removed", "active", "to_grant", "invited"],
  removal_requested: ["waiting_for_platform", "removed", "removal_due", "active", "invited", "to_grant"],
  waiting_for_platform: ["removed", "removal_due", "active", "invited", "to_grant"],
  removed: ["removal_due"],
  not_granted: ["to_grant"],
};

/** Whether a grant can go from one state to another. */
export function canStep(from: GrantState, to: GrantState): boolean {
  return grantSteps[from].includes(to);
}

/** States in which the platform lets the holder in, or would if they accepted: a pending invitation is a live door. */
export const LIVE_STATES = [
  "invited",
  "active",
  "removal_due",
  "removal_requested",
  "waiting_for_platform",
] as const satisfies readonly GrantState[];

/** States in which the register wants the holder to have it. */
export const WANTED_STATES = ["to_grant", "invited", "active"] as const satisfies readonly GrantState[];

/** States in which it is being taken back. */
export const ENDING_STATES = [
  "removal_due",
  "removal_requested",
  "waiting_for_platform",
] as const satisfies readonly GrantState[];

/** Whether the holder can get in, as far as is known. */
export function isLive(state: GrantState): boolean {
  return (LIVE_STATES as readonly GrantState[]).includes(state);
}

/** Whether the register wants the holder to have it. */
export function isWanted(state: GrantState): boolean {
  return (WANTED_STATES as readonly GrantState[]).includes(state);
}

/** How near an end is soon, in days: its holder can ask for more time, or let it lapse. */
export const ENDS_SOON_DAYS = 30;

/** Whether a grant that is wanted ends within the next thirty days. */
export function endsSoon(grant: { state: GrantState; endsAt: Date | null }, now: Date): boolean {
  const { state, endsAt } = grant;
  if (!isWanted(state) || endsAt === null || endsAt <= now) return false;
  return endsAt.getTime() - now.getTime() <= ENDS_SOON_DAYS * 86_400_000;
}

/** Whether it is being taken back and not yet gone. */
export function isEnding(state: GrantState): boolean {
  return (ENDING_STATES as readonly GrantState[]).includes(state);
}

/** Whether it is over: removed, or never there. */
export function isOver(state: GrantState): boolean {
  return state === "removed" || state === "not_granted";
}

/** Whether its end has passed and the platform has not been cleaned: expired is not removed. */
export function isExpiredNotRemoved(grant: { state: GrantState; endsAt: Date | null }, now: Date): boolean {
  return isLive(grant.state) && grant.endsAt !== null && grant.endsAt <= now;
}

/** What becomes of a grant that has to end. `begun`: its task is under way or has evidence, so somebody may be in. */
export function endingStep(state: GrantState, begun: boolean): GrantState | null {
  if (state === "to_grant") return begun ? "removal_due" : "not_granted";
  return state === "invited" || state === "active" ? "removal_due" : null;
}

/**
 * The end of a grant that begins to work at this moment: what was given for a few hours lasts so long from now, and
 * never longer than it could at the latest. Null: its end stays.
 */
export function endWhenGiven(
  grant: { state: GrantState; endsAt: Date | null; lastsMinutes: number | null },
  to: GrantState,
  now: Date,
): Date | null {
  const begins = to === "active" && (grant.state === "to_grant" || grant.state === "invited");
  if (!begins || grant.lastsMinutes === null || !grant.endsAt) return null;
  const end = new Date(now.getTime() + grant.lastsMinutes * 60_000);
  return end < grant.endsAt ? end : null;
}

/** How old a proof may be before it says little: 90 days, as the dashboards count it. */
export const PROOF_FRESH_DAYS = 90;

/** What a proof is worth today: verified and attested age, and none at all is its own answer. */
export type ProofAge = "fresh" | "old" | "none";

/** Whether the last proof is of the last 90 days, older, or missing. */
export function proofAge(grant: { proof: ProofKind | null; provedAt: Date | null }, now: Date): ProofAge {
  if (!grant.proof || !grant.provedAt) return "none";
  return now.getTime() - grant.provedAt.getTime() <= PROOF_FRESH_DAYS * 86_400_000 ? "fresh" : "old";
}

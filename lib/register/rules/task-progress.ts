import type { PlatformFacts } from "@/lib/platforms/facts";
import type { GrantEffect, GrantState } from "@/prisma/generated/enums";

export type TaskProgress = "invited" | "waiting_for_platform" | "asked";

const DAY = 86_400_000;

/** Until when it stays as it is by the platform's own rule; null where the platform has none, or none is known. */
export function waitingUntil(
  progress: TaskProgress,
  facts: Pick<PlatformFacts, "grant" | "approvalGate"> | undefined,
  now: Date,
): Date | null {
  const days =
    progress === "invited"
      ? facts?.grant.invitationExpiryDays
      : progress === "waiting_for_platform"
        ? facts?.approvalGate?.expiresAfterDays
        : null;
  return days ? new Date(now.getTime() + days * DAY) : null;
}

/** Where a grant goes with its task's progress; null: it stays. */
export function progressStep(
  progress: TaskProgress,
  effect: GrantEffect,
  state: GrantState,
): GrantState | null {
  if (progress === "invited") return effect === "add" && state === "to_grant" ? "invited" : null;
  if (effect === "add") return null;
  if (progress === "asked") return state === "removal_due" ? "removal_requested" : null;
  return state === "removal_due" || state === "removal_requested" ? "waiting_for_platform" : null;
}

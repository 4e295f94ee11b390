import type { MfaState, Precondition } from "@/prisma/generated/enums";

/** An ethical wall that a person would cross: what they hold on its other side. */
export type Crossing = { otherClientName: string; reason: string };

/** An exception that is alive. */
export type LiveException = {
  id: string;
  precondition: Precondition;
  reason: string;
  approvedById: string;
  approvedByName: string;
  endsAt: Date;
};

/** How one person stands at one client. */
export type Standing = { crossings: readonly Crossing[]; exceptions: readonly LiveException[] };

export const NOTHING_SPECIAL: Standing = { crossings: [], exceptions: [] };

/** What is known of the engagement and of the identity that the platform would know. */
export type Conditions = {
  engagement: { agreementRef: string | null; dpaRef: string | null } | null;
  identity: { mfa: MfaState } | null;
  crossings: readonly Crossing[];
};

/**
 * The preconditions that are not met (docs/rules.md): agreement and DPA on file, a second factor that is not known
 * to be off, no ethical wall between. The state of devices is not known yet, so it is not asked for.
 */
export function unmet({ engagement, identity, crossings }: Conditions): Precondition[] {
  return [
    ...(engagement?.agreementRef && engagement.dpaRef ? [] : (["papers"] as const)),
    ...(identity?.mfa === "off" ? (["second_factor"] as const) : []),
    ...(crossings.length > 0 ? (["ethical_wall"] as const) : []),
  ];
}

/**
 * The exception that lets somebody through where a precondition is not met; null: none does. Never one that was
 * approved by who asked for the access.
 */
export function exceptionFor(
  precondition: Precondition,
  exceptions: readonly LiveException[],
  requesterId: string | null,
): LiveException | null {
  const fitting = exceptions.filter(
    (each) => each.precondition === precondition && each.approvedById !== requesterId,
  );
  return fitting.toSorted((a, b) => b.endsAt.getTime() - a.endsAt.getTime())[0] ?? null;
}

import type { SignInWay } from "@/prisma/generated/enums";

/** Why a session may only enrol. `recovered`: it began with a recovery, which is its proof (SEC-36). */
export type Limit = { kind: "recovered" | "policy"; reasons: readonly string[] };

/** What the policies of all roles of an account ask together: the strictest of each (lib/auth/live-session.ts). */
export type Policy = {
  ways: readonly SignInWay[];
  idleMinutes: number;
  absoluteHours: number;
  deviceBoundOnly: boolean;
  passkeysRequired: number;
  passkeysAsked: number;
};

/** How a session began, and which passkeys its account has now. */
export type Strength = {
  way: SignInWay;
  /** Whether the passkey that it began with is bound to one device; null when it began without one. */
  passkeyBound: boolean | null;
  passkeys: number;
  boundPasskeys: number;
};

/**
 * Whether a session is strong enough for the policy of this moment: null, or why it may only enrol until then. A
 * stricter policy so takes effect on the next request. Pure.
 */
export function limitOf(strength: Strength, policy: Policy): Limit | null {
  if (strength.way === "recovery") {
    return {
      kind: "recovered",
      reasons: ["You came in by a recovery. Set up how you will sign in from now on, then sign in with it."],
    };
  }
  const reasons: string[] = [];
  if (!policy.ways.includes(strength.way)) {
    const only = policy.ways.length === 1 && policy.ways[0] === "passkey";
    reasons.push(
      only
        ? "Your role signs in with a passkey. Make one, then sign in with it."
        : "The way in which you signed in no longer counts for your role. Set up one that does, then sign in with it.",
    );
  } else if (policy.deviceBoundOnly && strength.passkeyBound === false) {
    reasons.push(
      "Your role needs a passkey that is bound to one device, such as a security key. Make one, then sign in with it.",
    );
  }
  const counted = policy.deviceBoundOnly ? strength.boundPasskeys : strength.passkeys;
  if (counted < policy.passkeysRequired) {
    const missing = policy.passkeysRequired - counted;
    const bound = policy.deviceBoundOnly ? " that is bound to one device" : "";
    reasons.push(
      `Your role needs ${policy.passkeysRequired === 1 ? "a passkey" : `${policy.passkeysRequired} passkeys`}${bound}: ${missing} to go.`,
    );
  }
  return reasons.length > 0 ? { kind: "policy", reasons } : null;
}

import { type Factors, satisfies } from "@/lib/accounts/factor-rules";
import type { Policy } from "@/lib/auth/standing";
import type { LinkKind, SignInWay } from "@/prisma/generated/enums";

/** The ways that can count, strongest first. A recovery never does. */
export const policyWays = [
  "passkey",
  "federated_key",
  "password_key",
  "federated_mfa",
  "federated_totp",
  "password_totp",
] as const satisfies SignInWay[];

/** A way in words, as a list of them reads. */
export const wayNames: Record<(typeof policyWays)[number], string> = {
  passkey: "Passkey",
  federated_key: "Company sign-in with a passkey or security key",
  password_key: "Password with a passkey or security key",
  federated_mfa: "Company sign-in with its own second factor, where that is believed",
  federated_totp: "Company sign-in with an authenticator app",
  password_totp: "Password with an authenticator app",
};

/** NIST SP 800-63B-4 AAL3: bound to one device, 12 hours at most, 15 minutes idle. */
export const aal3 = {
  ways: ["passkey"],
  idleMinutes: 15,
  absoluteHours: 12,
  deviceBoundOnly: true,
} as const satisfies Partial<Policy>;

/** What the issuers that are set up make possible. */
export type Issuers = { some: boolean; believed: boolean };

/** The ways that people can come in by at all: without an issuer none that begins at one. */
function possibleWays(ways: readonly SignInWay[], { some, believed }: Issuers): SignInWay[] {
  return ways.filter((way) => {
    if (way === "recovery") return false;
    if (way === "federated_mfa") return believed;
    return some || !way.startsWith("federated");
  });
}

const usesKey = (way: SignInWay): boolean => way === "passkey" || way.endsWith("_key");

/**
 * Whether anybody can ever meet what a policy asks: true, or the sentence that says why not. Somebody whom it only
 * catches is led to enrol what is missing; so nobody is locked out by a policy that can be met. Pure.
 */
export function canBeMet(policy: Policy, issuers: Issuers): true | string {
  const ways = possibleWays(policy.ways, issuers);
  if (policy.ways.length === 0)
    return "Choose at least one way: without any, nobody with this role could sign in.";
  if (ways.length === 0) {
    return issuers.some
      ? "No issuer’s own second factor is believed, so nobody could sign in in this way. Choose another one as well."
      : "No company sign-in is set up, so nobody could sign in in this way. Choose another one as well.";
  }
  if (policy.deviceBoundOnly && !ways.some(usesKey)) {
    return "Only passkeys that are bound to one device count here, and none of the ways uses one. Choose a way with a passkey.";
  }
  return true;
}

/** What the policies of several roles ask together: the strictest of each, as lib/auth/live-session.ts reads it. */
export function strictestOf(policies: readonly [Policy, ...Policy[]]): Policy {
  return policies.reduce((a, b) => ({
    ways: a.ways.filter((way) => b.ways.includes(way)),
    idleMinutes: Math.min(a.idleMinutes, b.idleMinutes),
    absoluteHours: Math.min(a.absoluteHours, b.absoluteHours),
    deviceBoundOnly: a.deviceBoundOnly || b.deviceBoundOnly,
    passkeysRequired: Math.max(a.passkeysRequired, b.passkeysRequired),
    passkeysAsked: Math.max(a.passkeysAsked, b.passkeysAsked),
  }));
}

/** What an account has to sign in with, and whether an issuer of it has a second factor of its own that is believed. */
export type Held = Factors & { believed: boolean };

/** Whether somebody could sign in at full strength under a policy with what they have now. Pure. */
export const suffices = (held: Held, policy: Policy): boolean =>
  satisfies(
    held,
    held.believed ? policy : { ...policy, ways: policy.ways.filter((way) => way !== "federated_mfa") },
  );

/**
 * Whether an invitation may be accepted with a password and an authenticator app: true, or the sentence that says why
 * not. Where the roles take a password only with a security key, the first session enrols that key and nothing else.
 * Pure.
 */
export function canJoinByPassword(
  link: { kind: LinkKind; breakGlass: boolean },
  policy: Pick<Policy, "ways" | "passkeysRequired">,
): true | string {
  const onlyPasskey =
    link.kind !== "invite" ||
    link.breakGlass ||
    policy.passkeysRequired > 0 ||
    !policy.ways.some(usesPassword);
  if (!onlyPasskey) return true;
  return "Who has this role signs in with a passkey. Open this link on a device that can make one: a current phone, a computer with a screen lock, or any computer with a security key.";
}

const usesPassword = (way: SignInWay): boolean => way.startsWith("password");

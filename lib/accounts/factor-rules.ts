import type { Policy } from "@/lib/auth/standing";
import type { SignInWay } from "@/prisma/generated/enums";

/** What an account can sign in with now. */
export type Factors = {
  /** `discoverable`: found without a user name; the others are security keys, good after a first factor. */
  keys: readonly { id: string; bound: boolean; discoverable: boolean }[];
  apps: readonly { id: string }[];
  password: boolean;
  /** Sign-ins of issuers that are linked. */
  federated: number;
};

type Asked = Pick<Policy, "ways" | "deviceBoundOnly" | "passkeysRequired">;

/** The ways in which these factors sign in and which the policy takes. What an issuer's own sign-in is worth is not known here. */
export function waysLeft(factors: Factors, policy: Asked): SignInWay[] {
  const keys = factors.keys.filter((key) => key.bound || !policy.deviceBoundOnly);
  const hasApp = factors.apps.length > 0;
  const can: Partial<Record<SignInWay, boolean>> = {
    passkey: keys.some((key) => key.discoverable),
    password_key: factors.password && keys.length > 0,
    password_totp: factors.password && hasApp,
    federated_key: factors.federated > 0 && keys.length > 0,
    federated_totp: factors.federated > 0 && hasApp,
    federated_mfa: factors.federated > 0,
  };
  return policy.ways.filter((way) => can[way]);
}

/** How many passkeys the policy still asks for. */
export function passkeysMissing(factors: Factors, policy: Asked): number {
  const counted = factors.keys.filter((key) => key.discoverable && (key.bound || !policy.deviceBoundOnly));
  return Math.max(0, policy.passkeysRequired - counted.length);
}

/** Whether these factors are all that the policy asks for. */
export const satisfies = (factors: Factors, policy: Asked): boolean =>
  waysLeft(factors, policy).length > 0 && passkeysMissing(factors, policy) === 0;

/**
 * Whether its holder may take a factor away, and be left with the others: true, or the sentence that says why not.
 * Never the last one that withstands a false page (SEC-28), nor one without which the policy is not met. Pure.
 */
export function canBeLeftWith(rest: Factors, before: Factors, policy: Asked): true | string {
  if (before.keys.length > 0 && rest.keys.length === 0) {
    return "This is your last passkey or security key. Add another one first, or ask an owner for help.";
  }
  if (waysLeft(rest, policy).length === 0) {
    return "Without it you could not sign in any more. Set up another way that counts for your role first.";
  }
  if (passkeysMissing(rest, policy) > 0) {
    const many = policy.passkeysRequired;
    return `Your role needs ${many === 1 ? "a passkey" : `${many} passkeys`}${policy.deviceBoundOnly ? " bound to one device" : ""}. Add another one before you remove this one.`;
  }
  return true;
}

/** The transports of a key as people say them: "built in", "USB". Empty where its maker did not tell. */
export function transportsInWords(transports: readonly string[]): string {
  const words: Record<string, string> = {
    internal: "built in",
    hybrid: "through a phone",
    usb: "USB",
    nfc: "held close (NFC)",
    ble: "Bluetooth",
    "smart-card": "smart card",
    cable: "through a phone",
  };
  return [...new Set(transports.map((transport) => words[transport] ?? transport))].join(", ");
}

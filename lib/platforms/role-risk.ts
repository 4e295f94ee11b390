import type { Capability } from "@/lib/platforms/capabilities";

/** How much harm a role can do, from the least to the most. */
export const RISKS = ["low", "elevated", "personal_data", "billing", "administrator"] as const;

export type Risk = (typeof RISKS)[number];

/**
 * The risk class of a role, by the worst thing that it can do: administer (manage users, own), change billing,
 * take personal data out, act for the client in public or with its money, or none of these.
 */
export function roleRisk(capabilities: readonly Capability[]): Risk {
  if (isAdministrator(capabilities)) return "administrator";
  if (isBilling(capabilities)) return "billing";
  if (isPersonalData(capabilities)) return "personal_data";
  return capabilities.includes("publish") || capabilities.includes("spend") ? "elevated" : "low";
}

/** True when the role can change who has access, or owns the asset. */
export function isAdministrator(capabilities: readonly Capability[]): boolean {
  return capabilities.includes("manage_users") || capabilities.includes("own");
}

/** True when the role can change billing or payment. */
export function isBilling(capabilities: readonly Capability[]): boolean {
  return capabilities.includes("billing");
}

/** True when the role can take personal data out of the platform. */
export function isPersonalData(capabilities: readonly Capability[]): boolean {
  return capabilities.includes("export_personal_data");
}

/**
 * True when the removal of the role has to be verified before a departure counts as finished: administrator,
 * billing and personal-data roles.
 */
export function needsVerifiedRemoval(capabilities: readonly Capability[]): boolean {
  return isAdministrator(capabilities) || isBilling(capabilities) || isPersonalData(capabilities);
}

import type { Capability } from "@/lib/platforms/capabilities";

const acting: readonly Capability[] = ["edit", "publish", "spend", "billing", "manage_users", "own"];
const paying: readonly Capability[] = ["billing", "manage_users", "own"];

/**
 * What of the catalogue's left-behind facts a role must have been able to do to leave it; a kind that is not named
 * here can stay behind whatever the role was (a token, a report by mail, a path through another account).
 */
export const leftByCapabilities: Readonly<Record<string, readonly Capability[]>> = {
  payment_method: paying,
  saved_audience: acting,
  live_content: acting,
  owned_records: acting,
  linked_product: acting,
  webhook: acting,
  service_account: acting,
  verification_token: acting,
};

/** Whether a role with these capabilities can have left something of this kind behind. */
export function canStayBehind(kind: string, capabilities: readonly Capability[]): boolean {
  const needed = leftByCapabilities[kind];
  return !needed || needed.some((capability) => capabilities.includes(capability));
}

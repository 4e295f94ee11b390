import { getLink, type OpenedLink } from "@/lib/accounts/links";
import { trySecret } from "@/lib/accounts/sign-in-tries";
import type { Actor } from "@/lib/auth/actor";

/** Opens a one-time link to look at it; an address that tries links which are no good is slowed. */
export function tryLink(actor: Actor, token: string): Promise<OpenedLink> {
  return trySecret(actor, () => getLink(actor, token));
}

import { getLink, type OpenedLink } from "@/lib/accounts/links";
import type { Actor } from "@/lib/auth/actor";
import { addressBlock } from "@/lib/auth/client-address";
import { countTry, giveBackTry } from "@/lib/throttle";

/** Opens a one-time link to look at it; an address that tries links which are no good is slowed. */
export async function tryLink(actor: Actor, token: string): Promise<OpenedLink> {
  const address = addressBlock(actor.ip);
  await countTry("link.address", address);
  const link = await getLink(actor, token);
  await giveBackTry("link.address", address);
  return link;
}

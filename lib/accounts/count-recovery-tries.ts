import { countNotedTry } from "@/lib/accounts/count-noted-try";
import type { Actor } from "@/lib/auth/actor";
import { addressBlock } from "@/lib/auth/client-address";

/** Counts that somebody asks to get back in, whoever it is and whatever comes of it. Raises TooManyTries. */
export async function countAsking(actor: Actor, email: string): Promise<void> {
  const about = { accountId: null, ip: actor.ip };
  await countNotedTry("recovery.address", addressBlock(actor.ip), about);
  await countNotedTry("recovery.account", email, about);
}

/**
 * Counts a look at how a recovery stands. It is never given back: a claim of an address that nobody has gets the same
 * answer, and what is counted must not tell them apart. Raises TooManyTries.
 */
export async function countLook(actor: Actor): Promise<void> {
  await countNotedTry("link.address", addressBlock(actor.ip), { accountId: null, ip: actor.ip });
}

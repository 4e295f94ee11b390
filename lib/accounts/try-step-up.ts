import type { Actor } from "@/lib/auth/actor";
import { countTry, giveBackTry } from "@/lib/throttle";

/**
 * Runs one try at confirming with what can be guessed: counted for the account before it is checked, given back when
 * it was right. Raises TooManyTries, and whatever `check` does.
 */
export async function tryStepUp(actor: Actor, check: () => Promise<void>): Promise<void> {
  const key = actor.accountId ?? "";
  await countTry("step-up.account", key);
  await check();
  await giveBackTry("step-up.account", key);
}

import { countNotedTry } from "@/lib/accounts/count-noted-try";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { giveBackTry } from "@/lib/throttle";

/**
 * Runs one try at confirming with what can be guessed: counted for the account before it is checked, given back when
 * it was right or not checked at all. Raises TooManyTries, and whatever `check` does.
 */
export async function tryStepUp(actor: Actor, check: () => Promise<void>): Promise<void> {
  const { accountId } = actor;
  const key = accountId ?? "";
  await countNotedTry("step-up.account", key, { accountId, ip: actor.ip });
  const giveBack = () => giveBackTry("step-up.account", key);
  try {
    await check();
    await giveBack();
  } catch (error) {
    if (error instanceof AppError && error.code === "unavailable") await giveBack();
    throw error;
  }
}

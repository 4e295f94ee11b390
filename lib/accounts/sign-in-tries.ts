import { countNotedTry } from "@/lib/accounts/count-noted-try";
import { countSecondTry } from "@/lib/accounts/count-second-try";
import type { HalfDone } from "@/lib/accounts/half-done";
import { warnHolder } from "@/lib/accounts/warn-holder";
import type { Actor } from "@/lib/auth/actor";
import { addressBlock } from "@/lib/auth/client-address";
import { AppError } from "@/lib/errors";
import { giveBackTry, type LimitName } from "@/lib/throttle";

type Bucket = [limit: LimitName, key: string];

/** The browser that the account knows, by what only its cookie says; null for any other. */
type KnownBrowser = string | null;

/**
 * Runs one try at a first or second factor: counted before it is checked, first for the address, so that one that is
 * slowed uses up nothing of the account; given back when it was right, or not checked at all. Raises TooManyTries, and whatever `check` does.
 */
async function tried<Result>(
  actor: Actor,
  accountId: string | null,
  buckets: readonly Bucket[],
  check: () => Promise<Result>,
): Promise<Result> {
  for (const [limit, key] of buckets) {
    await countNotedTry(limit, key, { accountId, ip: actor.ip });
  }
  const giveBack = () => Promise.all(buckets.map(([limit, key]) => giveBackTry(limit, key)));
  try {
    const result = await check();
    await giveBack();
    return result;
  } catch (error) {
    // Nothing was checked: too many are signing in, or the database does not answer.
    if (error instanceof AppError && error.code === "unavailable") await giveBack();
    throw error;
  }
}

/** A try at a password. Counted for the address that was typed, whether anybody has it or not (SEC-29). */
export function tryPassword<Result>(
  actor: Actor,
  { email, accountId, browser }: { email: string; accountId: string | null; browser: KnownBrowser },
  check: () => Promise<Result>,
): Promise<Result> {
  const account: Bucket = browser
    ? ["password.device", `${accountId} ${browser}`]
    : ["password.account", email];
  return tried(actor, accountId, [["password.address", addressBlock(actor.ip)], account], check);
}

/** A try at a code that can be guessed, as the second factor: counted by address and account, too. */
export function tryCode<Result>(
  actor: Actor,
  halfDone: HalfDone,
  browser: KnownBrowser,
  check: () => Promise<Result>,
): Promise<Result> {
  const { accountId } = halfDone;
  const account: Bucket = browser
    ? ["second-factor.device", `${accountId} ${browser}`]
    : ["second-factor.account", accountId];
  return trySecond(actor, halfDone, [["second-factor.address", addressBlock(actor.ip)], account], check);
}

/** A try with a security key, as the second factor: nobody guesses that, and nobody else's guesses slow it down. */
export function tryKey<Result>(
  actor: Actor,
  halfDone: HalfDone,
  check: () => Promise<Result>,
): Promise<Result> {
  return trySecond(actor, halfDone, [["second-factor.address", addressBlock(actor.ip)]], check);
}

/**
 * An answer of a passkey, wherever one is taken without a half-done sign-in: to sign in, to make one, to confirm. Counted
 * for the network's address, so that nobody fills the audit log by sending the same one again and again.
 */
export function tryAnswer<Result>(actor: Actor, check: () => Promise<Result>): Promise<Result> {
  return tried(actor, null, [["challenge-answer.address", addressBlock(actor.ip)]], check);
}

/** Five tries for each half-done sign-in, whatever they are; one that is refused is told to the holder, once. */
function trySecond<Result>(
  actor: Actor,
  { id: pendingId, accountId }: HalfDone,
  buckets: readonly Bucket[],
  check: () => Promise<Result>,
): Promise<Result> {
  return tried(actor, accountId, buckets, async () => {
    await countSecondTry(actor, { pendingId });
    try {
      return await check();
    } catch (error) {
      if (error instanceof AppError && error.code === "forbidden") await warnHolder(actor, { pendingId });
      throw error;
    }
  });
}

/** A try at a one-time secret of an address: a network's address that tries ones which are no good is slowed. */
export function trySecret<Result>(actor: Actor, check: () => Promise<Result>): Promise<Result> {
  return tried(actor, null, [["link.address", addressBlock(actor.ip)]], check);
}

/** A try at a mailed link with a saved code: whoever has the link guesses at the code. */
export function tryMailedLink<Result>(
  actor: Actor,
  token: string,
  check: () => Promise<Result>,
): Promise<Result> {
  const buckets: Bucket[] = [
    ["link.address", addressBlock(actor.ip)],
    ["recovery-code.link", token],
  ];
  return tried(actor, null, buckets, check);
}

import { noteThrottled } from "@/lib/accounts/note-throttled";
import { systemActor } from "@/lib/auth/actor";
import { countTry, type LimitName, TooManyTries } from "@/lib/throttle";

/** Counts a try as `countTry` does; the begin of a wait is written down for the account that it is about. */
export async function countNotedTry(
  limit: LimitName,
  key: string,
  about: { accountId: string | null; ip: string | null },
): Promise<void> {
  try {
    await countTry(limit, key);
  } catch (error) {
    if (error instanceof TooManyTries && error.begins) {
      await noteThrottled(systemActor("sign-in", about.ip), { limit, accountId: about.accountId });
    }
    throw error;
  }
}

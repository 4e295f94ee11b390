import type { Actor } from "@/lib/auth/actor";
import { countTry } from "@/lib/throttle";

/** Counts a challenge that somebody asks for in their session, before it is made. Raises TooManyTries. */
export const countOwnChallenge = (actor: Actor): Promise<void> =>
  countTry("challenge.account", actor.accountId ?? actor.name);

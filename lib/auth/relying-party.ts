import { env } from "@/lib/env";

/** How long a challenge is good for. */
export const CHALLENGE_MINUTES = 5;

/** Who asks for a passkey: from KEYHOLDER_URL alone, never from a request's Host (SEC-24). */
export function relyingParty(): { id: string; name: string; origin: string } {
  const url = new URL(env().KEYHOLDER_URL);
  return { id: url.hostname, name: "Keyholder", origin: url.origin };
}

import { isClockOff, matchingStep, openTotpSecret } from "@/lib/auth/totp";
import { invalidInput } from "@/lib/errors";

/**
 * The time step of the first code of an authenticator app that is being set up. Raises invalid_input for a wrong one,
 * and says so when it would be right at another time: then a clock is off.
 */
export function firstStep(sealed: Uint8Array, accountId: string, code: string, now: Date): number {
  const secret = openTotpSecret(sealed, accountId);
  const step = matchingStep(secret, code, now);
  if (step !== null) return step;
  const why = isClockOff(secret, code, now)
    ? "This code is of another time: the clock of your phone is off. Let it set its time by itself, then take the next code."
    : "This is not the code that the app shows now. Take the next one.";
  throw invalidInput("The code is not right.", { code: [why] });
}

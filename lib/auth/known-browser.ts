import "server-only";
import { deviceToken } from "@/lib/auth/device-cookie";
import { isKnownDevice } from "@/lib/auth/known-device";

/**
 * What only this browser's cookie says, where the account has signed in with it before; else null. Tries of such a
 * browser are counted apart, so that guessing elsewhere does not slow its holder down.
 */
export async function knownBrowser(accountId: string): Promise<string | null> {
  const token = await deviceToken();
  return (await isKnownDevice(token, accountId)) ? token : null;
}

import { z } from "zod";
import { acceptPasskey, lockPasskey } from "@/lib/accounts/accept-passkey";
import { completePending } from "@/lib/accounts/pending-sign-in";
import { aboutPending, pendingTarget, wayOf } from "@/lib/accounts/second-factor";
import { authenticationResponse } from "@/lib/auth/passkey-input";
import { command } from "@/lib/command";
import { forbidden } from "@/lib/errors";
import { id, line } from "@/lib/input";

/**
 * The second factor: a security key or passkey of the account whose first factor was right, for a challenge that was
 * opened for this half-done sign-in and already taken (SEC-23). Raises forbidden, audited.
 */
export const proveSecondKey = command({
  name: "accounts.prove-second-key",
  permission: "accounts.sign-in",
  secretResult: true,
  input: z.strictObject({
    token: line(200),
    challenge: z.strictObject({ challenge: line(200), pendingId: id() }),
    response: authenticationResponse,
  }),
  target: async (tx, { token, response }) => ({
    pending: await pendingTarget(tx, token),
    passkey: await lockPasskey(tx, response.id),
  }),
  allow: () => true,
  async change({ tx, input: { challenge, response }, target: { pending, passkey } }) {
    const about = aboutPending(pending, passkey ? `passkey ${passkey.name}` : "unknown passkey");
    if (challenge.pendingId !== pending.id) {
      throw forbidden("This was begun in another sign-in. Begin again.", about);
    }
    const way = wayOf(pending.firstFactor, "key");
    if (!way) throw forbidden("A security key does not help here. Use a recovery code.", about);
    if (passkey?.accountId !== pending.accountId) {
      throw forbidden("This security key or passkey belongs to another account. Use one of your own.", about);
    }
    const { jobs } = await acceptPasskey(tx, passkey, response, challenge.challenge, about);
    const factor = `passkey ${passkey.name}`;
    await completePending(tx, pending.id, way, { method: "security key", factor, passkeyId: passkey.id });
    return {
      result: null,
      jobs,
      audit: [
        {
          ...aboutPending(pending),
          after: { factor },
        },
      ],
    };
  },
});

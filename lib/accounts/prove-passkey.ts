import { z } from "zod";
import { acceptPasskey, lockPasskey } from "@/lib/accounts/accept-passkey";
import { savePendingSignIn } from "@/lib/accounts/pending-sign-in";
import { canBeginSession } from "@/lib/accounts/rules";
import { authenticationResponse } from "@/lib/auth/passkey-input";
import { command } from "@/lib/command";
import { forbidden, type Refused } from "@/lib/errors";
import { line } from "@/lib/input";

/**
 * The full factor: a passkey, with its user verified, for a challenge that was already taken. Gives the token of
 * the login ticket. Raises forbidden, audited with the account where the passkey is known (ASVS 16.3.1).
 */
export const provePasskey = command({
  name: "accounts.prove-passkey",
  permission: "accounts.sign-in",
  input: z.strictObject({ challenge: line(200), response: authenticationResponse }),
  target: async (tx, { response }) => ({ passkey: await lockPasskey(tx, response.id) }),
  allow: () => true,
  async change({ tx, input: { challenge, response }, target: { passkey }, now }) {
    if (!passkey) {
      throw forbidden(
        "This passkey is not known here. Use another one, or ask an owner for a new invitation.",
        {
          objectType: "passkey",
          objectId: null,
          objectName: `unknown passkey ${response.id.slice(0, 16)}`,
        },
      );
    }
    const account: Refused = {
      objectType: "account",
      objectId: passkey.accountId,
      objectName: passkey.personName,
      detail: `passkey ${passkey.name}`,
    };
    // Nobody said who they are, so the authenticator must (SEC-23).
    if (!response.response.userHandle) {
      throw forbidden("This passkey does not say whose it is. Sign in with your password first.", account);
    }
    const used = await acceptPasskey(tx, passkey, response, challenge, account);
    const may = canBeginSession(passkey, now);
    if (may !== true) throw forbidden(may, account);
    const proved = { method: "passkey", factor: `passkey ${passkey.name}`, passkeyId: passkey.id };
    const begun = { accountId: passkey.accountId, firstFactor: "passkey" as const, proved };
    const token = await savePendingSignIn(tx, begun, "passkey");
    return {
      result: { token },
      jobs: used.jobs,
      audit: [
        {
          objectType: "account",
          objectId: passkey.accountId,
          objectName: passkey.personName,
          // A passkey that begins to be synced is worth knowing (SEC-25).
          before: { passkey: passkey.name, synced: passkey.backedUp },
          after: { passkey: passkey.name, synced: used.backedUp },
        },
      ],
    };
  },
});

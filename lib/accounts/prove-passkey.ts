import { z } from "zod";
import { savePendingSignIn } from "@/lib/accounts/pending-sign-in";
import { refusedAs } from "@/lib/accounts/refused-as";
import { canBeginSession } from "@/lib/accounts/rules";
import { authenticationResponse } from "@/lib/auth/passkey-input";
import { verifyUsedPasskey } from "@/lib/auth/verify-passkey";
import { command } from "@/lib/command";
import { sameBytes } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
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
    // Nobody said who they are, so the authenticator must, and the passkey must be theirs (SEC-23).
    const handle = Buffer.from(response.response.userHandle ?? "", "base64url");
    if (!sameBytes(handle, passkey.userHandle)) {
      throw forbidden("This passkey belongs to another account. Try again with your own.", account);
    }
    const used = await verifyUsedPasskey(response, challenge, passkey).catch(refusedAs(account));
    const may = canBeginSession(passkey, now);
    if (may !== true) throw forbidden(may, account);

    const moved = await tx.$executeRaw`
      UPDATE "Passkey" SET "signCount" = ${used.signCount}, "backedUp" = ${used.backedUp}, "lastUsedAt" = now()
      WHERE id = ${passkey.id}::uuid
        AND ("signCount" < ${used.signCount} OR (${used.signCount} = 0 AND "signCount" = 0))`;
    if (moved !== 1) throw forbidden("This passkey was used twice at once. Try again.", account);
    const token = await savePendingSignIn(tx, passkey.accountId, passkey.id);
    return {
      result: { token },
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

type PasskeyRow = {
  id: string;
  name: string;
  credentialId: string;
  publicKey: Uint8Array;
  signCount: bigint;
  backupEligible: boolean;
  backedUp: boolean;
  accountId: string;
  userHandle: Uint8Array;
  disabledAt: Date | null;
  personName: string;
  endedAt: Date | null;
  accessEndsAt: Date | null;
};

async function lockPasskey(tx: Tx, credentialId: string): Promise<PasskeyRow | null> {
  const rows = await tx.$queryRaw<PasskeyRow[]>`
    SELECT k.id, k.name, k."credentialId", k."publicKey", k."signCount", k."backupEligible", k."backedUp",
      a.id AS "accountId", a."userHandle", a."disabledAt", p.name AS "personName", p."endedAt", p."accessEndsAt"
    FROM "Passkey" k
    JOIN "Account" a ON a.id = k."accountId"
    JOIN "Person" p ON p.id = a."personId"
    WHERE k."credentialId" = ${credentialId} AND k."removedAt" IS NULL
    FOR UPDATE OF k`;
  return rows[0] ?? null;
}

import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { refusedAs } from "@/lib/accounts/refused-as";
import { verifyUsedPasskey } from "@/lib/auth/verify-passkey";
import { sameBytes } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import { forbidden, type Refused } from "@/lib/errors";

export type PasskeyRow = {
  id: string;
  name: string;
  credentialId: string;
  publicKey: Uint8Array;
  signCount: bigint;
  backupEligible: boolean;
  backedUp: boolean;
  discoverable: boolean;
  accountId: string;
  userHandle: Uint8Array;
  disabledAt: Date | null;
  personName: string;
  endedAt: Date | null;
  accessEndsAt: Date | null;
};

/** The passkey with this credential id, locked, with whose it is; null when it is not known or was removed. */
export async function lockPasskey(tx: Tx, credentialId: string): Promise<PasskeyRow | null> {
  const rows = await tx.$queryRaw<PasskeyRow[]>`
    SELECT k.id, k.name, k."credentialId", k."publicKey", k."signCount", k."backupEligible", k."backedUp",
      k.discoverable, a.id AS "accountId", a."userHandle", a."disabledAt", coalesce(p.name, c.name) AS "personName",
      coalesce(p."endedAt", c."endedAt") AS "endedAt", p."accessEndsAt"
    FROM "Passkey" k
    JOIN "Account" a ON a.id = k."accountId"
    LEFT JOIN "Person" p ON p.id = a."personId"
    LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    WHERE k."credentialId" = ${credentialId} AND k."removedAt" IS NULL
    FOR UPDATE OF k`;
  return rows[0] ?? null;
}

/**
 * Verifies a passkey's answer and moves its counter, once. A user handle that comes with it must be the account's
 * (SEC-23). Gives whether the passkey is synced now. Raises forbidden, which names the account for the audit log.
 */
export async function acceptPasskey(
  tx: Tx,
  passkey: PasskeyRow,
  response: AuthenticationResponseJSON,
  challenge: string,
  about: Refused,
): Promise<{ backedUp: boolean }> {
  const handle = response.response.userHandle;
  if (handle && !sameBytes(Buffer.from(handle, "base64url"), passkey.userHandle)) {
    throw forbidden("This passkey belongs to another account. Try again with your own.", about);
  }
  const used = await verifyUsedPasskey(response, challenge, passkey).catch(refusedAs(about));
  const moved = await tx.$executeRaw`
    UPDATE "Passkey" SET "signCount" = ${used.signCount}, "backedUp" = ${used.backedUp}, "lastUsedAt" = now()
    WHERE id = ${passkey.id}::uuid
      AND ("signCount" < ${used.signCount} OR (${used.signCount} = 0 AND "signCount" = 0))`;
  if (moved !== 1) throw forbidden("This passkey was used twice at once. Try again.", about);
  return { backedUp: used.backedUp };
}

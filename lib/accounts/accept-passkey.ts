import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { tellHolder } from "@/lib/accounts/notices";
import { refusedAs } from "@/lib/accounts/refused-as";
import { verifyUsedPasskey } from "@/lib/auth/verify-passkey";
import { RefusedAndTold } from "@/lib/command";
import { sameBytes } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import { forbidden, type Refused } from "@/lib/errors";
import type { Job } from "@/lib/jobs";
import type { Role } from "@/prisma/generated/enums";

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
  roles: Role[];
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
      k.discoverable, a.id AS "accountId", a.roles::text[] AS roles, a."userHandle", a."disabledAt", coalesce(p.name, c.name) AS "personName",
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
 * (SEC-23). Gives whether the passkey is synced now, and the jobs that tell its holder where that is new and matters
 * (SEC-25): put them into the command's own. Raises forbidden, which names the account for the audit log; of a counter
 * that went back the holder is told (SEC-26).
 */
export async function acceptPasskey(
  tx: Tx,
  passkey: PasskeyRow,
  response: AuthenticationResponseJSON,
  challenge: string,
  about: Refused,
): Promise<{ backedUp: boolean; jobs: Job[] }> {
  const handle = response.response.userHandle;
  if (handle && !sameBytes(Buffer.from(handle, "base64url"), passkey.userHandle)) {
    throw forbidden("This passkey belongs to another account. Try again with your own.", about);
  }
  const used = await verifyUsedPasskey(response, challenge, passkey).catch(refusedAs(about));
  if (used.wentBack) throw wentBack(passkey, used.signCount, about);
  const moved = await tx.$executeRaw`
    UPDATE "Passkey" SET "signCount" = ${used.signCount}, "backedUp" = ${used.backedUp}, "lastUsedAt" = now()
    WHERE id = ${passkey.id}::uuid
      AND ("signCount" < ${used.signCount} OR (${used.signCount} = 0 AND "signCount" = 0))`;
  if (moved !== 1) throw forbidden("This passkey was used twice at once. Try again.", about);
  const newlySynced =
    used.backedUp && !passkey.backedUp && passkey.roles.some((role) => ADMINISTRATORS.has(role));
  return { backedUp: used.backedUp, jobs: newlySynced ? await tellOfSync(tx, passkey) : [] };
}

/** Those whose key in a third party's keeping is worth a notice (SEC-25). */
const ADMINISTRATORS: ReadonlySet<Role> = new Set(["owner", "security_lead"]);

async function tellOfSync(tx: Tx, passkey: PasskeyRow): Promise<Job[]> {
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT now()`;
  return tellHolder(tx, passkey.accountId, {
    cause: `passkey ${passkey.id} synced ${clock?.now.toISOString()}`,
    subject: "A passkey of your Keyholder account is now synced",
    happened: `The passkey “${passkey.name}” was kept on one device until now, and is synced by its keeper since. Whoever opens that keeper's account has it too.`,
    at: clock?.now ?? new Date(),
    ip: null,
  });
}

function wentBack(passkey: PasskeyRow, count: number, about: Refused): RefusedAndTold {
  const sentence =
    "This passkey's counter went backwards, as a copy's would. Use another one, and tell an owner.";
  return new RefusedAndTold(sentence, about, (tx, at) =>
    tellHolder(tx, passkey.accountId, {
      cause: `passkey ${passkey.id} went back to ${count}`,
      subject: "A passkey of your Keyholder account may have been copied",
      happened: `The passkey “${passkey.name}” answered rightly, but its counter went backwards, as a copy's would. It was refused. If you did not just restore a device, remove this passkey and tell an owner.`,
      at,
      ip: null,
    }),
  );
}

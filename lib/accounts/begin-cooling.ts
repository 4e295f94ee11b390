import { tellAdministrators } from "@/lib/accounts/administrators";
import { linkAddress } from "@/lib/accounts/link-address";
import type { RecoveryRow } from "@/lib/accounts/lock-recovery";
import { tellHolder } from "@/lib/accounts/notices";
import { CLAIM_HOURS, COOLING_HOURS } from "@/lib/accounts/recovery-rules";
import type { Actor } from "@/lib/auth/actor";
import { randomToken, sha256 } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";

/**
 * Begins the cooling-off of a case that two have confirmed: the holder gets, at every address, a link that stops it,
 * and all administrators are told. Gives the jobs that tell them.
 */
export async function beginCooling(tx: Tx, of: RecoveryRow, by: Actor, now: Date): Promise<Job[]> {
  const cancel = randomToken();
  await tx.$executeRaw`
    UPDATE "RecoveryCase" SET "cancelHash" = ${sha256(cancel)},
      "opensAt" = now() + make_interval(hours => ${COOLING_HOURS}),
      "expiresAt" = now() + make_interval(hours => ${COOLING_HOURS + CLAIM_HOURS})
    WHERE id = ${of.id}::uuid`;
  const opens = new Date(now.getTime() + COOLING_HOURS * 3_600_000);
  const when = `${opens.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  const holder = await tellHolder(tx, of.accountId, {
    cause: `recovery ${of.id} cools`,
    subject: "Your Keyholder account can be recovered from tomorrow on",
    happened: `Two administrators have confirmed that you lost every way to sign in. From ${when} on, whoever asked for it can set up a new one; your present passkeys, password and authenticator app then stop working.`,
    at: now,
    ip: null,
    ifNot: [
      "If you asked for this, there is nothing to do until then. If you did not, stop it. The page asks once more before it does:",
      linkAddress("cancel", cancel),
    ],
  });
  const others = await tellAdministrators(tx, {
    cause: `recovery ${of.id} cools`,
    exceptPersonId: of.personId,
    subject: `${of.personName} is being helped back into Keyholder`,
    text: `${by.name} was the second to confirm the recovery of ${of.personName}. It opens at ${when}. Until then any administrator can close it on the page Recovery.`,
  });
  return [...holder, ...others];
}

import { z } from "zod";
import { lockAccountByAddress } from "@/lib/accounts/account-by-address";
import { phraseOf } from "@/lib/accounts/phrase";
import { CASE_DAYS } from "@/lib/accounts/recovery-rules";
import { canBeginSession } from "@/lib/accounts/rules";
import { command } from "@/lib/command";
import { randomToken, sha256 } from "@/lib/crypto";
import { email } from "@/lib/input";

/**
 * Somebody before the door who has lost every factor asks for help. They get a claim that stays with them and the
 * words that they read to their helpers; the same for an address that nobody has, and then there is no case (SEC-37).
 * A newer case takes the place of one that nobody has confirmed; one that somebody has confirmed stays.
 */
export const askForRecovery = command({
  name: "accounts.ask-for-recovery",
  permission: "accounts.sign-in",
  secretResult: true,
  input: z.strictObject({ email: email() }),
  target: async (tx, input) => ({ account: await lockAccountByAddress(tx, input.email) }),
  allow: () => true,
  async change({ tx, actor, target: { account }, now }) {
    const claim = randomToken();
    const phrase = phraseOf(claim);
    const result = { claim, phrase };
    if (!account || canBeginSession(account, now) !== true) return { result, audit: [] };
    const about = { objectType: "account", objectId: account.id, objectName: account.personName };
    await tx.$executeRaw`
      UPDATE "RecoveryCase" SET "cancelledAt" = now(), "cancelledBy" = 'a newer one'
      WHERE "accountId" = ${account.id}::uuid AND "cancelledAt" IS NULL AND "claimedAt" IS NULL
        AND ("firstAt" IS NULL OR "expiresAt" <= now())`;
    const made = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO "RecoveryCase" ("accountId", "claimHash", "cancelHash", phrase, "askedFrom", "expiresAt")
      VALUES (${account.id}::uuid, ${sha256(claim)}, ${sha256(randomToken())}, ${phrase}, ${actor.ip},
        now() + make_interval(days => ${CASE_DAYS}))
      ON CONFLICT ("accountId") WHERE "cancelledAt" IS NULL AND "claimedAt" IS NULL DO NOTHING
      RETURNING id`;
    return {
      result,
      audit: [{ ...about, after: made[0] ? { recovery: made[0].id } : { askedAgain: true } }],
    };
  },
});

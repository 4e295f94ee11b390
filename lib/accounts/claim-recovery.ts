import { z } from "zod";
import { tellAdministrators } from "@/lib/accounts/administrators";
import { lockRecovery } from "@/lib/accounts/lock-recovery";
import { tellHolder } from "@/lib/accounts/notices";
import { savePendingSignIn } from "@/lib/accounts/pending-sign-in";
import { canClaim } from "@/lib/accounts/recovery-rules";
import { removeFactors } from "@/lib/accounts/remove-factors";
import { endSessionsOfAccounts } from "@/lib/auth/end-sessions";
import { command } from "@/lib/command";
import { line } from "@/lib/input";

/**
 * The one who asked comes in by their claim, once, after the cooling-off: what they have lost is removed, every
 * session ends, and the ticket is for a session that can only enrol (SEC-36, SEC-37).
 */
export const claimRecovery = command({
  name: "accounts.claim-recovery",
  permission: "accounts.sign-in",
  secretResult: true,
  input: z.strictObject({ claim: line(200) }),
  target: async (tx, { claim }) => ({ found: await lockRecovery(tx, { claim }) }),
  allow: ({ target: { found }, now }) => canClaim(found, now),
  async change({ tx, actor, target: { found }, now }) {
    if (!found) throw new Error("There is no case; `allow` has refused it.");
    await tx.recoveryCase.update({ where: { id: found.id }, data: { claimedAt: now } });
    const removed = await removeFactors(tx, found.accountId, now);
    const ended = await endSessionsOfAccounts(tx, [found.accountId], "recovered with the help of two people");
    const proved = { method: "recovery by two people", factor: "recovery with the help of two people" };
    const begun = { accountId: found.accountId, firstFactor: "recovery" as const, proved };
    const token = await savePendingSignIn(tx, begun, "recovery");
    const holder = await tellHolder(tx, found.accountId, {
      cause: `recovery ${found.id} used`,
      subject: "Your Keyholder account was recovered",
      happened:
        "Whoever asked for the recovery has come in and can now set up a new way to sign in. The passkeys, password, authenticator app and recovery codes that you had before no longer work.",
      at: now,
      ip: actor.ip,
      ifNot: ["If this was not you, call an owner of Keyholder now: they disable the account."],
    });
    const others = await tellAdministrators(tx, {
      cause: `recovery ${found.id} used`,
      exceptPersonId: found.personId,
      subject: `${found.personName} is back in Keyholder`,
      text: `The recovery of ${found.personName} was used, from ${actor.ip ?? "an unknown address"}. If they say that this was not them, disable the account at once.`,
    });
    return {
      result: { token },
      audit: [
        {
          objectType: "account",
          objectId: found.accountId,
          objectName: found.personName,
          after: { recovery: found.id, factorsRemoved: removed, sessionsEnded: ended },
        },
      ],
      jobs: [...holder, ...others],
    };
  },
});

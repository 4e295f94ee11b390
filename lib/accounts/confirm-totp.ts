import { z } from "zod";
import { firstStep } from "@/lib/accounts/first-code";
import { hasRecoveryCodes, makeRecoveryCodes } from "@/lib/accounts/recovery-codes";
import { activateTotp, lockBegunTotp, TOTP_MINUTES } from "@/lib/accounts/totp-rows";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, line } from "@/lib/input";

/**
 * Takes the first code of an authenticator app that was begun. Where the account has recovery codes already, the app
 * counts from now on; otherwise it gives a new set, and the app counts once one of them was typed back (SEC-34).
 */
export const confirmTotp = command({
  name: "accounts.confirm-totp",
  permission: "factors.finish",
  secretResult: true,
  input: z.strictObject({ totpId: id(), code: line(20) }),
  target: async (tx, { totpId }, { accountId }) => {
    if (!accountId) return null;
    const begun = await lockBegunTotp(tx, totpId, accountId);
    if (!begun)
      throw conflict("This took longer than fifteen minutes, or was confirmed already. Begin again.");
    return begun;
  },
  allow: () => true,
  async change({ tx, actor, input: { code }, target, now }) {
    const { id: totpId, accountId, name } = target;
    const step = firstStep(target.secret, accountId, code, now);
    await tx.$queryRaw`SELECT 1 FROM "Account" WHERE id = ${accountId}::uuid FOR UPDATE`;
    await tx.totp.update({
      where: { id: totpId },
      data: { lastStep: step, expiresAt: new Date(now.getTime() + TOTP_MINUTES * 60_000) },
    });
    const about = { objectType: "account", objectId: accountId, objectName: actor.name };
    if (await hasRecoveryCodes(tx, accountId)) {
      const activated = await activateTotp(tx, actor, accountId, now);
      return {
        result: { codes: null as string[] | null },
        jobs: activated?.jobs ?? [],
        audit: [
          {
            ...about,
            before: { authenticatorApp: activated?.replaced ?? null },
            after: { authenticatorApp: name },
          },
        ],
      };
    }
    const codes = await makeRecoveryCodes(tx, accountId);
    return {
      result: { codes: codes as string[] | null },
      audit: [{ ...about, after: { authenticatorApp: name, state: "waits for the recovery codes" } }],
    };
  },
});

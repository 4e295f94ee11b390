import { z } from "zod";
import { noticeOfCodes } from "@/lib/accounts/factor-notices";
import { tellHolder } from "@/lib/accounts/notices";
import { confirmRecoveryCodes } from "@/lib/accounts/recovery-codes";
import { activateTotp } from "@/lib/accounts/totp-rows";
import { command } from "@/lib/command";
import { invalidInput } from "@/lib/errors";
import { line } from "@/lib/input";

/**
 * Confirms the actor's new recovery codes by one of them, typed back: a tick would prove nothing. From now on they
 * count, and so does an authenticator app that waited for them (SEC-34).
 */
export const keepRecoveryCodes = command({
  name: "accounts.keep-recovery-codes",
  permission: "factors.finish",
  input: z.strictObject({ code: line(60) }),
  target: async (tx, _input, { accountId }) => {
    if (!accountId) return null;
    await tx.$queryRaw`SELECT 1 FROM "Account" WHERE id = ${accountId}::uuid FOR UPDATE`;
    return { accountId };
  },
  allow: () => true,
  async change({ tx, actor, input, target: { accountId }, now }) {
    if (!(await confirmRecoveryCodes(tx, accountId, input.code))) {
      throw invalidInput("This is none of the codes that were just shown.", {
        code: ["Type one of the ten codes as it stands there, all seven groups."],
      });
    }
    const told = await tellHolder(tx, accountId, noticeOfCodes("kept", accountId, now, actor.ip));
    const app = await activateTotp(tx, actor, accountId, now);
    const about = { objectType: "account", objectId: accountId, objectName: actor.name };
    return {
      result: { app: app?.name ?? null },
      jobs: [...told, ...(app?.jobs ?? [])],
      audit: [
        {
          ...about,
          before: { authenticatorApp: app?.replaced ?? null },
          after: { recoveryCodes: "kept", ...(app ? { authenticatorApp: app.name } : {}) },
        },
      ],
    };
  },
});

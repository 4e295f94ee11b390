import { z } from "zod";
import { noticeOfCodes } from "@/lib/accounts/factor-notices";
import { tellHolder } from "@/lib/accounts/notices";
import { makeRecoveryCodes } from "@/lib/accounts/recovery-codes";
import { command } from "@/lib/command";

/** Makes a new set of the actor's recovery codes, to be shown once; the old set is void from this moment (SEC-35). */
export const newRecoveryCodes = command({
  name: "accounts.new-recovery-codes",
  permission: "factors.add",
  secretResult: true,
  input: z.strictObject({}),
  target: async (tx, _input, { accountId }) => {
    if (!accountId) return null;
    await tx.$queryRaw`SELECT 1 FROM "Account" WHERE id = ${accountId}::uuid FOR UPDATE`;
    return { accountId };
  },
  allow: () => true,
  confirming: () => "make new recovery codes; the old ones then open nothing",
  async change({ tx, actor, target: { accountId }, now }) {
    const codes = await makeRecoveryCodes(tx, accountId);
    const about = { objectType: "account", objectId: accountId, objectName: actor.name };
    return {
      result: { codes },
      jobs: await tellHolder(tx, accountId, noticeOfCodes("made", accountId, now, actor.ip)),
      audit: [{ ...about, after: { recoveryCodes: "made anew" } }],
    };
  },
});

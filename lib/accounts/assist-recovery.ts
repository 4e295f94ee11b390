import { z } from "zod";
import { listAdministrators } from "@/lib/accounts/administrators";
import { beginCooling } from "@/lib/accounts/begin-cooling";
import { lockRecovery } from "@/lib/accounts/lock-recovery";
import { phraseMatches } from "@/lib/accounts/phrase";
import { canAssist } from "@/lib/accounts/recovery-rules";
import { command } from "@/lib/command";
import { forbidden } from "@/lib/errors";
import { email, line } from "@/lib/input";

/**
 * The last resort, at the shell of the server: the operator stands in for the second administrator, where there is
 * no other one; and for both, where the one who asks is the only one. The waiting time and the mails stay.
 */
export const assistRecovery = command({
  name: "accounts.assist-recovery",
  permission: "recovery.stand-in",
  input: z.strictObject({ email: email(), phrase: line(120), reason: line(300) }),
  target: async (tx, input) => {
    const [open] = await tx.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM "RecoveryCase" c JOIN "Account" a ON a.id = c."accountId"
      LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" k ON k.id = a."contactId"
      WHERE coalesce(p.email, k.email) = ${input.email} AND c."cancelledAt" IS NULL AND c."claimedAt" IS NULL`;
    const found = open && (await lockRecovery(tx, { id: open.id }));
    if (!found) return null;
    return { ...found, administrators: await listAdministrators(tx, found.personId) };
  },
  allow: ({ target, now }) => canAssist(target, target.administrators, now),
  async change({ tx, actor, input, target, now }) {
    const about = { objectType: "account", objectId: target.accountId, objectName: target.personName };
    if (!phraseMatches(input.phrase, target.phrase)) {
      throw forbidden("These are not the words of this case.", {
        ...about,
        detail: "the words of a recovery",
      });
    }
    await tx.recoveryCase.update({
      where: { id: target.id },
      data: { firstAt: target.firstAt ?? now, secondAt: now, secondReason: input.reason },
    });
    return {
      result: { name: target.personName },
      audit: [{ ...about, reason: input.reason, after: { recovery: target.id, confirmed: "at the shell" } }],
      jobs: await beginCooling(tx, target, actor, now),
    };
  },
});

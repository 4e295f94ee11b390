import { z } from "zod";
import { endAfterChange } from "@/lib/accounts/end-after-change";
import { hashOwnPassword } from "@/lib/accounts/hash-new-password";
import { tellHolder } from "@/lib/accounts/notices";
import { typedPassword } from "@/lib/auth/password-input";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { invalidInput } from "@/lib/errors";

/**
 * Sets the actor's password, or changes it: then the present one is asked for, and the other sessions end. A weak
 * one is refused before a proof is asked for, so that nobody confirms in vain. The present one counts for the hash that it
 * was compared with: where that was changed meanwhile, it is not the present one any more.
 */
export const setPassword = command({
  name: "accounts.set-password",
  permission: "factors.add",
  input: z.strictObject({ password: typedPassword(), current: typedPassword().optional() }),
  before: ({ actor, input }) => hashOwnPassword(actor, input),
  target: async (tx, _input, { accountId }, made) => {
    const account = accountId ? await lockForPassword(tx, accountId) : null;
    return account && { ...account, made };
  },
  allow: () => true,
  confirming: ({ target }) => (target.presentHash ? "change your password" : "set a password"),
  async change({ tx, actor, target, now }) {
    const { id: accountId, presentHash, made } = target;
    if (presentHash !== made.presentHash) {
      throw invalidInput("The present password is not right.", {
        current: ["This is not your present password."],
      });
    }
    const { hash } = made;
    await tx.password.upsert({
      where: { accountId },
      create: { accountId, hash, changedAt: now },
      update: { hash, changedAt: now },
    });
    const changed = presentHash !== null;
    const ended = changed ? await endAfterChange(tx, actor, { reason: "the password was changed" }) : 0;
    return {
      result: { changed },
      jobs: await tellHolder(tx, accountId, {
        cause: `password of ${accountId} set ${now.toISOString()}`,
        subject: `The password of your Keyholder account was ${changed ? "changed" : "set"}`,
        happened: changed
          ? "Your password was changed, and your other sessions have ended."
          : "A password was set. Together with a second factor it signs in as you.",
        at: now,
        ip: actor.ip,
      }),
      audit: [
        {
          objectType: "account",
          objectId: accountId,
          objectName: actor.name,
          before: { password: changed ? "set" : "none" },
          after: { password: changed ? "changed" : "set", sessionsEnded: ended },
        },
      ],
    };
  },
});

type ForPassword = { id: string; presentHash: string | null };

/** The account, locked: of two changes at once the second has to know the first one's password. */
async function lockForPassword(tx: Tx, accountId: string): Promise<ForPassword | null> {
  await tx.$queryRaw`SELECT 1 FROM "Account" WHERE id = ${accountId}::uuid FOR UPDATE`;
  const rows = await tx.$queryRaw<ForPassword[]>`
    SELECT a.id, w.hash AS "presentHash" FROM "Account" a LEFT JOIN "Password" w ON w."accountId" = a.id
    WHERE a.id = ${accountId}::uuid`;
  return rows[0] ?? null;
}

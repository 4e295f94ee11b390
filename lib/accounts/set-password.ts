import { z } from "zod";
import { endAfterChange } from "@/lib/accounts/end-after-change";
import { tellHolder } from "@/lib/accounts/notices";
import { hashPassword, verifyPassword, whyNotPassword } from "@/lib/auth/password";
import { typedPassword } from "@/lib/auth/password-input";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { invalidInput } from "@/lib/errors";

/**
 * Sets the actor's password, or changes it: then the present one is asked for, and the other sessions end. A weak
 * one is refused before a proof is asked for, so that nobody confirms in vain.
 */
export const setPassword = command({
  name: "accounts.set-password",
  permission: "factors.add",
  input: z.strictObject({ password: typedPassword(), current: typedPassword().optional() }),
  target: async (tx, { password }, { accountId }) => {
    const account = accountId ? await lockForPassword(tx, accountId) : null;
    if (!account) return null;
    const why = await whyNotPassword(password, [account.name, account.email, account.noticeEmail]);
    if (why) throw invalidInput("This password cannot be used.", { password: [why] });
    return account;
  },
  allow: () => true,
  confirming: ({ target }) => (target.hash ? "change your password" : "set a password"),
  async change({ tx, actor, input, target, now }) {
    const { id: accountId } = target;
    if (target.hash && !(await verifyPassword(target.hash, input.current ?? ""))) {
      throw invalidInput("The present password is not right.", {
        current: ["This is not your present password."],
      });
    }
    const hash = await hashPassword(input.password);
    await tx.password.upsert({
      where: { accountId },
      create: { accountId, hash, changedAt: now },
      update: { hash, changedAt: now },
    });
    const changed = target.hash !== null;
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

type ForPassword = {
  id: string;
  name: string;
  email: string | null;
  noticeEmail: string | null;
  hash: string | null;
};

/** The account, locked: of two changes at once the second has to know the first one's password. */
async function lockForPassword(tx: Tx, accountId: string): Promise<ForPassword | null> {
  await tx.$queryRaw`SELECT 1 FROM "Account" WHERE id = ${accountId}::uuid FOR UPDATE`;
  const rows = await tx.$queryRaw<ForPassword[]>`
    SELECT a.id, coalesce(p.name, c.name) AS name, coalesce(p.email, c.email) AS email, a."noticeEmail", w.hash
    FROM "Account" a
    LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    LEFT JOIN "Password" w ON w."accountId" = a.id
    WHERE a.id = ${accountId}::uuid`;
  return rows[0] ?? null;
}

import { z } from "zod";
import { tellHolder } from "@/lib/accounts/notices";
import { command } from "@/lib/command";
import { email, optional } from "@/lib/input";

/**
 * Sets the second address that notices of the actor's own account go to, or takes it away (null). The address
 * before and the one after are both told: who takes it over cannot do so unseen.
 */
export const setNoticeAddress = command({
  name: "accounts.set-notice-address",
  permission: "factors.remove",
  input: z.strictObject({ email: optional(email()) }),
  target: async (tx, _input, { accountId }) => {
    if (!accountId) return null;
    await tx.$queryRaw`SELECT 1 FROM "Account" WHERE id = ${accountId}::uuid FOR UPDATE`;
    return tx.account.findUnique({ where: { id: accountId }, select: { id: true, noticeEmail: true } });
  },
  allow: () => true,
  confirming: ({ input }) =>
    input.email ? `send your notices to ${input.email} too` : "take the second address away",
  async change({ tx, actor, input, target: { id: accountId, noticeEmail: before }, now }) {
    if (input.email === before) return { result: { email: before }, audit: [] };
    await tx.account.update({ where: { id: accountId }, data: { noticeEmail: input.email } });
    const notice = {
      cause: `notice address of ${accountId} set ${now.toISOString()}`,
      subject: "The second address of your Keyholder account was changed",
      happened: input.email
        ? `Notices about your sign-in now go to ${input.email} too${before ? `, no longer to ${before}` : ""}.`
        : `Notices about your sign-in no longer go to ${before}.`,
      at: now,
      ip: actor.ip,
    };
    return {
      result: { email: input.email },
      jobs: await tellHolder(tx, accountId, notice, before ? [before] : []),
      audit: [
        {
          objectType: "account",
          objectId: accountId,
          objectName: actor.name,
          before: { noticeAddress: before },
          after: { noticeAddress: input.email },
        },
      ],
    };
  },
});

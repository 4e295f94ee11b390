import { z } from "zod";
import { command } from "@/lib/command";
import { id, line } from "@/lib/input";

/** Writes down that tries are slowed from now on, once for each time of waiting (ASVS 16.3.3). */
export const noteThrottled = command({
  name: "accounts.note-throttled",
  permission: "accounts.sign-in",
  input: z.strictObject({ limit: line(60), accountId: id().nullable() }),
  target: async (tx, { accountId }) => {
    const account = accountId
      ? await tx.account.findUnique({
          where: { id: accountId },
          select: { person: { select: { name: true } }, contact: { select: { name: true } } },
        })
      : null;
    return { name: account?.person?.name ?? account?.contact?.name ?? null };
  },
  allow: () => true,
  async change({ input, target }) {
    const about = {
      objectType: "account",
      objectId: input.accountId,
      objectName: target.name ?? "nobody known",
    };
    return { result: null, audit: [{ ...about, after: { slowed: input.limit } }] };
  },
});

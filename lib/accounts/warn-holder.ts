import { z } from "zod";
import { tellHolder } from "@/lib/accounts/notices";
import { command } from "@/lib/command";
import { id } from "@/lib/input";

/**
 * Tells the holder that somebody has proved their first factor and failed at the second (ASVS 6.3.5): their password
 * may be known. Once for each half-done sign-in. Its own transaction: the one that was refused is undone.
 */
export const warnHolder = command({
  name: "accounts.warn-holder",
  permission: "accounts.sign-in",
  input: z.strictObject({ pendingId: id() }),
  target: (tx, { pendingId }) =>
    tx.pendingSignIn.findUnique({
      where: { id: pendingId },
      select: { id: true, accountId: true, factors: true },
    }),
  allow: () => true,
  async change({ tx, actor, target, now }) {
    const first = target.factors[0] ?? "first factor";
    const jobs = await tellHolder(tx, target.accountId, {
      cause: `second factor refused in sign-in ${target.id}`,
      subject: "Somebody tried to sign in to your Keyholder account",
      happened: `Your ${first} was right, but the second step was not. Nobody was let in by this. If it was not you, somebody knows your ${first}: change it.`,
      at: now,
      ip: actor.ip,
    });
    if (jobs.length === 0) return { result: null, audit: [] };
    const about = { objectType: "account", objectId: target.accountId, objectName: "its holder" };
    return { result: null, audit: [{ ...about, after: { told: "right first factor, wrong second" } }], jobs };
  },
});

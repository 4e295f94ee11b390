import { z } from "zod";
import { command } from "@/lib/command";

/** Ends all sessions of the actor's account but the one that asks. Gives how many. */
export const endOtherSessions = command({
  name: "accounts.end-other-sessions",
  permission: "own.write",
  input: z.strictObject({}),
  target: async (_tx, _input, { accountId, sessionId }) =>
    accountId && sessionId ? { accountId, sessionId } : null,
  allow: () => true,
  async change({ tx, actor, target, now }) {
    const { count } = await tx.session.updateMany({
      where: { accountId: target.accountId, id: { not: target.sessionId }, revokedAt: null },
      data: { revokedAt: now, revokedReason: "ended by its owner" },
    });
    if (count === 0) return { result: { ended: 0 }, audit: [] };
    const about = { objectType: "account", objectId: target.accountId, objectName: actor.name };
    return { result: { ended: count }, audit: [{ ...about, after: { sessionsEnded: count } }] };
  },
});

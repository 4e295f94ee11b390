import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";

/** Ends one of the actor's own sessions, on another device, say. Somebody else's is not there for them. */
export const endOwnSession = command({
  name: "accounts.end-own-session",
  permission: "own.write",
  input: z.strictObject({ sessionId: id() }),
  target: async (tx, { sessionId }, actor) =>
    actor.accountId
      ? tx.session.findFirst({
          where: { id: sessionId, accountId: actor.accountId },
          select: { id: true, accountId: true },
        })
      : null,
  allow: () => true,
  async change({ tx, actor, target, now }) {
    const { count } = await tx.session.updateMany({
      where: { id: target.id, revokedAt: null },
      data: { revokedAt: now, revokedReason: "ended by its owner" },
    });
    if (count === 0) return { result: null, audit: [] };
    const about = { objectType: "account", objectId: target.accountId, objectName: actor.name };
    return { result: null, audit: [{ ...about, before: { session: target.id } }] };
  },
});

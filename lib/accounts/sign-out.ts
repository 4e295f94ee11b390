import { z } from "zod";
import { command } from "@/lib/command";

/** Ends the actor's own session in the database, so that its cookie is worth nothing (ASVS 7.4.1). */
export const signOut = command({
  name: "accounts.sign-out",
  permission: "own.sign-out",
  input: z.strictObject({}),
  target: async (tx, _, actor) =>
    actor.sessionId
      ? tx.session.findUnique({ where: { id: actor.sessionId }, select: { id: true, accountId: true } })
      : null,
  allow: ({ actor, target }) =>
    target.accountId === actor.accountId || "This session is another account's. Sign out there.",
  async change({ tx, actor, target, now }) {
    const { count } = await tx.session.updateMany({
      where: { id: target.id, revokedAt: null },
      data: { revokedAt: now, revokedReason: "signed out" },
    });
    if (count === 0) return { result: null, audit: [] };
    return {
      result: null,
      audit: [{ objectType: "account", objectId: target.accountId, objectName: actor.name }],
    };
  },
});

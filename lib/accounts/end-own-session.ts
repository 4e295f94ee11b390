import { z } from "zod";
import { command } from "@/lib/command";
import { checkbox, id } from "@/lib/input";

/**
 * Ends one of the actor's own sessions, on another device, say. Somebody else's is not there for them. A device that
 * is not theirs is forgotten: a sign-in with it is one on a new device again.
 */
export const endOwnSession = command({
  name: "accounts.end-own-session",
  permission: "own.write",
  input: z.strictObject({ sessionId: id(), notMine: checkbox() }),
  target: async (tx, { sessionId }, actor) =>
    actor.accountId
      ? tx.session.findFirst({
          where: { id: sessionId, accountId: actor.accountId },
          select: { id: true, accountId: true, deviceId: true },
        })
      : null,
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    const { count } = await tx.session.updateMany({
      where: { id: target.id, revokedAt: null },
      data: { revokedAt: now, revokedReason: "ended by its owner" },
    });
    const forgotten =
      input.notMine && target.deviceId
        ? await tx.knownDevice.updateMany({
            where: { id: target.deviceId, forgottenAt: null },
            data: { forgottenAt: now },
          })
        : { count: 0 };
    const result = { forgotten: forgotten.count > 0 };
    if (count + forgotten.count === 0) return { result, audit: [] };
    const about = { objectType: "account", objectId: target.accountId, objectName: actor.name };
    return {
      result,
      audit: [{ ...about, before: { session: target.id }, after: { notMine: input.notMine } }],
    };
  },
});

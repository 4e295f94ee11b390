import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";

type Told = { kind: string; cause: string; subject: string; href: string };

/**
 * Writes what the studio's channels are told of these notices: to each channel one message with a line for each
 * cause, and each cause once, however many people it was told. Runs behind the lock of `routeNotices`. Gives the jobs
 * that post them.
 */
export async function queueHookMessages(tx: Tx, told: readonly Told[]): Promise<Job[]> {
  const hooks = await tx.channelHook.findMany({
    where: { endedAt: null },
    select: { id: true, kinds: true },
    orderBy: { id: "asc" },
  });
  if (hooks.length === 0 || told.length === 0) return [];
  const known = await tx.hookLine.findMany({
    where: { cause: { in: told.map(({ cause }) => cause) } },
    select: { hookId: true, cause: true },
  });
  const seen = new Set(known.map(({ hookId, cause }) => `${hookId} ${cause}`));
  const lines = hooks.flatMap((hook) =>
    told.flatMap(({ kind, cause, subject, href }) => {
      const key = `${hook.id} ${cause}`;
      if (!hook.kinds.includes(kind) || seen.has(key)) return [];
      seen.add(key);
      return { hookId: hook.id, cause, subject, href };
    }),
  );
  const messages = await tx.hookMessage.createManyAndReturn({
    data: [...new Set(lines.map(({ hookId }) => hookId))].map((hookId) => ({ hookId })),
    select: { id: true, hookId: true },
  });
  const messageOf = new Map(messages.map(({ id, hookId }) => [hookId, id]));
  await tx.hookLine.createMany({
    data: lines.map((line) => ({ ...line, messageId: messageOf.get(line.hookId) ?? "" })),
  });
  return messages.map(({ id }) => ({ kind: "notifications.post-to-hook", data: { messageId: id } }));
}

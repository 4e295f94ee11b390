import { z } from "zod";
import { closingName, lockClosing, refuseOver } from "@/lib/closings/closing-row";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { id, paragraph } from "@/lib/input";
import { cancelTask } from "@/lib/register/cancel-task";
import { keepGrants } from "@/lib/register/keep-grants";

/**
 * Cancels a closing, because the work goes on: what is not yet removed is wanted again, and its other open tasks are
 * cancelled. What was removed stays removed, and comes back only by being asked for; the engagement keeps the last day
 * that it was given. A constant number of statements. Raises conflict when it was cancelled before, or is certified.
 */
export const cancelClosing = command({
  name: "closings.cancel-closing",
  permission: "closings.cancel",
  timeoutMs: 60_000,
  input: z.strictObject({ closingId: id(), reason: paragraph() }),
  target: (tx, input) => lockClosing(tx, input.closingId),
  allow: () => true,
  async change({ tx, actor, input: { reason }, target: closing, now }) {
    refuseOver(closing);
    const open = await readOpen(tx, closing.id);
    const kept =
      open.grantIds.length > 0
        ? await keepGrants.within(tx, actor, { grantIds: open.grantIds, reason, cause: "recorded" })
        : null;
    if (open.taskIds.length > 0) await cancelTask.within(tx, actor, { taskIds: open.taskIds, reason });
    await tx.closing.update({
      where: { id: closing.id },
      data: { cancelledAt: now, cancelledById: actor.personId, cancelReason: reason },
    });
    return {
      result: { closingId: closing.id, kept: kept?.kept.length ?? 0, asked: kept?.askedAlready.length ?? 0 },
      audit: [
        {
          objectType: "closing",
          objectId: closing.id,
          objectName: `C-${closing.number}: ${closingName(closing)}`,
          clientId: closing.clientId,
          before: { state: "under way" },
          after: { state: "cancelled", kept: kept?.kept.length ?? 0 },
          reason,
        },
      ],
    };
  },
});

/** The grants that its open removals take away, and its open tasks that are no removal alone. */
async function readOpen(tx: Tx, closingId: string): Promise<{ grantIds: string[]; taskIds: string[] }> {
  const rows = await tx.$queryRaw<{ taskId: string; moves: boolean; grantIds: string[] }[]>`
    SELECT t.id AS "taskId", t.kind = 'revoke' AS moves,
      array(SELECT tg."grantId" FROM "TaskGrant" tg WHERE tg."taskId" = t.id AND tg.effect = 'remove') AS "grantIds"
    FROM "Task" t
    WHERE t.cause = 'closing' AND t."causeId" = ${closingId}::uuid
      AND t.state IN ('open', 'invited', 'waiting_for_platform')`;
  return {
    grantIds: [...new Set(rows.flatMap((row) => row.grantIds))],
    taskIds: rows.filter((row) => !row.moves).map((row) => row.taskId),
  };
}

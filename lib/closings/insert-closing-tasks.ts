import type { AuditEntry } from "@/lib/audit/event";
import type { ClosingTask } from "@/lib/closings/rules/plan-closing";
import type { Tx } from "@/lib/db";
import { insertTasks, type TaskMaking } from "@/lib/register/insert-tasks";

/** Inserts the tasks of a closing, each with the link or the data that it is about: one statement more, however many. */
export async function insertClosingTasks(
  tx: Tx,
  tasks: readonly ClosingTask[],
  making: TaskMaking,
): Promise<AuditEntry[]> {
  const { made, audit } = await insertTasks(
    tx,
    tasks.map(({ linkId: _, dataId: __, ...task }) => task),
    making,
  );
  // As many were made, in the same order.
  const matters = tasks.flatMap(({ linkId, dataId }, place) => {
    const taskId = made[place]?.id;
    return taskId && (linkId || dataId) ? [{ taskId, linkId, dataId }] : [];
  });
  await tx.taskMatter.createMany({ data: matters });
  return audit;
}

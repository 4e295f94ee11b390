import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import type { TaskCommentKind } from "@/prisma/generated/enums";

/** What somebody has said about a task. */
export type CommentRow = { id: string; kind: TaskCommentKind; text: string; at: Date; by: string | null };

/** The comments on a task, oldest first. The caller has asked for the task itself. */
export function commentsOf(taskId: string): Promise<CommentRow[]> {
  return db.$queryRaw<CommentRow[]>`
    SELECT m.id, m.kind::text, m.text, m."createdAt" AS at, p.name AS by
    FROM "TaskComment" m LEFT JOIN "Person" p ON p.id = m."createdById"
    WHERE m."taskId" = ${taskId}::uuid ORDER BY m."createdAt", m.id`;
}

/** What was said at one of several tasks. */
export type TalkRow = CommentRow & { taskId: string; taskNumber: number; taskTitle: string };

/** The whole conversation of a case: what was said at its tasks, the latest first. Raises forbidden. */
export async function talkOf(actor: Actor, taskIds: readonly string[]): Promise<TalkRow[]> {
  requirePermission(actor, "register.read");
  return db.$queryRaw<TalkRow[]>`
    SELECT m.id, m.kind::text, m.text, m."createdAt" AS at, p.name AS by, t.id AS "taskId",
      t.number AS "taskNumber", t.title AS "taskTitle"
    FROM "TaskComment" m JOIN "Task" t ON t.id = m."taskId" LEFT JOIN "Person" p ON p.id = m."createdById"
    WHERE m."taskId" = ANY(${[...taskIds]}::uuid[]) ORDER BY m."createdAt" DESC, m.id DESC`;
}

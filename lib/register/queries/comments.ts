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

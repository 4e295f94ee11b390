import { db } from "@/lib/db";
import type { FollowUpAnswer } from "@/prisma/generated/enums";

/** One thing that may stay behind after a removal, with what was said about it. */
export type FollowUpRow = {
  id: string;
  taskId: string;
  taskNumber: number;
  kind: string;
  detail: string;
  answer: FollowUpAnswer | null;
  note: string | null;
  at: Date | null;
  by: string | null;
};

/** What may stay behind of these tasks, in the order of the catalogue. The caller has asked for the tasks themselves. */
export function followUpsOf(taskIds: readonly string[]): Promise<FollowUpRow[]> {
  return db.$queryRaw<FollowUpRow[]>`
    SELECT f.id, f."taskId", t.number AS "taskNumber", f.kind, f.detail, f.answer::text, f.note,
      f."answeredAt" AS at, p.name AS by
    FROM "TaskFollowUp" f JOIN "Task" t ON t.id = f."taskId" LEFT JOIN "Person" p ON p.id = f."answeredById"
    WHERE f."taskId" = ANY(${[...taskIds]}::uuid[]) ORDER BY t.number, f.id`;
}

/** The same thing of several tasks as one: what is asked once in a visit. */
export type FollowUpGroup = { ids: string[]; detail: string; kind: string; taskNumbers: number[] };

/** Groups what has no answer yet by what it says. */
export function groupFollowUps(rows: readonly FollowUpRow[]): FollowUpGroup[] {
  const open = rows.filter((row) => row.answer === null);
  return [...Map.groupBy(open, (row) => row.detail)].map(([detail, same]) => ({
    ids: same.map((row) => row.id),
    detail,
    kind: same[0]?.kind ?? "",
    taskNumbers: same.map((row) => row.taskNumber),
  }));
}

import type { Tx } from "@/lib/db";
import { makeFollowUps } from "@/lib/register/make-follow-ups";
import type { Rows } from "./rows";

/**
 * What stands around the tasks once they have their rows: what a removal may leave behind, answered where it is done,
 * and a word at what waits for the platform.
 */
export async function fillAroundTasks(tx: Tx, rows: Rows): Promise<void> {
  await makeFollowUps(
    tx,
    rows.tasks.flatMap((task) => (task.kind === "revoke" && task.id ? [task.id] : [])),
  );
  await tx.$executeRaw`
    UPDATE "TaskFollowUp" f SET "answeredAt" = t."attestedAt", "answeredById" = t."attestedById",
      answer = (CASE WHEN f.kind IN ('oauth_refresh_token', 'api_token', 'session') THEN 'done' ELSE 'skipped' END)
        ::"FollowUpAnswer",
      note = CASE WHEN f.kind IN ('oauth_refresh_token', 'api_token', 'session')
        THEN 'Revoked in the list of connected apps.' ELSE 'Looked, and none was there.' END
    FROM "Task" t WHERE t.id = f."taskId" AND t.state IN ('attested', 'verified')`;
  await tx.$executeRaw`
    INSERT INTO "TaskComment" ("taskId", kind, text, "createdAt", "createdById")
    SELECT id, 'comment', 'Asked for on the platform. I have written to the client’s second administrator.',
      "updatedAt", "assigneeId"
    FROM "Task" WHERE state = 'waiting_for_platform' AND "assigneeId" IS NOT NULL`;
}

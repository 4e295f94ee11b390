-- CreateEnum
CREATE TYPE "TaskCommentKind" AS ENUM ('comment', 'handed_over', 'split');

-- AlterTable
ALTER TABLE "Evidence" ADD COLUMN     "sameFileAs" UUID;

-- CreateTable
CREATE TABLE "TaskComment" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "taskId" UUID NOT NULL,
    "kind" "TaskCommentKind" NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,

    CONSTRAINT "TaskComment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "TaskComment_taskId_idx" ON "TaskComment"("taskId");

-- CreateIndex
CREATE INDEX "Evidence_sameFileAs_idx" ON "Evidence"("sameFileAs");

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_sameFileAs_fkey" FOREIGN KEY ("sameFileAs") REFERENCES "EvidenceFile"("evidenceId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskComment" ADD CONSTRAINT "TaskComment_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the database itself holds.
ALTER TABLE "Evidence" ADD CONSTRAINT evidence_same_file CHECK ("sameFileAs" IS NULL OR (kind = 'file' AND "sameFileAs" <> id));
ALTER TABLE "TaskComment" ADD CONSTRAINT task_comment_has_text CHECK (length(trim(text)) > 0);
CREATE TRIGGER task_comment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "TaskComment"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

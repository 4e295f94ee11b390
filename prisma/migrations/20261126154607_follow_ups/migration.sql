-- CreateEnum
CREATE TYPE "FollowUpAnswer" AS ENUM ('done', 'skipped');

-- CreateTable
CREATE TABLE "TaskFollowUp" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "taskId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "answer" "FollowUpAnswer",
    "note" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "answeredById" UUID,

    CONSTRAINT "TaskFollowUp_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "TaskFollowUp_taskId_detail_key" ON "TaskFollowUp"("taskId", "detail");

-- AddForeignKey
ALTER TABLE "TaskFollowUp" ADD CONSTRAINT "TaskFollowUp_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the database itself holds: an answer has its words, and a removal is not done while one is missing.
ALTER TABLE "TaskFollowUp"
  ADD CONSTRAINT follow_up_answer_is_whole CHECK ((answer IS NULL) = ("answeredAt" IS NULL)),
  ADD CONSTRAINT follow_up_has_words CHECK (answer IS NULL OR length(trim(coalesce(note, ''))) > 0);
CREATE FUNCTION check_follow_ups() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "TaskFollowUp" f WHERE f."taskId" = NEW.id AND f.answer IS NULL) THEN
    RAISE EXCEPTION 'task_follow_ups_answered: task % leaves something behind', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER task_follow_ups_answered BEFORE UPDATE OF state ON "Task" FOR EACH ROW
  WHEN (NEW.state IN ('attested', 'verified') AND OLD.state IS DISTINCT FROM NEW.state)
  EXECUTE FUNCTION check_follow_ups();

-- CreateEnum
CREATE TYPE "TaskReminderKind" AS ENUM ('assigned', 'due', 'overdue');

-- CreateTable
CREATE TABLE "GrantReminder" (
    "grantId" UUID NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "daysBefore" INTEGER NOT NULL,
    "remindedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "GrantReminder_pkey" PRIMARY KEY ("grantId","endsAt","daysBefore")
);

-- CreateTable
CREATE TABLE "TaskReminder" (
    "taskId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "what" "TaskReminderKind" NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "remindedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TaskReminder_pkey" PRIMARY KEY ("taskId","personId","what","dueAt")
);

-- AddForeignKey
ALTER TABLE "GrantReminder" ADD CONSTRAINT "GrantReminder_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "Grant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskReminder" ADD CONSTRAINT "TaskReminder_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskReminder" ADD CONSTRAINT "TaskReminder_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "ImportRun" ADD COLUMN     "replacedById" UUID,
ADD COLUMN     "unmapped" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "FolderFile" (
    "sha256" TEXT NOT NULL,
    "sourceId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "modifiedAt" TIMESTAMPTZ(3) NOT NULL,
    "foundAt" TIMESTAMPTZ(3) NOT NULL,
    "runId" UUID,
    "refusal" TEXT,

    CONSTRAINT "FolderFile_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "FolderReading" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "readAt" TIMESTAMPTZ(3),
    "problem" TEXT,
    "problemSince" TIMESTAMPTZ(3),

    CONSTRAINT "FolderReading_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "FolderFile_runId_key" ON "FolderFile"("runId");

-- CreateIndex
CREATE INDEX "FolderFile_sourceId_modifiedAt_idx" ON "FolderFile"("sourceId", "modifiedAt");

-- CreateIndex
CREATE INDEX "FolderFile_foundAt_idx" ON "FolderFile"("foundAt");

-- AddForeignKey
ALTER TABLE "ImportRun" ADD CONSTRAINT "ImportRun_replacedById_fkey" FOREIGN KEY ("replacedById") REFERENCES "ImportRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FolderFile" ADD CONSTRAINT "FolderFile_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "HrSource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FolderFile" ADD CONSTRAINT "FolderFile_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ImportRun"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "FolderFile"
  ADD CONSTRAINT folder_file_hash_whole CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  -- It became an import, or it is said why not.
  ADD CONSTRAINT folder_file_taken_or_refused CHECK (("runId" IS NULL) <> ("refusal" IS NULL)),
  ADD CONSTRAINT folder_file_not_of_tomorrow CHECK ("modifiedAt" <= "foundAt");

ALTER TABLE "FolderReading"
  ADD CONSTRAINT folder_reading_once CHECK (id = 1),
  ADD CONSTRAINT folder_problem_since CHECK ((problem IS NULL) = ("problemSince" IS NULL));
INSERT INTO "FolderReading" (id) VALUES (1);

ALTER TABLE "ImportRun"
  ADD CONSTRAINT import_mapped_when_applied CHECK (NOT (unmapped AND state = 'applied')),
  ADD CONSTRAINT import_replaced_by_another CHECK ("replacedById" <> id),
  -- Only the newest file of a folder is there to be applied.
  ADD CONSTRAINT import_replaced_waits_no_more CHECK ("replacedById" IS NULL OR state <> 'review');

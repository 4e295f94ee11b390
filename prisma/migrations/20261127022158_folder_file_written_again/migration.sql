-- AlterTable
ALTER TABLE "FolderFile" DROP CONSTRAINT "FolderFile_pkey",
ADD CONSTRAINT "FolderFile_pkey" PRIMARY KEY ("sha256", "modifiedAt");

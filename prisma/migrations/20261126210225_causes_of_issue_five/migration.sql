-- CreateEnum
CREATE TYPE "HrSourceKind" AS ENUM ('scim', 'folder', 'webhook');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "TaskKind" ADD VALUE 'look';
ALTER TYPE "TaskKind" ADD VALUE 'remove_link';
ALTER TYPE "TaskKind" ADD VALUE 'return_data';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "TaskCause" ADD VALUE 'role_change';
ALTER TYPE "TaskCause" ADD VALUE 'closing';
ALTER TYPE "TaskCause" ADD VALUE 'absence';

-- CreateTable
CREATE TABLE "HrSource" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "kind" "HrSourceKind" NOT NULL,
    "name" TEXT NOT NULL,
    "addresses" TEXT[],
    "lastSeenAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "HrSource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SourcePerson" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "sourceId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "externalId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SourcePerson_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "HrSource_name_key" ON "HrSource"("name");

-- CreateIndex
CREATE UNIQUE INDEX "SourcePerson_personId_key" ON "SourcePerson"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "SourcePerson_sourceId_externalId_key" ON "SourcePerson"("sourceId", "externalId");

-- AddForeignKey
ALTER TABLE "SourcePerson" ADD CONSTRAINT "SourcePerson_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "HrSource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SourcePerson" ADD CONSTRAINT "SourcePerson_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

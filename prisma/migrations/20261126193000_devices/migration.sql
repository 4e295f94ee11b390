-- CreateEnum
CREATE TYPE "DeviceKind" AS ENUM ('laptop', 'desktop', 'phone', 'tablet');

-- CreateEnum
CREATE TYPE "DeviceEnd" AS ENUM ('given_back', 'lost');

-- AlterEnum
ALTER TYPE "Precondition" ADD VALUE 'device';

-- CreateTable
CREATE TABLE "Device" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "personId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "DeviceKind" NOT NULL,
    "diskEncryption" BOOLEAN NOT NULL,
    "automaticUpdates" BOOLEAN NOT NULL,
    "screenLock" BOOLEAN NOT NULL,
    "remoteWipe" BOOLEAN NOT NULL,
    "attestedAt" TIMESTAMPTZ(3) NOT NULL,
    "attestedById" UUID,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "endedAs" "DeviceEnd",
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Device_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Device_personId_idx" ON "Device"("personId");

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_attestedById_fkey" FOREIGN KEY ("attestedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A device is in use, or it is said what became of it.
ALTER TABLE "Device"
  ADD CONSTRAINT device_has_name CHECK (length(trim(name)) > 0),
  ADD CONSTRAINT device_ended_is_whole CHECK (("endedAt" IS NULL) = ("endedAs" IS NULL));
CREATE UNIQUE INDEX device_named_once ON "Device" ("personId", lower(name)) WHERE "endedAt" IS NULL;

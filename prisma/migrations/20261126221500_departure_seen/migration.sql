-- AlterTable
ALTER TABLE "Departure" ADD COLUMN     "reopenReason" TEXT,
ADD COLUMN     "reopenedAt" TIMESTAMPTZ(3),
ADD COLUMN     "reopenedById" UUID;
ALTER TABLE "Departure" ADD CONSTRAINT departure_reopen_has_reason
  CHECK (("reopenedAt" IS NULL) = ("reopenReason" IS NULL) AND ("reopenReason" IS NULL OR length(trim("reopenReason")) > 0));

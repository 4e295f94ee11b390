-- AlterEnum
ALTER TYPE "RequestItemState" ADD VALUE 'expired';

-- AlterTable
ALTER TABLE "Grant" ADD COLUMN     "lapsesById" UUID,
ADD COLUMN     "lapsesSince" TIMESTAMPTZ(3),
ADD COLUMN     "lastsMinutes" INTEGER;

-- AlterTable: what waits at this moment gets its whole time.
ALTER TABLE "AccessRequest" ADD COLUMN     "expiresAt" TIMESTAMPTZ(3) NOT NULL DEFAULT (now() + '14 days'::interval),
ADD COLUMN     "lastsMinutes" INTEGER;

-- Just in time is for a few hours, and has an end from the start.
ALTER TABLE "Grant"
  ADD CONSTRAINT grant_lasts_hours CHECK ("lastsMinutes" IS NULL OR ("lastsMinutes" BETWEEN 30 AND 720 AND "endsAt" IS NOT NULL)),
  ADD CONSTRAINT grant_lapses_whole CHECK (("lapsesSince" IS NULL) = ("lapsesById" IS NULL));
ALTER TABLE "AccessRequest"
  ADD CONSTRAINT request_lasts_hours CHECK ("lastsMinutes" BETWEEN 30 AND 720),
  ADD CONSTRAINT request_expires_later CHECK ("expiresAt" > "createdAt");

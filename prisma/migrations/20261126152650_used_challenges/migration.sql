-- AlterTable
ALTER TABLE "Download" ADD COLUMN     "consumedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "AuthChallenge" ADD COLUMN     "consumedAt" TIMESTAMPTZ(3);

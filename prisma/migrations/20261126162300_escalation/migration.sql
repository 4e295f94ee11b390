-- AlterTable
ALTER TABLE "AccessRequest" ADD COLUMN     "escalatedAt" TIMESTAMPTZ(3);

-- AlterEnum
ALTER TYPE "DepartureKind" ADD VALUE 'died';
ALTER TYPE "DepartureKind" ADD VALUE 'long_illness';
ALTER TYPE "DepartureKind" ADD VALUE 'never_started';

-- AlterTable
ALTER TABLE "Departure" ADD COLUMN     "heirId" UUID;

-- AddForeignKey
ALTER TABLE "Departure" ADD CONSTRAINT "Departure_heirId_fkey" FOREIGN KEY ("heirId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Nobody takes over from themselves.
ALTER TABLE "Departure" ADD CONSTRAINT departure_heir_is_another CHECK ("heirId" IS DISTINCT FROM "personId");

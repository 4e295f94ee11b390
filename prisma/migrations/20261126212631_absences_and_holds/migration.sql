-- CreateEnum
CREATE TYPE "AbsenceKind" AS ENUM ('parental', 'sabbatical', 'illness', 'other');

-- CreateEnum
CREATE TYPE "AbsenceOutcome" AS ENUM ('returned', 'called_off', 'left');

-- CreateEnum
CREATE TYPE "SuspendedKeyAnswer" AS ENUM ('needed', 'dropped');

-- AlterTable
ALTER TABLE "Departure" ADD COLUMN     "lateBecause" TEXT,
ADD COLUMN     "lateBecauseById" UUID;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "awaySince" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Absence" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" SERIAL NOT NULL,
    "personId" UUID NOT NULL,
    "kind" "AbsenceKind" NOT NULL,
    "startsOn" DATE NOT NULL,
    "expectedOn" DATE,
    "standInId" UUID,
    "begunAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "outcome" "AbsenceOutcome",
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,

    CONSTRAINT "Absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SuspendedKey" (
    "absenceId" UUID NOT NULL,
    "grantId" UUID NOT NULL,
    "answer" "SuspendedKeyAnswer",
    "answeredAt" TIMESTAMPTZ(3),
    "answeredById" UUID,
    "requestId" UUID,

    CONSTRAINT "SuspendedKey_pkey" PRIMARY KEY ("absenceId","grantId")
);

-- CreateTable
CREATE TABLE "LegalHold" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "personId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "placedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "placedById" UUID,
    "liftedAt" TIMESTAMPTZ(3),
    "liftedById" UUID,
    "liftedBecause" TEXT,

    CONSTRAINT "LegalHold_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Absence_number_key" ON "Absence"("number");

-- CreateIndex
CREATE INDEX "Absence_personId_idx" ON "Absence"("personId");

-- CreateIndex
CREATE INDEX "SuspendedKey_grantId_idx" ON "SuspendedKey"("grantId");

-- CreateIndex
CREATE INDEX "SuspendedKey_requestId_idx" ON "SuspendedKey"("requestId");

-- CreateIndex
CREATE INDEX "LegalHold_personId_idx" ON "LegalHold"("personId");

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_standInId_fkey" FOREIGN KEY ("standInId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SuspendedKey" ADD CONSTRAINT "SuspendedKey_absenceId_fkey" FOREIGN KEY ("absenceId") REFERENCES "Absence"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SuspendedKey" ADD CONSTRAINT "SuspendedKey_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "Grant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SuspendedKey" ADD CONSTRAINT "SuspendedKey_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "AccessRequest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LegalHold" ADD CONSTRAINT "LegalHold_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One absence at a time; it ends in one way, after it has begun or before.
CREATE UNIQUE INDEX absence_open_once ON "Absence" ("personId") WHERE "endedAt" IS NULL;
ALTER TABLE "Absence" ADD CONSTRAINT absence_ends_somehow CHECK (("endedAt" IS NULL) = (outcome IS NULL));
ALTER TABLE "Absence" ADD CONSTRAINT absence_returns_from_one CHECK (outcome <> 'returned' OR "begunAt" IS NOT NULL);
ALTER TABLE "Absence" ADD CONSTRAINT absence_ends_after_it_begins CHECK ("expectedOn" > "startsOn");
ALTER TABLE "Absence" ADD CONSTRAINT absence_stand_in_is_another CHECK ("standInId" IS DISTINCT FROM "personId");

-- Whoever is away cannot sign in, whatever else moves their last moment.
ALTER TABLE "Person" ADD CONSTRAINT person_away_without_access
  CHECK ("awaySince" IS NULL OR ("accessEndsAt" IS NOT NULL AND "accessEndsAt" <= "awaySince"));

-- What was said of a key stays said.
ALTER TABLE "SuspendedKey" ADD CONSTRAINT suspended_key_answered_whole
  CHECK ((answer IS NULL) = ("answeredAt" IS NULL) AND ("requestId" IS NULL OR answer = 'needed'));

-- One hold at a time.
CREATE UNIQUE INDEX legal_hold_once ON "LegalHold" ("personId") WHERE "liftedAt" IS NULL;
ALTER TABLE "LegalHold" ADD CONSTRAINT legal_hold_lifted_with_reason
  CHECK (("liftedAt" IS NULL) = ("liftedBecause" IS NULL));

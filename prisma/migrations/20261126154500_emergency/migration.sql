-- CreateEnum
CREATE TYPE "EmergencyVerdict" AS ENUM ('justified', 'not_justified');

-- AlterEnum
ALTER TYPE "GrantCause" ADD VALUE 'emergency';

-- CreateTable
CREATE TABLE "EmergencyAccess" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" SERIAL NOT NULL,
    "personId" UUID NOT NULL,
    "assetId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "takenAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "ip" TEXT,
    "reviewDueAt" TIMESTAMPTZ(3) NOT NULL,
    "reviewedAt" TIMESTAMPTZ(3),
    "reviewedById" UUID,
    "verdict" "EmergencyVerdict",
    "reviewNote" TEXT,

    CONSTRAINT "EmergencyAccess_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "EmergencyAccess_number_key" ON "EmergencyAccess"("number");

-- CreateIndex
CREATE INDEX "EmergencyAccess_reviewedAt_reviewDueAt_idx" ON "EmergencyAccess"("reviewedAt", "reviewDueAt");

-- CreateIndex
CREATE INDEX "EmergencyAccess_personId_idx" ON "EmergencyAccess"("personId");

-- CreateIndex
CREATE INDEX "EmergencyAccess_assetId_idx" ON "EmergencyAccess"("assetId");

-- AddForeignKey
ALTER TABLE "EmergencyAccess" ADD CONSTRAINT "EmergencyAccess_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EmergencyAccess" ADD CONSTRAINT "EmergencyAccess_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Four hours at most; looked at by somebody else, wholly or not yet.
ALTER TABLE "EmergencyAccess"
  ADD CONSTRAINT emergency_lasts_hours CHECK ("endsAt" > "takenAt" AND "endsAt" <= "takenAt" + interval '4 hours'),
  ADD CONSTRAINT emergency_reviewed_by_another CHECK ("reviewedById" <> "personId"),
  ADD CONSTRAINT emergency_review_is_whole CHECK (num_nonnulls("reviewedAt", "reviewedById", verdict, "reviewNote") IN (0, 4));

-- What was taken, by whom and why stays as it was; only its review is added, once.
CREATE FUNCTION keep_emergency() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was taken in an emergency stays as it was' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER emergency_kept BEFORE UPDATE ON "EmergencyAccess" FOR EACH ROW
  WHEN (OLD."reviewedAt" IS NOT NULL OR (OLD."personId", OLD."assetId", OLD.reason, OLD."takenAt", OLD."endsAt", OLD."reviewDueAt")
    IS DISTINCT FROM (NEW."personId", NEW."assetId", NEW.reason, NEW."takenAt", NEW."endsAt", NEW."reviewDueAt"))
  EXECUTE FUNCTION keep_emergency();
CREATE TRIGGER emergency_never_deleted BEFORE DELETE OR TRUNCATE ON "EmergencyAccess"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- CreateEnum
CREATE TYPE "ConflictReach" AS ENUM ('account', 'client', 'studio');

-- CreateEnum
CREATE TYPE "ConflictEffect" AS ENUM ('refuse', 'mark');

-- CreateEnum
CREATE TYPE "ConflictChangeKind" AS ENUM ('declared', 'changed', 'ended');

-- AlterEnum
ALTER TYPE "Precondition" ADD VALUE 'conflicting_duties';

-- AlterEnum
ALTER TYPE "FindingKind" ADD VALUE 'conflicting_duties';

-- AlterTable
ALTER TABLE "AccessException" ADD COLUMN     "conflictId" UUID;

-- AlterTable
ALTER TABLE "Finding" ADD COLUMN     "conflictId" UUID,
ADD COLUMN     "goneAt" TIMESTAMPTZ(3),
ADD COLUMN     "personId" UUID;

-- CreateTable
CREATE TABLE "DutyConflict" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "firstDuty" "Capability" NOT NULL,
    "secondDuty" "Capability" NOT NULL,
    "reach" "ConflictReach" NOT NULL,
    "effect" "ConflictEffect" NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "endReason" TEXT,

    CONSTRAINT "DutyConflict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DutyConflictChange" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "conflictId" UUID NOT NULL,
    "kind" "ConflictChangeKind" NOT NULL,
    "reach" "ConflictReach" NOT NULL,
    "effect" "ConflictEffect" NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "byId" UUID,

    CONSTRAINT "DutyConflictChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DutyConflictChange_conflictId_at_idx" ON "DutyConflictChange"("conflictId", "at");

-- CreateIndex
CREATE INDEX "Finding_conflictId_idx" ON "Finding"("conflictId");

-- AddForeignKey
ALTER TABLE "AccessException" ADD CONSTRAINT "AccessException_conflictId_fkey" FOREIGN KEY ("conflictId") REFERENCES "DutyConflict"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DutyConflictChange" ADD CONSTRAINT "DutyConflictChange_conflictId_fkey" FOREIGN KEY ("conflictId") REFERENCES "DutyConflict"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DutyConflictChange" ADD CONSTRAINT "DutyConflictChange_byId_fkey" FOREIGN KEY ("byId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_conflictId_fkey" FOREIGN KEY ("conflictId") REFERENCES "DutyConflict"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Two duties, whichever was named first, stand once while they are in force. What everybody can do is none.
ALTER TABLE "DutyConflict"
  ADD CONSTRAINT conflict_of_two CHECK ("firstDuty" < "secondDuty"),
  ADD CONSTRAINT conflict_of_duties CHECK ("firstDuty" NOT IN ('view', 'report')),
  ADD CONSTRAINT conflict_has_reason CHECK (length(trim(reason)) > 0),
  ADD CONSTRAINT conflict_ended_is_whole CHECK (("endedAt" IS NULL) = ("endReason" IS NULL));
CREATE UNIQUE INDEX conflict_stands_once ON "DutyConflict" ("firstDuty", "secondDuty") WHERE "endedAt" IS NULL;

-- A pair stays the pair that it is, and what is over stays over: exceptions and findings speak of it.
CREATE FUNCTION keep_conflict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'conflict_kept: a pair is not made another one, nor what is over begun again'
    USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER conflict_kept BEFORE UPDATE ON "DutyConflict" FOR EACH ROW
  WHEN (OLD."endedAt" IS NOT NULL OR (OLD."firstDuty", OLD."secondDuty", OLD."createdAt")
    IS DISTINCT FROM (NEW."firstDuty", NEW."secondDuty", NEW."createdAt"))
  EXECUTE FUNCTION keep_conflict();

-- An exception from conflicting duties names the pair, and no other one does. (The new value of an enumeration cannot
-- be used in the transaction that adds it, so it is compared as text.)
ALTER TABLE "AccessException"
  ADD CONSTRAINT exception_names_pair CHECK ((precondition::text = 'conflicting_duties') = ("conflictId" IS NOT NULL));

-- One finding of a person with a pair, for as long as it is so.
ALTER TABLE "Finding"
  ADD CONSTRAINT finding_names_pair CHECK ((kind::text = 'conflicting_duties') = ("conflictId" IS NOT NULL)
    AND ("conflictId" IS NULL) = ("personId" IS NULL)),
  ADD CONSTRAINT finding_gone_is_closed CHECK ("goneAt" IS NULL OR "resolvedAt" IS NOT NULL);
CREATE UNIQUE INDEX finding_pair_once ON "Finding" ("personId", "conflictId") WHERE "goneAt" IS NULL;

-- What makes conflicting duties is a person's to decide, whatever a rule says.
ALTER TABLE "RequestItem"
  ADD CONSTRAINT item_policy_leaves_conflicts CHECK (NOT ("decidedByPolicy" AND state = 'approved'
    AND coalesce("policyGrounds" -> 'facts' ->> 'duties', 'apart') <> 'apart'));

-- As Keyholder comes: marked, and refused nowhere. The nearest to "creates a supplier and pays it" that the catalogue
-- knows is to let people in and to change what pays.
WITH made AS (
  INSERT INTO "DutyConflict" ("firstDuty", "secondDuty", reach, effect, reason) VALUES
    ('export_personal_data', 'manage_users', 'account', 'mark',
      'Who lets people in could take the contacts out under another name.'),
    ('billing', 'manage_users', 'account', 'mark',
      'Who lets people in should not be who changes what pays for them.')
  RETURNING id, reach, effect, reason, "createdAt"
)
INSERT INTO "DutyConflictChange" ("conflictId", kind, reach, effect, reason, at)
SELECT id, 'declared', reach, effect, reason, "createdAt" FROM made;

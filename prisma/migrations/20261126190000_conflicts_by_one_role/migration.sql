-- AlterTable
ALTER TABLE "DutyConflict" ADD COLUMN     "oneRole" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "DutyConflictChange" ADD COLUMN     "oneRole" BOOLEAN NOT NULL DEFAULT false;

-- What Keyholder comes with leaves single roles out, or whoever administers would be marked; contacts that are taken out
-- of one system of a client may come from another one, so that pair counts at the client.
-- Nobody has changed it yet: what a person has declared or changed stays as it is.
WITH untouched AS (
  SELECT c.id FROM "DutyConflict" c WHERE c."createdById" IS NULL AND c."endedAt" IS NULL
    AND c."firstDuty" = 'export_personal_data'
    AND NOT EXISTS (SELECT 1 FROM "DutyConflictChange" x WHERE x."conflictId" = c.id AND x.kind <> 'declared')
), changed AS (
  UPDATE "DutyConflict" c SET reach = 'client' FROM untouched u WHERE c.id = u.id RETURNING c.id
)
UPDATE "DutyConflictChange" x SET reach = 'client' FROM changed c WHERE x."conflictId" = c.id;

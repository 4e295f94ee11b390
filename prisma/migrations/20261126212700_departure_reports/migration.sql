-- CreateEnum
CREATE TYPE "HeldBecause" AS ENUM ('too_many', 'cannot_start');

-- CreateTable
CREATE TABLE "DepartureReport" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "sourceId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" "DepartureKind" NOT NULL,
    "lastMoment" TIMESTAMPTZ(3),
    "note" TEXT,
    "reportedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heldBecause" "HeldBecause",
    "heldSentence" TEXT,
    "departureId" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,
    "dropReason" TEXT,

    CONSTRAINT "DepartureReport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DepartureGuard" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "most" INTEGER NOT NULL DEFAULT 5,
    "percent" INTEGER NOT NULL DEFAULT 10,
    "least" INTEGER NOT NULL DEFAULT 3,
    "minutes" INTEGER NOT NULL DEFAULT 10,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "DepartureGuard_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DepartureReport_sourceId_reportedAt_idx" ON "DepartureReport"("sourceId", "reportedAt");

-- CreateIndex
CREATE INDEX "DepartureReport_reportedAt_idx" ON "DepartureReport"("reportedAt");

-- CreateIndex
CREATE INDEX "DepartureReport_departureId_idx" ON "DepartureReport"("departureId");

-- AddForeignKey
ALTER TABLE "DepartureReport" ADD CONSTRAINT "DepartureReport_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "HrSource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DepartureReport" ADD CONSTRAINT "DepartureReport_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DepartureReport" ADD CONSTRAINT "DepartureReport_departureId_fkey" FOREIGN KEY ("departureId") REFERENCES "Departure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DepartureReport" ADD CONSTRAINT "DepartureReport_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was reported either began a departure, or is held until a person has decided about it once: to release it, which
-- names the departure, or to drop it, with a reason. Nobody decides about themselves.
ALTER TABLE "DepartureReport"
  ADD CONSTRAINT report_is_whole CHECK (CASE
    WHEN "heldBecause" IS NULL THEN "departureId" IS NOT NULL AND "decidedAt" IS NULL AND "dropReason" IS NULL
    WHEN "decidedAt" IS NULL THEN "departureId" IS NULL AND "dropReason" IS NULL AND "decidedById" IS NULL
    ELSE ("departureId" IS NULL) <> ("dropReason" IS NULL) END),
  ADD CONSTRAINT report_drop_has_reason CHECK (length(trim("dropReason")) > 0),
  ADD CONSTRAINT report_sentence CHECK (("heldBecause" = 'cannot_start') = ("heldSentence" IS NOT NULL)
    OR ("heldBecause" IS NULL AND "heldSentence" IS NULL)),
  ADD CONSTRAINT report_decided_by_another CHECK ("decidedById" <> "personId");
CREATE UNIQUE INDEX report_held_once ON "DepartureReport" ("personId")
  WHERE "heldBecause" IS NOT NULL AND "decidedAt" IS NULL;

-- What was decided or begun stays so; the newest word of the last day takes the place of the older one until it is dropped.
CREATE FUNCTION keep_departure_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'report_decided_once: a report is decided once, and stays what it was' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER report_decided_once BEFORE UPDATE ON "DepartureReport" FOR EACH ROW
  WHEN (OLD."dropReason" IS NOT NULL
    OR (OLD."sourceId", OLD."personId", OLD."reportedAt", OLD."heldBecause")
      IS DISTINCT FROM (NEW."sourceId", NEW."personId", NEW."reportedAt", NEW."heldBecause")
    OR (OLD."departureId" IS NOT NULL AND (OLD."departureId", OLD."decidedAt", OLD."decidedById", OLD."dropReason")
      IS DISTINCT FROM (NEW."departureId", NEW."decidedAt", NEW."decidedById", NEW."dropReason")))
  EXECUTE FUNCTION keep_departure_report();
CREATE TRIGGER report_never_deleted BEFORE DELETE OR TRUNCATE ON "DepartureReport"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One row, always there.
ALTER TABLE "DepartureGuard"
  ADD CONSTRAINT guard_is_one CHECK (id = 1),
  ADD CONSTRAINT guard_is_sane CHECK (most BETWEEN 1 AND 50 AND percent BETWEEN 1 AND 100
    AND least BETWEEN 1 AND most AND minutes BETWEEN 1 AND 1440);
INSERT INTO "DepartureGuard" (id) VALUES (1);

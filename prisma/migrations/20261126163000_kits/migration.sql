-- CreateTable
CREATE TABLE "KitLine" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "engagementId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "assetId" UUID NOT NULL,
    "work" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,

    CONSTRAINT "KitLine_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "KitLine_engagementId_idx" ON "KitLine"("engagementId");

-- CreateIndex
CREATE INDEX "KitLine_assetId_idx" ON "KitLine"("assetId");

-- AddForeignKey
ALTER TABLE "KitLine" ADD CONSTRAINT "KitLine_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KitLine" ADD CONSTRAINT "KitLine_assetId_fkey" FOREIGN KEY ("assetId") REFERENCES "Asset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A line says what has to be done; a role has one for each account at a time, however its name is spelled.
ALTER TABLE "KitLine" ADD CONSTRAINT kit_line_has_work CHECK (cardinality(work) > 0);
CREATE UNIQUE INDEX kit_line_live_once ON "KitLine" ("engagementId", lower(role), "assetId") WHERE "endedAt" IS NULL;

-- The account is one of the engagement's own client, never another's and never the studio's.
CREATE FUNCTION check_kit_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "Engagement" e JOIN "Asset" a ON a."clientId" = e."clientId"
    WHERE e.id = NEW."engagementId" AND a.id = NEW."assetId") THEN
    RAISE EXCEPTION 'kit_line_of_client: the account belongs to somebody else' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER kit_line_of_client BEFORE INSERT ON "KitLine" FOR EACH ROW EXECUTE FUNCTION check_kit_line();

-- A line is not overwritten: it ends, once, and another begins.
CREATE FUNCTION keep_kit_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a line of a kit is not overwritten: end it and begin another' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER kit_line_kept BEFORE UPDATE ON "KitLine" FOR EACH ROW
  WHEN (OLD."endedAt" IS NOT NULL
    OR (OLD."engagementId", OLD.role, OLD."assetId", OLD.work, OLD."createdAt")
      IS DISTINCT FROM (NEW."engagementId", NEW.role, NEW."assetId", NEW.work, NEW."createdAt"))
  EXECUTE FUNCTION keep_kit_line();
CREATE TRIGGER kit_line_never_deleted BEFORE DELETE OR TRUNCATE ON "KitLine"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

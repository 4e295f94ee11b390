-- AlterTable
ALTER TABLE "OutboxMail" ADD COLUMN     "sealed" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "emailBefore" TEXT,
ADD COLUMN     "emailChangedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "ClientContact" ADD COLUMN     "emailBefore" TEXT,
ADD COLUMN     "emailChangedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "RecoveryCase" ADD COLUMN     "secondReason" TEXT;

-- CreateTable
CREATE TABLE "BreakGlassUse" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "accountId" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ip" TEXT,
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgedById" UUID,
    "reason" TEXT,

    CONSTRAINT "BreakGlassUse_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "BreakGlassUse_sessionId_key" ON "BreakGlassUse"("sessionId");

-- CreateIndex
CREATE INDEX "BreakGlassUse_accountId_idx" ON "BreakGlassUse"("accountId");

-- AddForeignKey
ALTER TABLE "BreakGlassUse" ADD CONSTRAINT "BreakGlassUse_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whoever changes an address (a screen, an HR file): the one before is kept, to be told, and the moment, so that a
-- recovery by mail waits until the change would have been noticed.
CREATE FUNCTION keep_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."emailBefore" := OLD.email;
  NEW."emailChangedAt" := now();
  RETURN NEW;
END $$;
CREATE TRIGGER person_address BEFORE UPDATE ON "Person"
  FOR EACH ROW WHEN (OLD.email IS DISTINCT FROM NEW.email) EXECUTE FUNCTION keep_address();
CREATE TRIGGER contact_address BEFORE UPDATE ON "ClientContact"
  FOR EACH ROW WHEN (OLD.email IS DISTINCT FROM NEW.email) EXECUTE FUNCTION keep_address();

-- Nobody helps themselves, and what is open for claims was supported by somebody.
CREATE FUNCTION recovery_helps_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "Account" a
      WHERE a.id = NEW."accountId" AND a."personId" IN (NEW."firstById", NEW."secondById")) THEN
    RAISE EXCEPTION 'recovery_of_another' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recovery_of_another BEFORE INSERT OR UPDATE ON "RecoveryCase"
  FOR EACH ROW EXECUTE FUNCTION recovery_helps_another();
ALTER TABLE "RecoveryCase"
  ADD CONSTRAINT recovery_opens_after_support CHECK ("opensAt" IS NULL OR "secondAt" IS NOT NULL),
  ADD CONSTRAINT recovery_claimed_when_open CHECK ("claimedAt" IS NULL OR "claimedAt" >= "opensAt");

-- An account for emergencies is a person's row of its own, of an owner.
ALTER TABLE "Account" ADD CONSTRAINT break_glass_is_owner
  CHECK ("breakGlassAt" IS NULL OR roles = ARRAY['owner']::"Role"[]);
ALTER TABLE "BreakGlassUse" ADD CONSTRAINT use_answered_whole
  CHECK (num_nonnulls("acknowledgedAt", "acknowledgedById", reason) IN (0, 3));

-- CreateEnum
CREATE TYPE "DataAtEnd" AS ENUM ('returned', 'deleted', 'returned_then_deleted');

-- CreateEnum
CREATE TYPE "ClientDataKind" AS ENUM ('contacts', 'exports', 'reports', 'creative', 'credentials', 'other');

-- AlterTable
ALTER TABLE "Engagement" ADD COLUMN     "dataAtEnd" "DataAtEnd",
ADD COLUMN     "dataAtEndDays" INTEGER;

-- CreateTable
CREATE TABLE "Certificate" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "departureId" UUID,
    "closingId" UUID,
    "clientId" UUID,
    "content" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "issuedById" UUID,

    CONSTRAINT "Certificate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SigningKey" (
    "id" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,
    "sealed" BYTEA,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retiredAt" TIMESTAMPTZ(3),
    "retiredById" UUID,

    CONSTRAINT "SigningKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClientData" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "engagementId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "ClientDataKind" NOT NULL,
    "keptWhere" TEXT NOT NULL,
    "personalData" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "endedHow" TEXT,

    CONSTRAINT "ClientData_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Closing" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "number" SERIAL NOT NULL,
    "clientId" UUID NOT NULL,
    "engagementId" UUID,
    "everything" BOOLEAN NOT NULL,
    "lastMoment" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT,
    "dataAtEnd" "DataAtEnd" NOT NULL,
    "dataAtEndDays" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedById" UUID,
    "settledAt" TIMESTAMPTZ(3),
    "cancelledAt" TIMESTAMPTZ(3),
    "cancelledById" UUID,
    "cancelReason" TEXT,
    "certifiedAt" TIMESTAMPTZ(3),
    "certifiedById" UUID,
    "roomUntil" TIMESTAMPTZ(3),

    CONSTRAINT "Closing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TaskMatter" (
    "taskId" UUID NOT NULL,
    "linkId" UUID,
    "dataId" UUID,

    CONSTRAINT "TaskMatter_pkey" PRIMARY KEY ("taskId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_closingId_key" ON "Certificate"("closingId");

-- CreateIndex
CREATE INDEX "Certificate_departureId_idx" ON "Certificate"("departureId");

-- CreateIndex
CREATE UNIQUE INDEX "SigningKey_fingerprint_key" ON "SigningKey"("fingerprint");

-- CreateIndex
CREATE INDEX "ClientData_engagementId_idx" ON "ClientData"("engagementId");

-- CreateIndex
CREATE UNIQUE INDEX "Closing_number_key" ON "Closing"("number");

-- CreateIndex
CREATE INDEX "Closing_clientId_idx" ON "Closing"("clientId");

-- CreateIndex
CREATE INDEX "Closing_engagementId_idx" ON "Closing"("engagementId");

-- CreateIndex
CREATE INDEX "TaskMatter_linkId_idx" ON "TaskMatter"("linkId");

-- CreateIndex
CREATE INDEX "TaskMatter_dataId_idx" ON "TaskMatter"("dataId");

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_departureId_fkey" FOREIGN KEY ("departureId") REFERENCES "Departure"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_closingId_fkey" FOREIGN KEY ("closingId") REFERENCES "Closing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_keyId_fkey" FOREIGN KEY ("keyId") REFERENCES "SigningKey"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClientData" ADD CONSTRAINT "ClientData_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Closing" ADD CONSTRAINT "Closing_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Closing" ADD CONSTRAINT "Closing_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "Engagement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskMatter" ADD CONSTRAINT "TaskMatter_taskId_fkey" FOREIGN KEY ("taskId") REFERENCES "Task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskMatter" ADD CONSTRAINT "TaskMatter_linkId_fkey" FOREIGN KEY ("linkId") REFERENCES "AssetLink"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskMatter" ADD CONSTRAINT "TaskMatter_dataId_fkey" FOREIGN KEY ("dataId") REFERENCES "ClientData"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One closing of an engagement, and one of a whole client, at a time.
CREATE UNIQUE INDEX closing_of_engagement_once ON "Closing" ("engagementId")
  WHERE "cancelledAt" IS NULL AND "certifiedAt" IS NULL;
CREATE UNIQUE INDEX closing_of_client_once ON "Closing" ("clientId")
  WHERE "engagementId" IS NULL AND "cancelledAt" IS NULL AND "certifiedAt" IS NULL;
ALTER TABLE "Closing"
  ADD CONSTRAINT closing_cancel_has_reason CHECK ("cancelledAt" IS NULL OR length(trim("cancelReason")) > 0),
  ADD CONSTRAINT closing_of_client_takes_all CHECK ("engagementId" IS NOT NULL OR everything),
  ADD CONSTRAINT closing_days CHECK ("dataAtEndDays" >= 0);
ALTER TABLE "Engagement" ADD CONSTRAINT engagement_data_days CHECK ("dataAtEndDays" >= 0);
ALTER TABLE "ClientData" ADD CONSTRAINT client_data_ended_how
  CHECK (("endedAt" IS NULL) = ("endedHow" IS NULL) AND ("endedHow" IS NULL OR length(trim("endedHow")) > 0));
ALTER TABLE "TaskMatter" ADD CONSTRAINT task_matter_is_one CHECK (num_nonnulls("linkId", "dataId") = 1);
ALTER TABLE "Certificate" ADD CONSTRAINT certificate_of_one
  CHECK (num_nonnulls("departureId", "closingId") = 1);

-- A closing has its certificate when each of its tasks is finished: attested, and confirmed where four eyes count.
CREATE FUNCTION check_closing_finished() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "Task" t WHERE t.cause = 'closing' AND t."causeId" = NEW.id
      AND t.state NOT IN ('verified', 'cancelled') AND (t.state <> 'attested' OR t."needsSecond")) THEN
    RAISE EXCEPTION 'closing_finished: a task of closing % is not finished', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER closing_finished BEFORE UPDATE OF "certifiedAt" ON "Closing" FOR EACH ROW
  WHEN (OLD."certifiedAt" IS NULL AND NEW."certifiedAt" IS NOT NULL) EXECUTE FUNCTION check_closing_finished();

-- What was signed stays as it was signed; one key signs at a time, and none without its private half.
CREATE TRIGGER certificate_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "Certificate"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE UNIQUE INDEX signing_key_current_once ON "SigningKey" ((true)) WHERE "retiredAt" IS NULL;
ALTER TABLE "SigningKey" ADD CONSTRAINT signing_key_sealed CHECK (("retiredAt" IS NULL) = (sealed IS NOT NULL));

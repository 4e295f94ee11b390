-- AlterTable
ALTER TABLE "AccessRequest" ADD COLUMN     "draftId" UUID,
ADD COLUMN     "extendsId" UUID;

-- CreateTable
CREATE TABLE "RequestDraft" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "clientId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "content" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RequestDraft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RequestDraft_personId_idx" ON "RequestDraft"("personId");

-- CreateIndex
CREATE INDEX "RequestDraft_clientId_idx" ON "RequestDraft"("clientId");

-- CreateIndex
CREATE INDEX "RequestDraft_changedAt_idx" ON "RequestDraft"("changedAt");

-- CreateIndex
CREATE UNIQUE INDEX "AccessRequest_draftId_key" ON "AccessRequest"("draftId");

-- CreateIndex
CREATE INDEX "AccessRequest_extendsId_idx" ON "AccessRequest"("extendsId");

-- AddForeignKey
ALTER TABLE "AccessRequest" ADD CONSTRAINT "AccessRequest_extendsId_fkey" FOREIGN KEY ("extendsId") REFERENCES "Grant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequestDraft" ADD CONSTRAINT "RequestDraft_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequestDraft" ADD CONSTRAINT "RequestDraft_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "RequestDraft" ADD CONSTRAINT request_draft_counts_up CHECK (version > 0);

-- A draft changes hands with nobody, and each change is one more than the last that was seen.
CREATE FUNCTION keep_request_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'request_draft_seen: the draft was changed meanwhile' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER request_draft_seen BEFORE UPDATE ON "RequestDraft" FOR EACH ROW
  WHEN (NEW."personId" <> OLD."personId" OR NEW.id <> OLD.id OR NEW.version <> OLD.version + 1)
  EXECUTE FUNCTION keep_request_draft();

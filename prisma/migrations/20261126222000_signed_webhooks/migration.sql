-- CreateTable
CREATE TABLE "WebhookSecret" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "sourceId" UUID NOT NULL,
    "secret" BYTEA NOT NULL,
    "ending" TEXT NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,

    CONSTRAINT "WebhookSecret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookMessage" (
    "sourceId" UUID NOT NULL,
    "messageId" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bodySha256" BYTEA NOT NULL,
    "answer" JSONB NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WebhookMessage_pkey" PRIMARY KEY ("sourceId","messageId")
);

-- CreateIndex
CREATE INDEX "WebhookSecret_sourceId_idx" ON "WebhookSecret"("sourceId");

-- AddForeignKey
ALTER TABLE "WebhookSecret" ADD CONSTRAINT "WebhookSecret_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "HrSource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WebhookMessage" ADD CONSTRAINT "WebhookMessage_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "HrSource"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One secret takes over from another: never more than two that sign.
CREATE FUNCTION check_webhook_secrets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM "HrSource" WHERE id = NEW."sourceId" FOR UPDATE;
  IF (SELECT count(*) FROM "WebhookSecret" s WHERE s."sourceId" = NEW."sourceId" AND s."revokedAt" IS NULL) > 1 THEN
    RAISE EXCEPTION 'webhook_secrets_two: two secrets of this connection live already' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER webhook_secrets_two BEFORE INSERT ON "WebhookSecret" FOR EACH ROW
  EXECUTE FUNCTION check_webhook_secrets();

ALTER TABLE "WebhookMessage"
  ADD CONSTRAINT webhook_message_hash_whole CHECK (octet_length("bodySha256") = 32),
  ADD CONSTRAINT webhook_message_id_short CHECK (length("messageId") BETWEEN 1 AND 255);

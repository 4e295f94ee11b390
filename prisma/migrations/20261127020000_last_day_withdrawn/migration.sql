-- A file names no last day any more of somebody whose departure it began: a person decides what becomes of it.
ALTER TYPE "FindingKind" ADD VALUE 'last_day_withdrawn';

ALTER TABLE "Finding"
  DROP CONSTRAINT finding_names_pair,
  ADD CONSTRAINT finding_names_pair CHECK ((kind::text = 'conflicting_duties') = ("conflictId" IS NOT NULL)
    AND (kind::text IN ('conflicting_duties', 'last_day_withdrawn')) = ("personId" IS NOT NULL));

-- A call that was taken stands as it was taken, and long after anybody could repeat it (grants.sql lets nobody change it).
CREATE FUNCTION keep_webhook_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'webhook_message_kept: a call is kept for thirty days' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER webhook_message_kept BEFORE DELETE ON "WebhookMessage" FOR EACH ROW
  WHEN (OLD."receivedAt" > now() - interval '30 days') EXECUTE FUNCTION keep_webhook_message();
CREATE INDEX "WebhookMessage_receivedAt_idx" ON "WebhookMessage"("receivedAt");

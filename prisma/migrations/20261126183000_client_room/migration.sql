-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "contactId" UUID,
ALTER COLUMN "personId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "RequestItem" ADD COLUMN     "decidedByClient" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ClientAnswer" (
    "itemId" UUID NOT NULL,
    "contactId" UUID,
    "writtenById" UUID,
    "agrees" BOOLEAN NOT NULL,
    "words" TEXT,
    "proof" "ProofStrength",
    "answeredAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ClientAnswer_pkey" PRIMARY KEY ("itemId")
);

-- CreateTable
CREATE TABLE "LeadApproval" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "itemId" UUID NOT NULL,
    "leadId" UUID NOT NULL,
    "until" TIMESTAMPTZ(3),
    "reason" TEXT,
    "approvedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LeadApproval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LeadApprovalRole" (
    "approvalId" UUID NOT NULL,
    "roleId" UUID NOT NULL,

    CONSTRAINT "LeadApprovalRole_pkey" PRIMARY KEY ("approvalId","roleId")
);

-- CreateIndex
CREATE INDEX "ClientAnswer_contactId_idx" ON "ClientAnswer"("contactId");

-- CreateIndex
CREATE INDEX "LeadApproval_itemId_idx" ON "LeadApproval"("itemId");

-- CreateIndex
CREATE INDEX "Notification_contactId_href_idx" ON "Notification"("contactId", "href");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_contactId_cause_key" ON "Notification"("contactId", "cause");

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "ClientContact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClientAnswer" ADD CONSTRAINT "ClientAnswer_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "RequestItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClientAnswer" ADD CONSTRAINT "ClientAnswer_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "ClientContact"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClientAnswer" ADD CONSTRAINT "ClientAnswer_writtenById_fkey" FOREIGN KEY ("writtenById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeadApproval" ADD CONSTRAINT "LeadApproval_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "RequestItem"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeadApproval" ADD CONSTRAINT "LeadApproval_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeadApprovalRole" ADD CONSTRAINT "LeadApprovalRole_approvalId_fkey" FOREIGN KEY ("approvalId") REFERENCES "LeadApproval"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeadApprovalRole" ADD CONSTRAINT "LeadApprovalRole_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "PlatformRole"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What the security lead wrote down until now of who agreed.
INSERT INTO "ClientAnswer" ("itemId", "writtenById", agrees, words, "answeredAt")
SELECT id, "decidedById", true, "clientAnswer", "decidedAt" FROM "RequestItem" WHERE "clientAnswer" IS NOT NULL;
ALTER TABLE "RequestItem" DROP CONSTRAINT item_client_agreed, DROP COLUMN "clientAnswer";

-- What was said stays; an approval that is changed is another one.
CREATE TRIGGER client_answer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "ClientAnswer"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lead_approval_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "LeadApproval"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER lead_approval_role_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "LeadApprovalRole"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A contact's own answer, or a yes that was written down with who gave it; a no has its reason.
ALTER TABLE "ClientAnswer"
  ADD CONSTRAINT client_answer_is_whole CHECK (num_nonnulls("contactId", "writtenById") = 1
    AND ("writtenById" IS NULL OR (agrees AND proof IS NULL))
    AND ((agrees AND "writtenById" IS NULL) OR coalesce(length(trim(words)), 0) > 0));

-- A decision is a person's of the studio, the policy's, or the client's no.
ALTER TABLE "RequestItem" DROP CONSTRAINT item_decision_is_whole,
  ADD CONSTRAINT item_decision_is_whole CHECK ((state IN ('approved', 'lowered', 'rejected'))
    = ("decidedAt" IS NOT NULL
      AND ("decidedById" IS NOT NULL)::int + "decidedByPolicy"::int + "decidedByClient"::int = 1)),
  ADD CONSTRAINT item_client_only_declines CHECK (NOT "decidedByClient"
    OR coalesce(state = 'rejected' AND "policyOutcome" = 'security_lead_and_client', false));

-- How a contact stands to an item: `answers` who can sign in, `invited` who has an invitation that still opens, `own` who
-- asked for it or would hold it (by their address, for a contact and a person of the studio are two records), and `none`
-- who cannot, or is another client's.
CREATE FUNCTION contact_standing(contact uuid, item uuid) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT CASE
      WHEN k."endedAt" IS NOT NULL OR c."endedAt" IS NOT NULL OR a."disabledAt" IS NOT NULL THEN 'none'
      WHEN EXISTS (SELECT 1 FROM "Person" p WHERE p.id IN (i."requesterId", i."personId")
        AND lower(p.email) = lower(k.email)) THEN 'own'
      WHEN EXISTS (SELECT 1 FROM "IdentityHolder" h JOIN "Identity" d ON d.id = h."identityId"
        WHERE h."personId" IN (i."requesterId", i."personId") AND h."endedAt" IS NULL
          AND lower(d.address) = lower(k.email)) THEN 'own'
      WHEN a.id IS NOT NULL THEN 'answers'
      WHEN EXISTS (SELECT 1 FROM "OneTimeLink" l WHERE l."contactId" = k.id AND l.kind = 'invite'
        AND l."consumedAt" IS NULL AND l."withdrawnAt" IS NULL AND l."expiresAt" > now()) THEN 'invited'
      ELSE 'none' END
    FROM "RequestItem" i JOIN "AccessRequest" r ON r.id = i."requestId"
    JOIN "Client" c ON c.id = r."clientId" JOIN "ClientContact" k ON k."clientId" = r."clientId"
    LEFT JOIN "Account" a ON a."contactId" = k.id
    WHERE i.id = item AND k.id = contact), 'none')
$$;

CREATE FUNCTION check_client_answer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  item "RequestItem";
BEGIN
  SELECT * INTO item FROM "RequestItem" WHERE id = NEW."itemId";
  IF item."policyOutcome" IS DISTINCT FROM 'security_lead_and_client'
    OR (item.state <> 'waiting' AND NOT coalesce(item."decidedAt" >= NEW."answeredAt", false)) THEN
    RAISE EXCEPTION 'client_answer_to_what_waits: nothing waits for this answer' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."contactId" IS NOT NULL AND contact_standing(NEW."contactId", item.id) <> 'answers' THEN
    RAISE EXCEPTION 'client_answer_by_their_own: not a contact who may answer' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."writtenById" IN (item."requesterId", item."personId") THEN
    RAISE EXCEPTION 'item_decided_by_another: written down by who asked or would hold it' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."writtenById" IS NOT NULL AND EXISTS (
    SELECT 1 FROM "ClientContact" k JOIN "AccessRequest" r ON r."clientId" = k."clientId"
    WHERE r.id = item."requestId" AND contact_standing(k.id, item.id) IN ('answers', 'invited')) THEN
    RAISE EXCEPTION 'client_answers_itself: a contact can sign in and answer' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER client_answer_right BEFORE INSERT ON "ClientAnswer" FOR EACH ROW EXECUTE FUNCTION check_client_answer();

CREATE FUNCTION check_lead_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "RequestItem" i WHERE i.id = NEW."itemId" AND i.state = 'waiting'
    AND i."policyOutcome" = 'security_lead_and_client') THEN
    RAISE EXCEPTION 'lead_approval_of_what_waits: nothing waits for the client here' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT 1 FROM "RequestItem" i
    WHERE i.id = NEW."itemId" AND NEW."leadId" IN (i."requesterId", i."personId")) THEN
    RAISE EXCEPTION 'item_decided_by_another: approved by who asked or would hold it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lead_approval_right BEFORE INSERT ON "LeadApproval" FOR EACH ROW EXECUTE FUNCTION check_lead_approval();

-- At the end of the transaction, whichever of both came first: approved with the client's yes, rejected by its no.
CREATE FUNCTION check_client_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "ClientAnswer" a
    WHERE a."itemId" = NEW.id AND a.agrees = (NEW.state IN ('approved', 'lowered'))) THEN
    RAISE EXCEPTION 'item_client_agreed: the client has not said so' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER item_client_agreed AFTER INSERT OR UPDATE ON "RequestItem"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW."policyOutcome" = 'security_lead_and_client'
    AND (NEW.state IN ('approved', 'lowered') OR NEW."decidedByClient"))
  EXECUTE FUNCTION check_client_agreed();

-- Told is a person or a contact; what went to a contact at once lately.
ALTER TABLE "Notification" ADD CONSTRAINT notification_has_reader CHECK (num_nonnulls("personId", "contactId") = 1);
CREATE INDEX notification_contact_mails ON "Notification" ("contactId", mail, "mailedAt") WHERE "contactId" IS NOT NULL;

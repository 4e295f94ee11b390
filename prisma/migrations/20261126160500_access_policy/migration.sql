-- CreateEnum
CREATE TYPE "PolicyOutcome" AS ENUM ('approve', 'one_approver', 'security_lead', 'security_lead_and_client', 'refuse');

-- AlterTable
ALTER TABLE "RequestItem" ADD COLUMN     "clientAnswer" TEXT,
ADD COLUMN     "decidedByPolicy" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "policyGrounds" JSONB,
ADD COLUMN     "policyOutcome" "PolicyOutcome",
ADD COLUMN     "policyVersion" INTEGER;

-- CreateTable
CREATE TABLE "AccessPolicyVersion" (
    "number" INTEGER NOT NULL,
    "rules" JSONB NOT NULL,
    "note" TEXT NOT NULL,
    "activatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "activatedById" UUID,
    "draftedById" UUID,

    CONSTRAINT "AccessPolicyVersion_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "AccessPolicyDraft" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "rules" JSONB NOT NULL,
    "basedOn" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedById" UUID,

    CONSTRAINT "AccessPolicyDraft_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "AccessPolicyVersion" ADD CONSTRAINT "AccessPolicyVersion_activatedById_fkey" FOREIGN KEY ("activatedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessPolicyVersion" ADD CONSTRAINT "AccessPolicyVersion_draftedById_fkey" FOREIGN KEY ("draftedById") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RequestItem" ADD CONSTRAINT "RequestItem_policyVersion_fkey" FOREIGN KEY ("policyVersion") REFERENCES "AccessPolicyVersion"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A version is never changed; the draft is one.
CREATE TRIGGER access_policy_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "AccessPolicyVersion"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE "AccessPolicyVersion"
  ADD CONSTRAINT policy_numbered CHECK (number > 0),
  ADD CONSTRAINT policy_has_note CHECK (length(trim(note)) > 0);
ALTER TABLE "AccessPolicyDraft" ADD CONSTRAINT policy_one_draft CHECK (id = 1);

-- What Keyholder has done until now, as the first version.
INSERT INTO "AccessPolicyVersion" (number, rules, note) VALUES (1,
  '[{"name": "The smallest role", "when": {"size": "smallest"}, "outcome": "one_approver"}]',
  'As Keyholder comes: the smallest role is decided by an owner or the security lead, more by the security lead.');

-- A decision is a person's or the policy's. The policy decides only what its rule said, never more than the smallest,
-- and never a role that bills, takes personal data out, manages users or owns.
ALTER TABLE "RequestItem" DROP CONSTRAINT item_decision_is_whole,
  ADD CONSTRAINT item_decision_is_whole CHECK ((state IN ('approved', 'lowered', 'rejected'))
    = ("decidedAt" IS NOT NULL AND ("decidedById" IS NOT NULL) <> "decidedByPolicy")),
  ADD CONSTRAINT item_policy_is_whole CHECK (num_nonnulls("policyVersion", "policyOutcome", "policyGrounds") IN (0, 3)),
  ADD CONSTRAINT item_policy_decides_little CHECK (NOT "decidedByPolicy" OR coalesce("decidedById" IS NULL AND (
    (state = 'approved' AND "policyOutcome" = 'approve' AND NOT "aboveSmallest")
    OR (state = 'rejected' AND "policyOutcome" = 'refuse')), false)),
  ADD CONSTRAINT item_policy_keeps_floor CHECK (NOT ("aboveSmallest" AND "policyOutcome" IN ('approve', 'one_approver'))),
  ADD CONSTRAINT item_client_agreed CHECK ("policyOutcome" IS DISTINCT FROM 'security_lead_and_client'
    OR state NOT IN ('approved', 'lowered') OR coalesce(length(trim("clientAnswer")), 0) > 0);

-- At the end of the transaction, when the roles of the item are there.
CREATE FUNCTION check_policy_gives_little() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "RequestItemRole" x JOIN "PlatformRole" pr ON pr.id = x."roleId"
    WHERE x."itemId" = NEW.id AND x."as" IN ('asked', 'decided')
      AND pr.capabilities && ARRAY['billing', 'export_personal_data', 'manage_users', 'own']::"Capability"[]) THEN
    RAISE EXCEPTION 'item_policy_gives_little: no rule approves such a role by itself' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER item_policy_gives_little AFTER INSERT OR UPDATE ON "RequestItem"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW."decidedByPolicy" AND NEW.state = 'approved') EXECUTE FUNCTION check_policy_gives_little();

-- What came out when it was asked stays.
CREATE FUNCTION keep_policy_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what the policy answered is not overwritten' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER item_policy_kept BEFORE UPDATE ON "RequestItem" FOR EACH ROW
  WHEN (OLD."policyVersion" IS NOT NULL AND (OLD."policyVersion", OLD."policyOutcome", OLD."policyGrounds")
    IS DISTINCT FROM (NEW."policyVersion", NEW."policyOutcome", NEW."policyGrounds"))
  EXECUTE FUNCTION keep_policy_answer();

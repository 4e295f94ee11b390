-- CreateEnum
CREATE TYPE "DelegationEnd" AS ENUM ('over', 'ended', 'delegator_stopped', 'delegate_stopped');

-- AlterTable
ALTER TABLE "RequestItem" ADD COLUMN     "inPlaceOfId" UUID;

-- AlterTable
ALTER TABLE "LeadApproval" ADD COLUMN     "inPlaceOfId" UUID;

-- CreateTable
CREATE TABLE "Delegation" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "delegatorId" UUID NOT NULL,
    "delegateId" UUID NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "toldBeganAt" TIMESTAMPTZ(3),
    "toldEndingAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "endedById" UUID,
    "endedBecause" "DelegationEnd",

    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Delegation_delegatorId_idx" ON "Delegation"("delegatorId");

-- CreateIndex
CREATE INDEX "Delegation_delegateId_idx" ON "Delegation"("delegateId");

-- CreateIndex
CREATE INDEX "Delegation_endedAt_endsAt_idx" ON "Delegation"("endedAt", "endsAt");

-- AddForeignKey
ALTER TABLE "RequestItem" ADD CONSTRAINT "RequestItem_inPlaceOfId_fkey" FOREIGN KEY ("inPlaceOfId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeadApproval" ADD CONSTRAINT "LeadApproval_inPlaceOfId_fkey" FOREIGN KEY ("inPlaceOfId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_delegatorId_fkey" FOREIGN KEY ("delegatorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_delegateId_fkey" FOREIGN KEY ("delegateId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Between two, for a reason, with an end; what an approver has handed on is not handed on to a second one.
ALTER TABLE "Delegation"
  ADD CONSTRAINT delegation_between_two CHECK ("delegatorId" <> "delegateId"),
  ADD CONSTRAINT delegation_has_reason CHECK (length(trim(reason)) > 0),
  ADD CONSTRAINT delegation_ends CHECK ("endsAt" > "startsAt" AND "endsAt" <= "startsAt" + interval '61 days'),
  ADD CONSTRAINT delegation_ended_is_whole CHECK (("endedAt" IS NULL) = ("endedBecause" IS NULL)),
  ADD CONSTRAINT delegation_no_overlap EXCLUDE USING gist (
    "delegatorId" WITH =, tstzrange("startsAt", "endsAt") WITH &&) WHERE ("endedAt" IS NULL);

-- It is not overwritten: it ends, once, and another begins.
CREATE FUNCTION keep_delegation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a delegation is not overwritten: end it and begin another' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER delegation_kept BEFORE UPDATE ON "Delegation" FOR EACH ROW
  WHEN (OLD."endedAt" IS NOT NULL
    OR (OLD."delegatorId", OLD."delegateId", OLD."startsAt", OLD."endsAt", OLD.reason)
      IS DISTINCT FROM (NEW."delegatorId", NEW."delegateId", NEW."startsAt", NEW."endsAt", NEW.reason))
  EXECUTE FUNCTION keep_delegation();
CREATE TRIGGER delegation_never_deleted BEFORE DELETE OR TRUNCATE ON "Delegation"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Whether both are still who they were: the one decides (lib/auth/permissions.ts, requests.decide), the other works here
-- and is no auditor. tests/integration/delegations compares the roles with the table of permissions.
CREATE FUNCTION delegation_delegator_decides(delegator uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM "Account" a JOIN "Person" p ON p.id = a."personId"
    WHERE a."personId" = delegator AND a."disabledAt" IS NULL AND a."breakGlassAt" IS NULL
      AND a.roles && ARRAY['owner', 'security_lead']::"Role"[]
      AND p."endedAt" IS NULL AND (p."accessEndsAt" IS NULL OR p."accessEndsAt" > now()))
$$;
CREATE FUNCTION delegation_delegate_stays(delegate uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM "Account" a JOIN "Person" p ON p.id = a."personId"
    WHERE a."personId" = delegate AND a."disabledAt" IS NULL AND a."breakGlassAt" IS NULL
      AND NOT a.roles && ARRAY['auditor', 'client_contact']::"Role"[]
      AND p."endedAt" IS NULL AND (p."accessEndsAt" IS NULL OR p."accessEndsAt" > now()))
$$;
-- Of a moment that is past only its time is known, not who the two were then.
CREATE FUNCTION delegation_runs(d "Delegation", at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT (d."endedAt" IS NULL OR d."endedAt" > at) AND d."startsAt" <= at AND d."endsAt" > at
    AND (at < now() - interval '1 hour'
      OR (delegation_delegator_decides(d."delegatorId") AND delegation_delegate_stays(d."delegateId")))
$$;

-- Separation of duties, through delegates too: nobody decides what somebody asked for or would hold whose place they take,
-- and in somebody's place only while they take it. Its rows are locked, so that what ends it waits for the decision.
ALTER TABLE "RequestItem" ADD CONSTRAINT item_in_place_of_another CHECK ("inPlaceOfId" IS NULL OR (
  "decidedById" IS NOT NULL AND "inPlaceOfId" <> "decidedById" AND "inPlaceOfId" <> "requesterId" AND "inPlaceOfId" <> "personId"));
CREATE FUNCTION check_decider(decider uuid, place uuid, requester uuid, holder uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF place IN (requester, holder) OR place = decider THEN
    RAISE EXCEPTION 'item_in_place_of_another: of who asked, or would hold it, or their own' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM 1 FROM "Delegation" d JOIN "Account" a ON a."personId" = d."delegatorId"
    WHERE d."delegatorId" = place AND d."delegateId" = decider AND d."endedAt" IS NULL FOR SHARE OF d, a;
  IF place IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM "Delegation" d WHERE d."delegatorId" = place AND d."delegateId" = decider AND delegation_runs(d, at)) THEN
    RAISE EXCEPTION 'item_decided_in_place: no delegation runs' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT 1 FROM "Delegation" d WHERE d."delegateId" IN (decider, place) AND d."delegatorId" IN (requester, holder)
      AND delegation_runs(d, at)) THEN
    RAISE EXCEPTION 'item_decided_by_stand_in: who stands in for them decides it no more than they do' USING ERRCODE = 'check_violation';
  END IF;
END $$;

-- What was approved before the client's yes was looked at then: it is given as it was approved, whoever is away by now.
CREATE FUNCTION check_item_decider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "LeadApproval" l WHERE l."itemId" = NEW.id AND l."leadId" = NEW."decidedById"
    AND l."inPlaceOfId" IS NOT DISTINCT FROM NEW."inPlaceOfId" AND NEW.state IN ('approved', 'lowered')) THEN
    PERFORM check_decider(NEW."decidedById", NEW."inPlaceOfId", NEW."requesterId", NEW."personId", NEW."decidedAt");
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER item_decided_in_place BEFORE INSERT OR UPDATE OF "decidedById", "inPlaceOfId" ON "RequestItem" FOR EACH ROW
  WHEN (NEW."decidedById" IS NOT NULL) EXECUTE FUNCTION check_item_decider();
CREATE FUNCTION check_lead_decider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM check_decider(NEW."leadId", NEW."inPlaceOfId", i."requesterId", i."personId", NEW."approvedAt")
    FROM "RequestItem" i WHERE i.id = NEW."itemId";
  RETURN NEW;
END $$;
CREATE TRIGGER lead_approved_in_place BEFORE INSERT ON "LeadApproval" FOR EACH ROW EXECUTE FUNCTION check_lead_decider();

-- An account that is sealed for emergencies is nobody in particular, so it is nobody's second person.
CREATE FUNCTION refuse_sealed_second() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "Account" a WHERE a."breakGlassAt" IS NOT NULL
    AND a."personId" = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid) THEN
    RAISE EXCEPTION 'second_person_sealed: a break-glass account' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER item_second_person BEFORE INSERT OR UPDATE OF "decidedById" ON "RequestItem" FOR EACH ROW
  WHEN (NEW."decidedById" IS NOT NULL) EXECUTE FUNCTION refuse_sealed_second('decidedById');
CREATE TRIGGER lead_second_person BEFORE INSERT ON "LeadApproval" FOR EACH ROW
  EXECUTE FUNCTION refuse_sealed_second('leadId');
CREATE TRIGGER task_second_person BEFORE INSERT OR UPDATE OF "verifiedById" ON "Task" FOR EACH ROW
  WHEN (NEW."verifiedById" IS NOT NULL) EXECUTE FUNCTION refuse_sealed_second('verifiedById');
CREATE TRIGGER emergency_second_person BEFORE INSERT OR UPDATE OF "reviewedById" ON "EmergencyAccess" FOR EACH ROW
  WHEN (NEW."reviewedById" IS NOT NULL) EXECUTE FUNCTION refuse_sealed_second('reviewedById');

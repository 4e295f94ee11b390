-- What the database itself holds, beyond columns and keys. Each guard names the rule that it keeps.

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Append-only tables: not even their owner changes a row by accident (SEC-66, SEC-80).
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER grant_transition_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "GrantTransition"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "Evidence"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER evidence_file_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "EvidenceFile"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The chain: one head, which begins at zero.
ALTER TABLE "AuditHead" ADD CONSTRAINT audit_head_single CHECK (id = 1);
INSERT INTO "AuditHead" (id, seq, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'));

-- Grants: one holder; an end after its beginning; closed exactly when it is over.
ALTER TABLE "Grant"
  ADD CONSTRAINT grant_one_holder CHECK (num_nonnulls("personId", "robotId") <= 1
    AND num_nonnulls("personId", "robotId", "identityId") >= 1),
  ADD CONSTRAINT grant_ends_after_start CHECK ("endsAt" > "startsAt"),
  ADD CONSTRAINT grant_closed_when_over CHECK (("closedAt" IS NOT NULL) = (state IN ('removed', 'not_granted'))),
  ADD CONSTRAINT grant_proof_is_whole CHECK ((proof IS NULL) = ("provedAt" IS NULL));

-- No two grants of the same role to one holder on one asset at one time. A grant's time runs from its start
-- until it is closed: one that has expired and was not removed is still held.
ALTER TABLE "Grant" ADD CONSTRAINT grant_no_overlap EXCLUDE USING gist (
  coalesce("personId", "robotId", "identityId") WITH =,
  "assetId" WITH =,
  "roleId" WITH =,
  tstzrange("startsAt", CASE WHEN "closedAt" IS NOT NULL THEN greatest("closedAt", "startsAt") END, '[)') WITH &&
) WHERE (state <> 'not_granted');

-- The steps of a grant's life, as lib/register/rules/grant-life.ts has them;
-- tests/integration/register compares the two.
CREATE TABLE "GrantStep" ("from" "GrantState" NOT NULL, "to" "GrantState" NOT NULL, PRIMARY KEY ("from", "to"));
INSERT INTO "GrantStep" ("from", "to") VALUES
  ('to_grant', 'invited'), ('to_grant', 'active'), ('to_grant', 'not_granted'), ('to_grant', 'removal_due'),
  ('invited', 'active'), ('invited', 'removal_due'), ('invited', 'not_granted'), ('invited', 'to_grant'),
  ('active', 'removal_due'), ('active', 'removed'), ('active', 'to_grant'),
  ('removal_due', 'removal_requested'), ('removal_due', 'waiting_for_platform'), ('removal_due', 'removed'),
  ('removal_due', 'active'), ('removal_due', 'to_grant'), ('removal_due', 'invited'),
  ('removal_requested', 'waiting_for_platform'), ('removal_requested', 'removed'), ('removal_requested', 'removal_due'), ('removal_requested', 'active'),
  ('removal_requested', 'invited'), ('removal_requested', 'to_grant'),
  ('waiting_for_platform', 'removed'), ('waiting_for_platform', 'removal_due'), ('waiting_for_platform', 'active'),
  ('waiting_for_platform', 'invited'), ('waiting_for_platform', 'to_grant'),
  ('removed', 'removal_due'), ('not_granted', 'to_grant');
CREATE FUNCTION check_grant_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "GrantStep" s WHERE s."from" = OLD.state AND s."to" = NEW.state) THEN
    RAISE EXCEPTION 'a grant does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER grant_step BEFORE UPDATE OF state ON "Grant"
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION check_grant_step();

-- What a grant is about never changes; a change of role is another grant.
CREATE FUNCTION keep_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a grant is not overwritten: end it and begin another' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER grant_kept BEFORE UPDATE ON "Grant" FOR EACH ROW
  WHEN ((OLD."personId", OLD."robotId", OLD."assetId", OLD."roleId", OLD."startsAt", OLD.cause)
    IS DISTINCT FROM (NEW."personId", NEW."robotId", NEW."assetId", NEW."roleId", NEW."startsAt", NEW.cause))
  EXECUTE FUNCTION keep_grant();
CREATE TRIGGER grant_never_deleted BEFORE DELETE OR TRUNCATE ON "Grant"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Nobody decides what they asked for or would hold; a decision is whole; more than the smallest has its reason.
ALTER TABLE "RequestItem"
  ADD CONSTRAINT item_decided_by_another CHECK ("decidedById" <> "requesterId" AND "decidedById" <> "personId"),
  ADD CONSTRAINT item_decision_is_whole CHECK ((state IN ('approved', 'lowered', 'rejected'))
    = ("decidedById" IS NOT NULL AND "decidedAt" IS NOT NULL)),
  ADD CONSTRAINT item_above_has_reason CHECK (NOT "aboveSmallest" OR length(trim("aboveReason")) > 0),
  ADD CONSTRAINT item_rejected_has_reason CHECK (state <> 'rejected' OR length(trim("decisionReason")) > 0);
-- One person waits once for one asset.
CREATE UNIQUE INDEX item_waits_once ON "RequestItem" ("personId", "assetId") WHERE state = 'waiting';

-- Nobody does or verifies a task about themselves, nor verifies their own work.
ALTER TABLE "Task"
  ADD CONSTRAINT task_done_by_another CHECK ("attestedById" <> "personId"),
  ADD CONSTRAINT task_verified_by_another CHECK ("verifiedById" <> "personId" AND "verifiedById" <> "attestedById"),
  ADD CONSTRAINT task_attested_is_whole CHECK ((state IN ('attested', 'verified')) = ("attestedAt" IS NOT NULL AND outcome IS NOT NULL)),
  ADD CONSTRAINT task_verified_is_whole CHECK ((state = 'verified') = ("verifiedAt" IS NOT NULL)),
  ADD CONSTRAINT task_cancelled_is_whole CHECK ((state = 'cancelled') = ("cancelledAt" IS NOT NULL)),
  ADD CONSTRAINT task_waits_until CHECK (state <> 'waiting_for_platform' OR "waitsUntil" IS NOT NULL);

ALTER TABLE "Evidence"
  ADD CONSTRAINT evidence_has_content CHECK (kind <> 'note' OR length(trim(note)) > 0),
  ADD CONSTRAINT evidence_file_is_whole CHECK ((kind = 'file') = (num_nonnulls("fileName", "mediaType", "byteSize", sha256) = 4)),
  ADD CONSTRAINT evidence_file_size CHECK ("byteSize" BETWEEN 1 AND 10485760);

ALTER TABLE "Engagement" ADD CONSTRAINT engagement_ends_after_start CHECK ("endsOn" >= "startsOn"),
  ADD CONSTRAINT engagement_positive CHECK ("notificationHours" > 0 AND "reviewIntervalDays" > 0 AND "longestGrantDays" > 0);
ALTER TABLE "Person" ADD CONSTRAINT person_not_own_manager CHECK ("managerId" <> id),
  ADD CONSTRAINT person_ends_after_start CHECK ("endsOn" >= "startsOn");
ALTER TABLE "Asset" ADD CONSTRAINT asset_one_custodian CHECK (num_nonnulls("custodianId", "contactCustodianId") <= 1);
ALTER TABLE "AssetLink" ADD CONSTRAINT link_not_itself CHECK ("aboveId" <> "belowId");

-- One live row each: a link between two assets, a seat on an engagement, a holder of a login, an identity.
CREATE UNIQUE INDEX link_live_once ON "AssetLink" ("aboveId", "belowId", kind) WHERE "endedAt" IS NULL;
CREATE UNIQUE INDEX membership_live_once ON "Membership" ("engagementId", "personId", role) WHERE "endedAt" IS NULL;
CREATE UNIQUE INDEX holder_live_once ON "IdentityHolder" ("identityId", "personId") WHERE "endedAt" IS NULL;
CREATE UNIQUE INDEX identity_live_once ON "Identity" (address, coalesce("platformId", '')) WHERE "endedAt" IS NULL;

-- One departure of a person at a time.
CREATE UNIQUE INDEX departure_open_once ON "Departure" ("personId") WHERE "cancelledAt" IS NULL AND "certifiedAt" IS NULL;
ALTER TABLE "Departure" ADD CONSTRAINT departure_cancel_has_reason
  CHECK ("cancelledAt" IS NULL OR length(trim("cancelReason")) > 0);

-- The first owner comes by the one setup link that is alive.
CREATE UNIQUE INDEX setup_link_once ON "OneTimeLink" (kind)
  WHERE kind = 'setup' AND "consumedAt" IS NULL AND "withdrawnAt" IS NULL;

-- Search as people type it (list screens, the command menu).
CREATE INDEX person_name_trgm ON "Person" USING gin (name gin_trgm_ops);
CREATE INDEX client_name_trgm ON "Client" USING gin (name gin_trgm_ops);
CREATE INDEX asset_name_trgm ON "Asset" USING gin (name gin_trgm_ops);
CREATE INDEX asset_external_trgm ON "Asset" USING gin ("externalId" gin_trgm_ops);

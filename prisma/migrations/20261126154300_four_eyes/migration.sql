-- Four eyes, as lib/register/rules/four-eyes.ts has it; tests/integration/register compares the two.
ALTER TABLE "Task" ADD COLUMN "needsSecond" boolean GENERATED ALWAYS AS (
  kind IN ('grant', 'change', 'revoke') AND risk IN ('personal_data', 'billing', 'administrator')
) STORED;
CREATE INDEX task_to_confirm ON "Task" ("attestedAt") WHERE state = 'attested' AND "needsSecond";

-- What one person has attested about access is never verified by the same person, whatever task it comes from.
CREATE FUNCTION check_second_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'grant_verified_by_another: the second person is who attested it' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER grant_verified_by_another BEFORE UPDATE OF proof ON "Grant" FOR EACH ROW
  WHEN (OLD.proof = 'attested' AND NEW.proof = 'verified' AND NEW."provedById" = OLD."provedById")
  EXECUTE FUNCTION check_second_person();

-- A departure has its certificate when each of its tasks is finished: attested, and confirmed where four eyes count.
CREATE FUNCTION check_departure_finished() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "Task" t WHERE t.cause = 'departure' AND t."causeId" = NEW.id
      AND t.state NOT IN ('verified', 'cancelled') AND (t.state <> 'attested' OR t."needsSecond")) THEN
    RAISE EXCEPTION 'departure_finished: a task of departure % is not finished', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER departure_finished BEFORE UPDATE OF "certifiedAt" ON "Departure" FOR EACH ROW
  WHEN (OLD."certifiedAt" IS NULL AND NEW."certifiedAt" IS NOT NULL) EXECUTE FUNCTION check_departure_finished();

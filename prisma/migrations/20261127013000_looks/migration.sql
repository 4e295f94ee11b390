-- AlterTable
ALTER TABLE "Task" ADD COLUMN     "platformId" TEXT;

-- AlterTable
ALTER TABLE "Evidence" ADD COLUMN     "lookedUnder" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_platformId_fkey" FOREIGN KEY ("platformId") REFERENCES "Platform"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A platform stands on a look at all accounts of a client there, and on nothing else; one such look of a cause is open
-- at a time.
ALTER TABLE "Task" ADD CONSTRAINT task_platform_of_look
  CHECK ("platformId" IS NULL OR (kind = 'look' AND "clientId" IS NOT NULL AND "assetId" IS NULL));
CREATE UNIQUE INDEX look_open_once ON "Task" ("causeId", "clientId", "platformId")
  WHERE "platformId" IS NOT NULL AND state IN ('open', 'invited', 'waiting_for_platform');

-- A look that is done says under which addresses somebody looked.
CREATE FUNCTION check_look_has_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "Evidence" e WHERE e."taskId" = NEW.id AND e.step = 'attest'
      AND cardinality(e."lookedUnder") > 0) THEN
    RAISE EXCEPTION 'look_says_under_which: look % does not say under which address', NEW.id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER look_says_under_which BEFORE UPDATE OF state ON "Task" FOR EACH ROW
  WHEN (NEW.kind = 'look' AND NEW.state = 'attested' AND OLD.state <> 'attested')
  EXECUTE FUNCTION check_look_has_names();

-- Four eyes on a look as on the removals there, as lib/register/rules/four-eyes.ts has it.
ALTER TABLE "Task" ALTER COLUMN "needsSecond" SET EXPRESSION AS (
  kind IN ('grant', 'change', 'revoke', 'look') AND risk IN ('personal_data', 'billing', 'administrator')
);

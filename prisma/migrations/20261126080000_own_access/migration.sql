-- A robot's access is its owner's, and a shared login's is everybody's who knows the secret: nobody of them does or
-- confirms a task that moves it. (Changing the password is work for whoever else knows it.) The checks of "Task" hold
-- the same for the person whom a task is about.
CREATE FUNCTION refuse_own_task() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  behind uuid[] := array(
    SELECT r."ownerId" FROM "Robot" r WHERE r.id = NEW."robotId"
    UNION ALL
    SELECT h."personId" FROM "IdentityHolder" h
    WHERE NEW."personId" IS NULL AND NEW."robotId" IS NULL AND h."identityId" = NEW."identityId"
      AND h."endedAt" IS NULL);
BEGIN
  IF NEW."attestedById" IS DISTINCT FROM OLD."attestedById" AND NEW."attestedById" = ANY (behind) THEN
    RAISE EXCEPTION 'task_done_by_another' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW."verifiedById" IS DISTINCT FROM OLD."verifiedById" AND NEW."verifiedById" = ANY (behind) THEN
    RAISE EXCEPTION 'task_verified_by_another' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER task_done_by_another BEFORE UPDATE OF "attestedById", "verifiedById" ON "Task"
  FOR EACH ROW WHEN (NEW.kind <> 'rotate_secret' AND num_nonnulls(NEW."attestedById", NEW."verifiedById") > 0)
  EXECUTE FUNCTION refuse_own_task();

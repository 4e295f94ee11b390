-- What the app may do, applied anew after every migration. The owner migrates; the app, even when it connects as
-- the owner, runs as keyholder_app, which has no DDL and adds to what is append-only without changing it (SEC-66).

GRANT USAGE ON SCHEMA public, pgboss TO keyholder_app;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public, pgboss TO keyholder_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public, pgboss TO keyholder_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public, pgboss TO keyholder_app;

DO $$
DECLARE
  append_only CONSTANT text[] := ARRAY['AuditEvent', 'GrantTransition', 'Evidence', 'EvidenceFile', 'TaskComment',
    'AccessPolicyVersion', 'DutyConflictChange', 'ClientAnswer', 'LeadApproval', 'LeadApprovalRole', 'Certificate',
    'FolderFile'];
  never_deleted CONSTANT text[] := ARRAY['Grant', 'AuditHead', 'SignInPolicy', 'EmergencyAccess', 'KitLine',
    'DutyConflict', 'Delegation', 'HrSource', 'ScimToken', 'ScimUser', 'ScimGroup', 'Departure', 'Absence',
    'SuspendedKey', 'LegalHold', 'DepartureReport', 'DepartureGuard', 'Closing', 'ClientData', 'TaskMatter',
    'SigningKey', 'WebhookSecret', 'FolderReading'];
  -- Kept for a time, and unchanged until then.
  never_changed CONSTANT text[] := ARRAY['WebhookMessage'];
  read_only CONSTANT text[] := ARRAY['_prisma_migrations', 'GrantStep'];
  name text;
BEGIN
  -- A list may name a table that a later migration makes.
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    IF name = ANY (append_only) THEN
      EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON public.%I FROM keyholder_app', name);
    ELSIF name = ANY (never_deleted) THEN
      EXECUTE format('REVOKE DELETE, TRUNCATE ON public.%I FROM keyholder_app', name);
    ELSIF name = ANY (never_changed) THEN
      EXECUTE format('REVOKE UPDATE, TRUNCATE ON public.%I FROM keyholder_app', name);
    ELSIF name = ANY (read_only) THEN
      EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON public.%I FROM keyholder_app', name);
    END IF;
  END LOOP;
END $$;

import { startApp } from "./app";

/**
 * Before all browser tests: one Keyholder on a free port. The tests find it by the environment, and reach the same
 * database through lib/db. Gives the clean-up back.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const app = await startApp();
  Object.assign(process.env, {
    KEYHOLDER_URL: app.url,
    DATABASE_URL: app.databaseUrl,
    SESSION_SECRET: app.sessionSecret,
    FIELD_ENCRYPTION_KEYS: app.fieldEncryptionKeys,
  });
  return app.stop;
}

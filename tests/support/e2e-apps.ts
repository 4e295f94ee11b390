import type { App } from "./app";

/** How many browsers are driven at once: a journey waits for its pages more than it computes. */
export const WORKERS = 2;

/** Where the set-up leaves the settings of the apps for the workers. */
const APPS = "KEYHOLDER_TEST_APPS";

/** Hands the apps to the workers that are started after it. */
export function handOut(apps: readonly App[]): void {
  const settings = apps.map((app) => ({
    KEYHOLDER_URL: app.url,
    DATABASE_URL: app.databaseUrl,
    HR_FOLDER: app.hrFolder,
    SESSION_SECRET: app.sessionSecret,
    FIELD_ENCRYPTION_KEYS: app.fieldEncryptionKeys,
  }));
  Object.assign(process.env, { [APPS]: JSON.stringify(settings) });
}

/** In a worker: its tests find the app by the environment, and reach the same database through lib/db. */
export function takeOwnApp(): void {
  const { [APPS]: apps, TEST_PARALLEL_INDEX: index } = process.env;
  if (apps && index) Object.assign(process.env, JSON.parse(apps)[Number(index)]);
}

import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ZodError } from "zod";
import { env } from "@/lib/env";
import { addSecrets, readSecrets } from "./data-directory";
import { Refusal } from "./refusal.mjs";

/** The addresses of the database: the app's, and the owner's, who migrates. */
export type DatabaseUrls = { app: string; owner: string; ownerName: string };

/** The database that the environment names; null is the embedded one. */
export function outsideDatabase(): DatabaseUrls | null {
  const app = process.env.DATABASE_URL;
  if (!app) return null;
  const owner = process.env.MIGRATION_DATABASE_URL;
  return { app, owner: owner ?? app, ownerName: owner ? "MIGRATION_DATABASE_URL" : "DATABASE_URL" };
}

/**
 * Completes the environment of everything that runs after this: the secrets, made on the first start and kept in
 * the data directory, and what next-auth reads. With NODE_ENV=production and an outside database the secrets must
 * be given: a second machine, or a lost folder, would otherwise make others and could read nothing. Takes
 * NODE_ENV as the user set it. Throws a Refusal that names the variable.
 */
export function completeEnvironment(dataDirectory: string, nodeEnv: string | undefined): void {
  const mustBeGiven = nodeEnv === "production" && outsideDatabase() !== null;
  ensureSecret("SESSION_SECRET", "sessionSecret", dataDirectory, mustBeGiven, () => key());
  ensureSecret(
    "FIELD_ENCRYPTION_KEYS",
    "fieldEncryptionKeys",
    dataDirectory,
    mustBeGiven,
    () => `k1:${key()}`,
  );
  process.env.KEYHOLDER_URL ||= `http://localhost:${process.env.PORT || "3000"}`;
  process.env.NEXTAUTH_URL = process.env.KEYHOLDER_URL;
  process.env.NEXTAUTH_SECRET = process.env.SESSION_SECRET ?? "";
}

/** Keeps the address that this start serves, for the links that the command line makes. */
export function keepUrl(dataDirectory: string): void {
  writeFileSync(join(dataDirectory, "url"), process.env.KEYHOLDER_URL ?? "");
}

/** The address of the last start, unless the environment names one. Before `completeEnvironment`. */
export function recallUrl(dataDirectory: string): void {
  const file = join(dataDirectory, "url");
  if (!process.env.KEYHOLDER_URL && existsSync(file)) process.env.KEYHOLDER_URL = readFileSync(file, "utf8");
}

/** Checks the whole environment at once, so that a slip stops the start and not a page. */
export function checkEnvironment(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const issue = error.issues[0];
    throw new Refusal(
      `${issue?.path.join(".")} cannot be used (${issue?.message}): correct it in the environment or in .env.`,
      error,
    );
  }
}

function ensureSecret(
  name: "SESSION_SECRET" | "FIELD_ENCRYPTION_KEYS",
  kept: "sessionSecret" | "fieldEncryptionKeys",
  dataDirectory: string,
  mustBeGiven: boolean,
  make: () => string,
): void {
  if (process.env[name]) return;
  if (mustBeGiven) {
    throw new Refusal(
      `${name} is missing: with NODE_ENV=production and a database of your own, set it in the environment (.env.example says how to make one).`,
    );
  }
  process.env[name] = readSecrets(dataDirectory)[kept] ?? addSecrets(dataDirectory, { [kept]: make() })[kept];
}

const key = () => randomBytes(32).toString("base64");

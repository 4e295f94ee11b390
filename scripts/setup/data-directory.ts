import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What `secrets.json` in the data directory keeps, mode 600. */
export type Secrets = {
  sessionSecret?: string;
  fieldEncryptionKeys?: string;
  /** The embedded database: its own name among others on this machine, and its three passwords. */
  postgres?: { id: string; superuser: string; migrator: string; app: string };
};

/** Makes the data directory: others may pass through it (the database's own user may be another), not read it. */
export function makeDataDirectory(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o711 });
}

export function readSecrets(directory: string): Secrets {
  const file = join(directory, "secrets.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
}

/** Adds to the secrets; whole or not at all, for a start may be killed at any time. */
export function addSecrets(directory: string, more: Secrets): Secrets {
  makeDataDirectory(directory);
  const all = { ...readSecrets(directory), ...more };
  const file = join(directory, "secrets.json");
  writeFileSync(`${file}.new`, `${JSON.stringify(all, null, 2)}\n`, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
  return all;
}

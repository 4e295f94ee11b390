import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { loadEnvFile } from "node:process";
import { fileURLToPath } from "node:url";

/** The folder of package.json. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The Node that the project brings (24); the one that started the script may be older. */
export const ownNode = resolve(root, "node_modules/.bin/node");

/** Reads `.env` where there is one. What the shell has set wins. */
export function loadDotEnv() {
  const file = resolve(root, ".env");
  if (existsSync(file)) loadEnvFile(file);
}

/** Where secrets and the embedded database live: `KEYHOLDER_DATA_DIR`, from the project's folder. */
export const dataDirectory = () => resolve(root, process.env.KEYHOLDER_DATA_DIR || ".data");

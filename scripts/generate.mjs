import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ownNode, root } from "./setup/project.mjs";
import { Refusal } from "./setup/refusal.mjs";

const schema = resolve(root, "prisma/schema");
const stampFile = resolve(root, "prisma/generated/.schema-hash");

/**
 * Generates the database client when the schema or Prisma itself has changed.
 * @returns {boolean} whether it had to
 */
export function generate() {
  const hash = createHash("sha256");
  for (const file of readdirSync(schema).sort())
    hash.update(file).update(readFileSync(resolve(schema, file)));
  hash.update(readFileSync(resolve(root, "node_modules/prisma/package.json")));
  const wanted = hash.digest("hex");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return false;

  // `prisma generate` never runs the schema engine, but would download it: any file that exists stops that.
  const env = {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: ownNode,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  };
  const run = spawnSync(ownNode, [resolve(root, "node_modules/prisma/build/index.js"), "generate"], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  if (run.status !== 0)
    throw new Refusal(
      `The database client could not be generated from prisma/schema:\n${run.stdout}${run.stderr}`,
    );
  writeFileSync(stampFile, wanted);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generate();

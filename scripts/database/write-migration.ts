import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { root } from "../setup/project.mjs";
import { explain, Refusal } from "../setup/refusal.mjs";
import { removeCluster, startCluster } from "./cluster";
import { type SchemaFile, schemaDifference, schemaFiles } from "./migrations";

const git = (...args: string[]) =>
  execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

function committedSchema(): SchemaFile[] {
  const paths = git("ls-tree", "--name-only", "HEAD", "prisma/schema/")
    .split("\n")
    .filter((path) => path.endsWith(".prisma"));
  return paths.map((path) => ({ path, content: git("show", `HEAD:${path}`) }));
}

async function writeMigration(name: string | undefined): Promise<void> {
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new Refusal(
      "Give the migration a name in small letters, digits and underscores: npm run migration -- add_vendors",
    );
  }
  const sql = await withCluster((url) => schemaDifference(url, committedSchema(), schemaFiles()));
  if (sql.trim() === "" || sql.includes("This is an empty migration")) {
    throw new Refusal(
      "The schema in prisma/schema is as it was committed: edit it first, and commit it together with its migration.",
    );
  }
  const folder = `prisma/migrations/${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${name}`;
  mkdirSync(resolve(root, folder), { recursive: true });
  writeFileSync(resolve(root, folder, "migration.sql"), sql);
  console.log(
    `${folder}/migration.sql is written: read it, add what a schema cannot say, and start Keyholder to apply it.`,
  );
}

/** Runs work with an empty database, made for it and gone after it. */
async function withCluster<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "keyholder-migration-"));
  chmodSync(folder, 0o755);
  try {
    return await work((await startCluster(folder, { forgetful: true })).migratorUrl);
  } finally {
    await removeCluster(folder);
  }
}

try {
  await writeMigration(process.argv[2]);
  process.exit(0);
} catch (error) {
  const isSchema = error instanceof Error && "code" in error && error.code === "P1012";
  process.exit(explain(isSchema ? new Refusal(error.message) : error));
}

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { SchemaEngine } from "@prisma/schema-engine-wasm";
import { root } from "../setup/project.mjs";

const FOLDER = resolve(root, "prisma/migrations");
const NO_FILTERS = { externalTables: [], externalEnums: [] };

export type SchemaFile = { path: string; content: string };

/** Names of the migrations of this version, in order. */
export function migrationNames(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => existsSync(join(FOLDER, name, "migration.sql")))
    .sort();
}

/** As Prisma notes it of a migration when it is applied. */
export const migrationChecksum = (name: string) =>
  createHash("sha256").update(read(name, "migration.sql")).digest("hex");

/** The schema as it stands in the working folder. */
export function schemaFiles(): SchemaFile[] {
  return readdirSync(resolve(root, "prisma/schema"))
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => ({
      path: `prisma/schema/${name}`,
      content: readFileSync(resolve(root, "prisma/schema", name), "utf8"),
    }));
}

/** Applies what is new, each migration whole, and gives the names of those. Takes the owner's address. */
export function applyMigrations(url: string): Promise<string[]> {
  return withEngine(url, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: FOLDER,
        lockfile: { path: "migration_lock.toml", content: read("migration_lock.toml") },
        shadowDbInitScript: "",
        migrationDirectories: migrationNames().map((path) => ({
          path,
          migrationFile: {
            path: "migration.sql",
            content: { tag: "ok", value: read(path, "migration.sql") },
          },
        })),
      },
      filters: NO_FILTERS,
    });
    return appliedMigrationNames;
  });
}

/** The SQL that leads from one schema to another. The engine asks the database for its version, and no more. */
export function schemaDifference(url: string, from: SchemaFile[], to: SchemaFile[]): Promise<string> {
  return withEngine(url, async (engine) => {
    const { stdout } = await engine.diff({
      from: from.length === 0 ? { tag: "empty" } : { tag: "schemaDatamodel", files: from },
      to: { tag: "schemaDatamodel", files: to },
      script: true,
      exitCode: null,
      filters: NO_FILTERS,
    });
    return stdout ?? "";
  });
}

/** Prisma's own schema engine as WebAssembly: the native one is a download that closed networks do not allow. */
async function withEngine<Result>(
  url: string,
  work: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  const adapters = new WholeScripts({ connectionString: url });
  const datamodels = schemaFiles().map(({ path, content }): [string, string] => [path, content]);
  const restore = letTimersGo();
  try {
    const factory = bindMigrationAwareSqlAdapterFactory(adapters);
    return await work(await SchemaEngine.new({ datamodels }, () => undefined, factory));
  } finally {
    restore();
    await adapters.close();
  }
}

/** The engine's own time limit of 10 s is never cleared, and would keep a finished process alive for as long. */
function letTimersGo(): () => void {
  const original = globalThis.setTimeout;
  globalThis.setTimeout = new Proxy(original, {
    apply: (target, self, given) => Reflect.apply(target, self, given).unref(),
  });
  return () => {
    globalThis.setTimeout = original;
  };
}

const read = (...path: string[]) => readFileSync(join(FOLDER, ...path), "utf8");

/**
 * Prisma's adapter cuts a script at every semicolon, also inside a function's body or a text. PostgreSQL itself
 * takes a whole script, and runs it as one transaction.
 */
class WholeScripts extends PrismaPg {
  private opened: Awaited<ReturnType<PrismaPg["connect"]>>[] = [];

  override async connect() {
    const adapter = await super.connect();
    this.opened.push(adapter);
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }

  /** The engine closes nothing, and holds its advisory lock for as long as its connection lives. */
  async close() {
    for (const adapter of this.opened) await adapter.dispose();
  }
}

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { db } from "@/lib/db";

export type Health = {
  ready: boolean;
  database: "reachable" | "unreachable";
  migrations: "current" | "behind" | "ahead" | "unknown";
};

/** Can this version serve now: does the database answer, and has it exactly the migrations of this version? */
export async function checkHealth(): Promise<Health> {
  try {
    const rows = await db.$queryRaw<{ name: string }[]>`
      SELECT migration_name AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
    const migrations = compareMigrations(
      ownMigrations(),
      rows.map(({ name }) => name),
    );
    return { ready: migrations === "current", database: "reachable", migrations };
  } catch (error) {
    console.error("health:", error);
    return { ready: false, database: "unreachable", migrations: "unknown" };
  }
}

/** How a database's applied migrations stand to a version's own. Ahead counts first: it is the dangerous one. */
export function compareMigrations(own: readonly string[], applied: readonly string[]): Health["migrations"] {
  if (applied.some((name) => !own.includes(name))) return "ahead";
  return own.every((name) => applied.includes(name)) ? "current" : "behind";
}

let names: string[] | undefined;

function ownMigrations(): string[] {
  const folder = join(/* turbopackIgnore: true */ process.cwd(), "prisma/migrations");
  names ??= readdirSync(folder).filter((name) => existsSync(join(folder, name, "migration.sql")));
  return names;
}

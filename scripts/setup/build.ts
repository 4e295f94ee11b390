import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ownNode, root } from "./project.mjs";
import { Refusal } from "./refusal.mjs";

const SOURCES = ["app", "components", "lib", "public", "prisma/schema", "proxy.ts", "instrumentation.ts"];
const SETTINGS = [
  "next.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const stampFile = resolve(root, ".next/keyholder-build");

/** Next's own command line, with our line of life: it ends when the process that started it has gone. */
export function spawnNext(args: readonly string[], nodeEnv: "production" | "development"): ChildProcess {
  const imports = ["--import", resolve(root, "scripts/setup/end-with-parent.mjs")];
  return spawn(ownNode, [...imports, resolve(root, "node_modules/next/dist/bin/next"), ...args], {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: nodeEnv,
      NEXT_TELEMETRY_DISABLED: "1",
      KEYHOLDER_PARENT: String(process.pid),
      MIGRATION_DATABASE_URL: undefined,
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

/** Makes the production build when a source has changed since the last. Says whether it had to. */
export async function ensureBuild(spawned: (child: ChildProcess) => void): Promise<boolean> {
  const wanted = sourcesHash();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === wanted) return false;
  rmSync(stampFile, { force: true });
  // The compiler's notes from before a route was added make it refuse links to that route.
  rmSync(resolve(root, "tsconfig.tsbuildinfo"), { force: true });
  const child = spawnNext(["build"], "production");
  spawned(child);
  const code = await new Promise((done, failed) => child.on("error", failed).on("close", done));
  if (code !== 0) throw new Refusal("The production build failed (its own message is above).");
  writeFileSync(stampFile, wanted);
  return true;
}

function sourcesHash(): string {
  const hash = createHash("sha256");
  for (const name of [...SOURCES, ...SETTINGS]) {
    const path = resolve(root, name);
    if (!existsSync(path)) continue;
    for (const file of statSync(path).isDirectory() ? filesBelow(path) : [path]) {
      hash.update(file.slice(root.length)).update(readFileSync(file));
    }
  }
  return hash.digest("hex");
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "@/scripts/setup/project.mjs";
import { type Server, serveBuild } from "./serve-build";

/** What Next.js reads of a project's root when it serves a build. */
const BESIDE = ["node_modules", "package.json", "next.config.js", "prisma"];

/**
 * The build that is there, served on the same database with its proxy switched off: a copy whose list of functions
 * has no proxy, which is what Next.js would see had `proxy.ts` a wrong name (SEC-40). Everything else is the same,
 * to the byte. It listens on an address of its own and counts that as its own origin.
 */
export async function startWithoutProxy(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "keyholder-without-proxy-"));
  copyBuild(folder);
  try {
    const { url, stop } = await serveBuild(folder);
    return { url, stop: () => stop().finally(() => rmSync(folder, { recursive: true, force: true })) };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function copyBuild(folder: string): void {
  for (const name of BESIDE) symlinkSync(join(root, name), join(folder, name));
  mkdirSync(join(folder, ".next"));
  cpSync(join(root, ".next"), join(folder, ".next"), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !/\.next\/(cache|dev|trace|trace-build|turbopack|types)(\/|$)/.test(path),
  });
  writeFileSync(
    join(folder, ".next/server/functions-config-manifest.json"),
    JSON.stringify({ version: 1, functions: {} }),
  );
}

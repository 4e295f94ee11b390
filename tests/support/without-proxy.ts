import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownNode, root } from "@/scripts/setup/project.mjs";
import { freePort, isReady } from "./app";

/** What Next.js reads of a project's root when it serves a build. */
const BESIDE = ["node_modules", "package.json", "next.config.js", "prisma"];

/**
 * The build that is there, served on the same database with its proxy switched off: a copy whose list of functions
 * has no proxy, which is what Next.js would see had `proxy.ts` a wrong name (SEC-40). Everything else is the same,
 * to the byte. It listens on an address of its own and counts that as its own origin.
 */
export async function startWithoutProxy(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "keyholder-without-proxy-"));
  copyBuild(folder);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const imports = ["--import", join(root, "scripts/setup/end-with-parent.mjs")];
  const next = join(root, "node_modules/next/dist/bin/next");
  const child = spawn(ownNode, [...imports, next, "start", "-p", String(port)], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      KEYHOLDER_PARENT: String(process.pid),
      KEYHOLDER_URL: url,
      NEXTAUTH_URL: url,
      NEXTAUTH_SECRET: process.env.SESSION_SECRET ?? "",
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  const left = new Promise<void>((done) => child.on("close", () => done()));
  const stop = async () => {
    child.kill("SIGTERM");
    await left;
    rmSync(folder, { recursive: true, force: true });
  };
  const started = Date.now();
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() - started > 60_000) {
      await stop();
      throw new Error(`Keyholder did not start without its proxy:\n${said}`);
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  return { url, stop };
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

import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeCluster } from "@/scripts/database/cluster";
import { root } from "@/scripts/setup/project.mjs";

/** Keyholder as `npm start` runs it, with a port, a database and secrets of its own. */
export type App = {
  url: string;
  /** The app's address of its database; lib/db works with it. */
  databaseUrl: string;
  /** The folder that it reads as an HR system's. */
  hrFolder: string;
  sessionSecret: string;
  fieldEncryptionKeys: string;
  /** What it has said on its terminal so far. */
  output: () => string;
  /** `npm run keyholder -- …` beside it, on the same database; gives the exit code and the answer. */
  keyholder: (...args: string[]) => Promise<{ code: number | null; answer: string }>;
  stop: () => Promise<void>;
};

/**
 * Starts it, from the build that is there when no source has changed. `args` as after `npm start --`; `settings` of
 * the environment, besides.
 */
export async function startApp(
  args: readonly string[] = [],
  settings: Record<string, string> = {},
): Promise<App> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "keyholder-app-"));
  // Open to the user that the database runs as, when this is root.
  chmodSync(folder, 0o755);
  const hrFolder = join(folder, "hr");
  mkdirSync(hrFolder);
  const url = `http://localhost:${port}`;
  const own = { PORT: String(port), KEYHOLDER_DATA_DIR: folder, KEYHOLDER_URL: url, HR_FOLDER: hrFolder };
  const env = { ...process.env, ...own };
  for (const name of [
    "DATABASE_URL",
    "MIGRATION_DATABASE_URL",
    "SESSION_SECRET",
    "FIELD_ENCRYPTION_KEYS",
    "NODE_ENV",
  ]) {
    Reflect.set(env, name, "");
  }
  Object.assign(env, settings);
  let said = "";
  const child = spawn(process.execPath, [join(root, "scripts/start.mjs"), ...args], { cwd: root, env });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const left = new Promise<void>((done) => child.on("close", () => done()));
  const stop = async () => {
    child.kill("SIGTERM");
    await left;
    await removeCluster(folder);
  };
  const started = Date.now();
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() - started > 600_000) {
      await stop();
      throw new Error(`Keyholder did not start for the tests:\\n${said}`);
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  const secrets = JSON.parse(readFileSync(join(folder, "secrets.json"), "utf8"));
  const databasePort = readFileSync(join(folder, "postgres.port"), "utf8");
  return {
    url,
    hrFolder,
    databaseUrl: `postgresql://keyholder_app:${secrets.postgres.app}@127.0.0.1:${databasePort}/keyholder`,
    sessionSecret: secrets.sessionSecret,
    fieldEncryptionKeys: secrets.fieldEncryptionKeys,
    output: () => said,
    keyholder: (...args) => runVerb(args, env),
    stop,
  };
}

async function runVerb(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; answer: string }> {
  const child = spawn(process.execPath, [join(root, "scripts/keyholder.mjs"), ...args], { cwd: root, env });
  let answer = "";
  child.stdout.on("data", (chunk) => (answer += chunk));
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, answer };
}

/** Whether the Keyholder at this address answers and its database is ready. */
export async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health/ready`)).ok;
  } catch {
    return false;
  }
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().on("error", failed);
    server.listen(0, () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? done(address.port) : failed(new Error("no port")),
      );
    });
  });
}

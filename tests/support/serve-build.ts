import { spawn } from "node:child_process";
import { join } from "node:path";
import { ownNode, root } from "@/scripts/setup/project.mjs";
import { freePort, isReady } from "./app";

/** A further process that serves the build, on the database of the tests. */
export type Server = { url: string; stop: () => Promise<void> };

/**
 * Serves the build that is in `folder` on a free port, with the tests' database and secrets and these settings
 * besides. Browsers reach it at `address`, which is its own unless something stands before it.
 */
export async function serveBuild(
  folder: string,
  { address, ...settings }: { address?: string } & Record<string, string> = {},
): Promise<Server> {
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
      KEYHOLDER_URL: address ?? url,
      NEXTAUTH_URL: address ?? url,
      NEXTAUTH_SECRET: process.env.SESSION_SECRET ?? "",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  const left = new Promise<void>((done) => child.on("close", () => done()));
  // It lets requests end that are under way. What an attack has left half-open never ends, and is cut off.
  const stop = async () => {
    child.kill("SIGTERM");
    const cut = setTimeout(() => child.kill("SIGKILL"), 15_000);
    await left;
    clearTimeout(cut);
  };
  const started = Date.now();
  while (!(await isReady(url))) {
    if (child.exitCode !== null || Date.now() - started > 60_000) {
      await stop();
      throw new Error(`Keyholder did not start from its build:\n${said}`);
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  return { url, stop };
}

/**
 * Two instances of the app at one address, as behind a load balancer that says where each request comes from: the
 * address that the tests' own app has, so that its cookies, passkeys and links are theirs too.
 */
export async function startTwo(): Promise<{ urls: [string, string]; stop: () => Promise<void> }> {
  const settings = { address: process.env.KEYHOLDER_URL ?? "", TRUSTED_PROXIES: "1" };
  const [one, two] = await Promise.all([serveBuild(root, settings), serveBuild(root, settings)]);
  return {
    urls: [one.url, two.url],
    stop: async () => {
      await Promise.all([one.stop(), two.stop()]);
    },
  };
}

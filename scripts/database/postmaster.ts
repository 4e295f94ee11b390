import { spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { pause, processStamp, until } from "../setup/processes.mjs";
import { Refusal } from "../setup/refusal.mjs";
import { type ClusterPlace, clusterEnvironment } from "./cluster-place";

export type Postmaster = { pid: number; port: number; isReady: boolean };

/** The server that runs on this data now, if one does; a lock file that a killed one has left counts as none. */
export function runningPostmaster(place: ClusterPlace): Postmaster | null {
  const file = join(place.data, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (!servesData(pid, place.data)) return null;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" };
}

/** Starts the server and waits until it takes connections. Throws a Refusal with the end of its log otherwise. */
export async function startPostmaster(
  place: ClusterPlace,
  port: number,
  settings: readonly string[],
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt += 1) {
    removeStaleLock(place);
    const from = existsSync(place.log) ? statSync(place.log).size : 0;
    // A session of its own: Ctrl-C reaches the start script alone, which stops the web server first.
    const log = openSync(place.log, from > 5_000_000 ? "w" : "a", 0o600);
    const child = spawn(join(place.programs, "bin", "postgres"), postgresArguments(place, port, settings), {
      ...place.user,
      cwd: "/",
      detached: true,
      stdio: ["ignore", log, log],
      env: clusterEnvironment,
    });
    closeSync(log);
    let left = false;
    child.on("exit", () => (left = true)).on("error", () => (left = true));
    child.unref();
    await until(120_000, () => left || runningPostmaster(place)?.isReady === true);
    const running = runningPostmaster(place);
    if (running?.isReady && !left) return running;

    const said = logSince(place.log, from > 5_000_000 ? 0 : from);
    // The killed server's own children may live for a moment longer.
    if (attempt < 20 && /pre-existing shared memory block|lock file .* already exists/.test(said)) {
      await pause(500);
      continue;
    }
    throw new Refusal(
      `The embedded PostgreSQL did not start; its log (${place.log}) ends:\n${said.trim().split("\n").slice(-5).join("\n")}`,
    );
  }
}

/** Stops a server: open transactions are rolled back, everything committed is kept. */
export async function stopPostmaster(place: ClusterPlace, pid: number): Promise<void> {
  const stamp = processStamp(pid);
  const isGone = () => stamp === null || processStamp(pid) !== stamp;
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (isGone() || !servesData(pid, place.data)) return;
    process.kill(pid, signal);
    if (await until(20_000, isGone)) return;
  }
}

/** A port of this machine that nobody listens on: the wished one if it is free. */
export async function freePort(wished?: number): Promise<number> {
  for (const port of wished ? [wished, 0] : [0]) {
    const found = await new Promise<number | null>((done) => {
      const server = createServer();
      server.on("error", () => done(null));
      server.listen(port, "127.0.0.1", () => {
        const address = server.address();
        server.close(() => done(address && typeof address === "object" ? address.port : null));
      });
    });
    if (found) return found;
  }
  throw new Refusal(
    "No free port was found on 127.0.0.1 for the embedded PostgreSQL: close some programs, then start again.",
  );
}

function postgresArguments(place: ClusterPlace, port: number, settings: readonly string[]): string[] {
  const fixed = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=100",
    "timezone=UTC",
    "log_timezone=UTC",
  ];
  return ["-D", place.data, "-p", String(port), ...[...fixed, ...settings].flatMap((each) => ["-c", each])];
}

/** A lock file whose number now belongs to another program would stop PostgreSQL; it knows only the number. */
function removeStaleLock(place: ClusterPlace): void {
  const file = join(place.data, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (processStamp(pid) !== null && !servesData(pid, place.data)) rmSync(file);
}

function servesData(pid: number, data: string): boolean {
  if (processStamp(pid) === null) return false;
  if (!existsSync("/proc/self/cwd")) {
    return (
      spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout?.includes(data) ??
      false
    );
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data);
  } catch {
    return false;
  }
}

function logSince(log: string, from: number): string {
  return readFileSync(log).subarray(from).toString("utf8");
}

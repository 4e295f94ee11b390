import type { ChildProcess } from "node:child_process";
import { migrateDatabase, type OpenDatabase, openDatabase } from "./database/open-database";
import { prepare, welcome } from "./prepare";
import { ensureBuild, spawnNext } from "./setup/build";
import { checkEnvironment, completeEnvironment, keepUrl } from "./setup/environment";
import { onStop } from "./setup/lifeline";
import { until } from "./setup/processes.mjs";
import { dataDirectory } from "./setup/project.mjs";
import { explain, Refusal } from "./setup/refusal.mjs";
import { startSteps as steps } from "./setup/steps.mjs";

const isDev = process.argv.includes("--dev");
const demo = process.argv.includes("--demo");

let stopping = false;
let child: ChildProcess | undefined;
let database: OpenDatabase | undefined;

/** The second part of `npm start`: database, build, server. Ends when the server does. */
async function start(): Promise<void> {
  const folder = dataDirectory();
  completeEnvironment(folder, process.env.NODE_ENV);
  keepUrl(folder);

  const { urls } = await steps.run("Database", async () => {
    database = await openDatabase(folder);
    return { ...database, toString: () => database?.where ?? "" };
  });
  process.env.DATABASE_URL = urls.app;
  watchDatabase();
  checkEnvironment();
  await steps.run("Migrations", async () => {
    const applied = await migrateDatabase(urls);
    return applied.length > 0 ? `${applied.length} applied` : "up to date";
  });
  await steps.run("Catalogue", () => prepare({ demo }));
  await steps.run("Build", async () => {
    if (isDev) return "none, for development";
    steps.say("looking for changed sources");
    return (await ensureBuild(track)) ? "made" : "up to date";
  });
  await steps.run("Server", serve);
  for (const line of await welcome()) console.log(line);
}

/** Starts the web server and waits until it answers. */
async function serve(): Promise<string> {
  const port = process.env.PORT ?? "3000";
  const server = spawnNext(
    isDev ? ["dev", "-p", port] : ["start", "-p", port],
    isDev ? "development" : "production",
  );
  track(server);
  let left = false;
  server.on("close", (code) => {
    left = true;
    if (!stopping) void stop(`The server has ended by itself (code ${code}); its own message is above.`);
  });
  const answers = await until(60_000, async () => left || (await isAlive(port)));
  if (!answers || left)
    throw new Refusal("The server did not answer within a minute; its own messages are above.");
  return `ready on ${process.env.KEYHOLDER_URL}`;
}

async function isAlive(port: string): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health/live`)).ok;
  } catch {
    return false;
  }
}

/** Without its database the server only fails: better to stop, so that whoever watches over it starts it again. */
function watchDatabase(): void {
  const timer = setInterval(() => {
    if (stopping || database?.isAlive()) return;
    clearInterval(timer);
    void stop(
      "The embedded PostgreSQL has ended by itself (its log is postgres.log beside its data): start Keyholder again.",
    );
  }, 1_000);
  timer.unref();
}

/** Remembers what has to end before the database does. */
function track(started: ChildProcess): void {
  child = started;
}

/** Ends the server, then the database, then this process: code 1 when something went wrong, else 0. */
async function stop(failure?: unknown): Promise<never> {
  stopping = true;
  const code =
    failure === undefined ? 0 : explain(typeof failure === "string" ? new Refusal(failure) : failure);
  const last = child;
  if (last?.pid && last.exitCode === null && last.signalCode === null) {
    last.kill("SIGTERM");
    const hasLeft = () => last.exitCode !== null || last.signalCode !== null;
    if (!(await until(8_000, hasLeft))) last.kill("SIGKILL");
  }
  await database?.stop();
  process.exit(code);
}

// Whoever read our output may have gone before us; that must not keep the database from being put away.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
onStop(() => stop());
try {
  await start();
} catch (error) {
  if (!stopping) await stop(error);
}

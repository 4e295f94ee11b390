import { type DatabaseUrls, outsideDatabase } from "../setup/environment";
import { until } from "../setup/processes.mjs";
import { type Cluster, runningCluster, startCluster } from "./cluster";
import { migrate } from "./migrate";

/** A database that is there to be used, and what to do when done with it. */
export type OpenDatabase = {
  urls: DatabaseUrls;
  where: string;
  isAlive: () => boolean;
  stop: () => Promise<void>;
};

/** The database that the environment names, or else the embedded one of the data directory, started. */
export async function openDatabase(dataDirectory: string): Promise<OpenDatabase> {
  return openOutside() ?? openCluster(await startCluster(dataDirectory));
}

/** The same for a guest: the embedded database must run already, started by another process. */
export async function joinDatabase(dataDirectory: string): Promise<OpenDatabase | null> {
  let found = openOutside();
  await until(60_000, () => {
    const running = found ? null : runningCluster(dataDirectory);
    if (running) found = openCluster(running);
    return found !== null;
  });
  return found;
}

function openOutside(): OpenDatabase | null {
  const urls = outsideDatabase();
  return urls && { urls, where: "yours, at DATABASE_URL", isAlive: () => true, stop: async () => undefined };
}

function openCluster({ appUrl, migratorUrl, isAlive, stop }: Cluster): OpenDatabase {
  const urls = { app: appUrl, owner: migratorUrl, ownerName: "DATABASE_URL" };
  return { urls, where: `PostgreSQL on 127.0.0.1:${new URL(appUrl).port}`, isAlive, stop };
}

/** Brings it to this version. Gives the names of the migrations applied. */
export function migrateDatabase({ app, owner, ownerName }: DatabaseUrls): Promise<string[]> {
  return migrate({ url: owner, name: ownerName }, appUser(app));
}

function appUser(url: string): string | undefined {
  return URL.canParse(url) ? decodeURIComponent(new URL(url).username) || undefined : undefined;
}

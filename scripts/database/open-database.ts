import type { DatabaseUrls } from "../setup/environment";
import { outsideDatabase } from "../setup/environment";
import { type ClusterOptions, startCluster } from "./cluster";
import { migrate } from "./migrate";

/** A database that is there to be used, and what to do when done with it. */
export type OpenDatabase = {
  urls: DatabaseUrls;
  where: string;
  isAlive: () => boolean;
  stop: () => Promise<void>;
};

/** The database that the environment names, or else the embedded one of the data directory, started. */
export async function openDatabase(
  dataDirectory: string,
  options: ClusterOptions = {},
): Promise<OpenDatabase> {
  const outside = outsideDatabase();
  if (outside) {
    return {
      urls: outside,
      where: "yours, at DATABASE_URL",
      isAlive: () => true,
      stop: async () => undefined,
    };
  }
  const cluster = await startCluster(dataDirectory, options);
  const urls = { app: cluster.appUrl, owner: cluster.migratorUrl, ownerName: "DATABASE_URL" };
  return {
    urls,
    where: `PostgreSQL on 127.0.0.1:${new URL(urls.app).port}`,
    isAlive: cluster.isAlive,
    stop: cluster.stop,
  };
}

/** Brings it to this version. Gives the names of the migrations applied. */
export function migrateDatabase({ app, owner, ownerName }: DatabaseUrls): Promise<string[]> {
  return migrate({ url: owner, name: ownerName }, appUser(app));
}

function appUser(url: string): string | undefined {
  return URL.canParse(url) ? decodeURIComponent(new URL(url).username) || undefined : undefined;
}

import { Client } from "pg";
import { type TestServer, withDatabase } from "../support/test-server";

/** Databases of one benchmark: `work` is made anew from a prepared one before each measurement. */
export type Databases = {
  /** The app's and the owner's address of `work`; the same through the whole run. */
  appUrl: string;
  ownerUrl: string;
  /** Makes `work` anew. Nobody may be connected to the other one. */
  workFrom: (prepared: string) => Promise<void>;
  /** Keeps `work`, as it is, under a name to make it anew from. */
  keepAs: (prepared: string) => Promise<void>;
};

const WORK = "keyholder_bench_work";

/** Opens the work database as a clone of the server's migrated template. */
export async function openDatabases(server: TestServer): Promise<Databases> {
  const admin = (sql: string) => run(server.ownerUrl, sql);
  const databases: Databases = {
    appUrl: withDatabase(server.appUrl, WORK),
    ownerUrl: withDatabase(server.ownerUrl, WORK),
    async workFrom(prepared) {
      await admin(`DROP DATABASE IF EXISTS ${WORK} WITH (FORCE)`);
      await admin(`CREATE DATABASE ${WORK} TEMPLATE ${prepared} STRATEGY file_copy`);
    },
    async keepAs(prepared) {
      await admin(`DROP DATABASE IF EXISTS ${prepared} WITH (FORCE)`);
      // The queue's sender has connections of its own.
      await admin(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${WORK}'`);
      await admin(`ALTER DATABASE ${WORK} RENAME TO ${prepared}`);
    },
  };
  await databases.workFrom(server.template);
  return databases;
}

/** Runs statements on a connection of its own. */
export async function run(url: string, sql: string): Promise<void> {
  await withClient(url, (client) => client.query(sql));
}

/** Lends a connection. */
export async function withClient<Result>(
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

import { join } from "node:path";
import { checkHealth } from "@/lib/health";
import { joinDatabase, migrateDatabase, type OpenDatabase, openDatabase } from "../database/open-database";
import { prepare } from "../prepare";
import { makeDataDirectory } from "../setup/data-directory";
import { checkEnvironment, completeEnvironment, outsideDatabase, recallUrl } from "../setup/environment";
import { onStop } from "../setup/lifeline";
import { takeLock } from "../setup/lock.mjs";
import { dataDirectory } from "../setup/project.mjs";
import { Refusal } from "../setup/refusal.mjs";
import type { Answer, RunOptions } from "./verb";

/**
 * Does a verb's work on the database that the server uses: on the one that is running, or on the embedded one,
 * started for as long as this takes. Throws a Refusal where there is none to be had.
 */
export async function withDatabase(work: () => Promise<Answer>, options: RunOptions = {}): Promise<Answer> {
  const folder = dataDirectory();
  makeDataDirectory(folder);
  recallUrl(folder);
  completeEnvironment(folder, process.env.NODE_ENV);
  const { database, close } = await open(folder);
  onStop(async () => {
    await close();
    process.exit(1);
  });
  try {
    process.env.DATABASE_URL = database.urls.app;
    checkEnvironment();
    if (!options.anyVersion && !(await checkHealth()).ready) {
      throw new Refusal(
        "The database is not at this version of Keyholder: run npm start once, which brings it there.",
      );
    }
    return await work();
  } finally {
    await close();
  }
}

async function open(folder: string): Promise<{ database: OpenDatabase; close: () => Promise<void> }> {
  const lock = outsideDatabase() ? null : await takeLock(join(folder, "start.lock"));
  if (!lock || "heldBy" in lock) {
    const database = await joinDatabase(folder);
    if (database) return { database, close: async () => undefined };
    throw new Refusal(
      `Another process (${lock?.heldBy}) holds ${folder} and has no database running: wait for it, or stop it.`,
    );
  }
  try {
    const database = await openDatabase(folder);
    const close = async () => {
      await database.stop();
      lock.release();
    };
    try {
      await migrateDatabase(database.urls);
      process.env.DATABASE_URL = database.urls.app;
      await prepare({ demo: false });
    } catch (error) {
      await close();
      throw error;
    }
    return { database, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

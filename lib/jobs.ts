import { fromPrisma, PgBoss } from "pg-boss";
import type { Tx } from "@/lib/db";
import { env } from "@/lib/env";

/** Every kind of promised effect with its data. A domain adds its kind here and its work in its `jobs.ts`. */
export type JobData = {
  /** Deliver one mail of the outbox. */
  "notifications.deliver-mail": { mailId: string };
};

export type JobKind = keyof JobData;

/** The kinds as the database's queues have them; the migration step makes the queues. */
export const jobKinds: readonly JobKind[] = ["notifications.deliver-mail"];

/** An effect, promised in the transaction of the command that causes it, done later, safe to do twice. */
export type Job = { [K in JobKind]: { kind: K; data: JobData[K] } }[JobKind];

let sender: Promise<PgBoss> | undefined;

/**
 * How the queue connects for its own statements: as the app's role, with few connections of its own. (Through
 * Prisma it could not start: it reads a type there that Prisma does not know.)
 */
export const queueConnection = () => ({
  connectionString: env().DATABASE_URL,
  max: 2,
  options: "-c role=keyholder_app",
  connectionTimeoutMillis: 5_000,
});

function startSender(): Promise<PgBoss> {
  const boss = new PgBoss({ ...queueConnection(), migrate: false, supervise: false, schedule: false });
  boss.on("error", noteLostConnection);
  return boss.start();
}

/** A server that is being stopped ends idle connections: nothing to report. Of others the message, not the client. */
export function noteLostConnection(error: Error): void {
  if ("code" in error && error.code === "57P01") return;
  console.error("job queue:", error.message);
}

/** Saves jobs in the caller's transaction, one statement for each kind. For the command kernel. */
export async function saveJobs(tx: Tx, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return;
  // A start that failed is not kept: the next command tries again.
  sender ??= startSender().catch((error) => {
    sender = undefined;
    throw error;
  });
  const boss = await sender;
  for (const [kind, sameKind] of Map.groupBy(jobs, (job) => job.kind)) {
    await boss.insert(
      kind,
      sameKind.map((job) => ({ data: job.data, retryLimit: 8, retryDelay: 30, retryBackoff: true })),
      { db: fromPrisma(tx) },
    );
  }
}

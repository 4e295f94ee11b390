import { PgBoss, type Job as QueuedJob } from "pg-boss";
import { db } from "@/lib/db";
import { type JobData, type JobKind, jobKinds, queueConnection, saveJobs } from "@/lib/jobs";
import { deliverMail, waitingMail } from "@/lib/notifications/jobs";

/** What is done for each kind of job. Each may be done twice: the queue delivers at least once. */
const work: { [K in JobKind]: (data: JobData[K]) => Promise<void> } = {
  "notifications.deliver-mail": deliverMail,
};

/**
 * Starts doing jobs in this process; several processes share them. The queue's tables are the migration step's,
 * so nothing is created here. Gives the function that lets running jobs end and stops.
 */
export async function startWorker(): Promise<() => Promise<void>> {
  const boss = new PgBoss({ ...queueConnection(), migrate: false, schedule: false, supervise: true });
  boss.on("error", (error) => console.error("worker:", error));
  await boss.start();
  await db.$transaction(async (tx) => saveJobs(tx, await waitingMail()));
  for (const kind of jobKinds) await listen(boss, kind);
  return () => boss.stop({ graceful: true, timeout: 10_000 });
}

/** One job at a time of each kind; one that throws is tried again later. */
async function listen<K extends JobKind>(boss: PgBoss, kind: K): Promise<void> {
  await boss.work<JobData[K]>(kind, { batchSize: 1 }, async (jobs: QueuedJob<JobData[K]>[]) => {
    for (const job of jobs) await work[kind](job.data);
  });
}

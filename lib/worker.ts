import { PgBoss, type Job as QueuedJob } from "pg-boss";
import { systemActor } from "@/lib/auth/actor";
import { type JobData, type JobKind, jobKinds, noteLostConnection, queueConnection } from "@/lib/jobs";
import { deliverMail } from "@/lib/notifications/jobs";
import { requeueMail } from "@/lib/notifications/requeue-mail";

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
  boss.on("error", noteLostConnection);
  await boss.start();
  await requeueMail(systemActor("mail"), {});
  for (const kind of jobKinds) await listen(boss, kind);
  return () => boss.stop({ graceful: true, timeout: 10_000 });
}

/** One job at a time of each kind; one that throws is tried again later. */
async function listen<K extends JobKind>(boss: PgBoss, kind: K): Promise<void> {
  await boss.work<JobData[K]>(kind, { batchSize: 1 }, async (jobs: QueuedJob<JobData[K]>[]) => {
    for (const job of jobs) await work[kind](job.data);
  });
}

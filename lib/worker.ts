import { type JobResult, PgBoss, type Job as QueuedJob } from "pg-boss";
import { systemActor } from "@/lib/auth/actor";
import { followEnds } from "@/lib/closings/jobs";
import { settleDueDelegations } from "@/lib/delegations/jobs";
import {
  isScheduled,
  type JobAnswer,
  type JobData,
  type JobKind,
  jobKinds,
  noteLostConnection,
  queueConnection,
} from "@/lib/jobs";
import { escalateLateTerminations, findSeen, followAbsences, followContracts } from "@/lib/lifecycle/jobs";
import { carryOutDueMoves, remindOfNearMoves } from "@/lib/moves/jobs";
import {
  deliverMail,
  postHookMessage,
  removeOldNotices,
  routeTold,
  sendDueDigests,
} from "@/lib/notifications/jobs";
import { requeueMail } from "@/lib/notifications/requeue-mail";
import { remindOfEndingExceptions } from "@/lib/preconditions/jobs";
import {
  expireDueGrants,
  findHeldConflicts,
  remindHolders,
  remindOfSharedLogins,
  tellAssignees,
} from "@/lib/register/jobs";
import {
  escalateLate,
  expireDueExceptions,
  expireDueItems,
  remindDueClients,
  remindOfLateReviews,
  removeOldDrafts,
} from "@/lib/requests/jobs";
import { readHrFolder, removeOldMessages } from "@/lib/sources/jobs";

/**
 * What is done for each kind of job. Each may be done twice: the queue delivers at least once. What it answers is kept
 * with the run, for the owners' page.
 */
const work: { [K in JobKind]: (data: JobData[K]) => Promise<JobAnswer> } = {
  "notifications.deliver-mail": deliverMail,
  "notifications.route-notices": routeTold,
  "notifications.post-to-hook": postHookMessage,
  "notifications.send-digests": sendDueDigests,
  "notifications.remove-notices": removeOldNotices,
  "register.remind-of-logins": remindOfSharedLogins,
  "preconditions.remind-of-exceptions": remindOfEndingExceptions,
  "closings.follow-ends": followEnds,
  "lifecycle.find-seen": findSeen,
  "register.expire-grants": expireDueGrants,
  "register.remind-of-ends": remindHolders,
  "register.tell-of-tasks": tellAssignees,
  "register.find-conflicts": findHeldConflicts,
  "requests.expire-items": expireDueItems,
  "requests.escalate-requests": escalateLate,
  "requests.remind-of-reviews": remindOfLateReviews,
  "requests.remind-clients": remindDueClients,
  "requests.expire-exceptions": expireDueExceptions,
  "requests.remove-drafts": removeOldDrafts,
  "delegations.settle-delegations": settleDueDelegations,
  "lifecycle.follow-contracts": followContracts,
  "lifecycle.follow-absences": followAbsences,
  "moves.carry-out-moves": carryOutDueMoves,
  "moves.remind-of-moves": remindOfNearMoves,
  "lifecycle.escalate-terminations": escalateLateTerminations,
  "sources.read-folder": readHrFolder,
  "sources.remove-messages": removeOldMessages,
};

/**
 * Starts doing jobs in this process; several processes share them. The queue's tables are the migration step's,
 * so nothing is created here. Gives the function that lets running jobs end and stops.
 */
export async function startWorker(): Promise<() => Promise<void>> {
  const boss = new PgBoss({ ...queueConnection(), migrate: false, schedule: true, supervise: true });
  boss.on("error", noteLostConnection);
  await boss.start();
  await requeueMail(systemActor("mail"), {});
  for (const kind of jobKinds) await listen(boss, kind);
  return () => boss.stop({ graceful: true, timeout: 10_000 });
}

/** In seconds: what comes back by the clock waits anyway, and the database is asked less. */
const POLLING = { promised: 2, scheduled: 10 };

/**
 * One job after the other of each kind; one that throws is tried again later. While there are more it goes on at once,
 * and waits when it has found fewer than it would take.
 */
async function listen<K extends JobKind>(boss: PgBoss, kind: K): Promise<void> {
  const pollingIntervalSeconds = isScheduled(kind) ? POLLING.scheduled : POLLING.promised;
  const options = {
    batchSize: 10,
    burstWhenBatchFull: true,
    perJobResults: true,
    pollingIntervalSeconds,
  } as const;
  await boss.work<JobData[K]>(kind, options, async (jobs: QueuedJob<JobData[K]>[]) => {
    const results: JobResult[] = [];
    for (const job of jobs) results.push(await outcome(job.id, () => work[kind](job.data)));
    return results;
  });
}

/** What came of one job: its failure is its own, not that of those beside it. */
async function outcome(id: string, run: () => Promise<JobAnswer>): Promise<JobResult> {
  try {
    return { id, status: "completed", output: await run() };
  } catch (error) {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { id, status: "failed", output: { message, stack } };
  }
}

import { fromPrisma, PgBoss } from "pg-boss";
import type { Tx } from "@/lib/db";
import { env } from "@/lib/env";

/** Every kind of promised effect with its data. A domain adds its kind here and its work in its `jobs.ts`. */
export type JobData = {
  /** Deliver one mail of the outbox. */
  "notifications.deliver-mail": { mailId: string };
  /** Decide how what people are told goes by mail, and write what goes at once. */
  "notifications.route-notices": Record<string, never>;
  /** Post one message to a channel of the studio's chat. */
  "notifications.post-to-hook": { messageId: string };
  /** Write the digests of the day. */
  "notifications.send-digests": Record<string, never>;
  /** Remove what people were told long ago. */
  "notifications.remove-notices": Record<string, never>;
  /** Tell of shared logins that are not in hand. */
  "register.remind-of-logins": Record<string, never>;
  /** Tell of exceptions that are about to end. */
  "preconditions.remind-of-exceptions": Record<string, never>;
  /** Follow the last days of engagements. */
  "closings.follow-ends": Record<string, never>;
  /** Find keys of people who have left. */
  "lifecycle.find-seen": Record<string, never>;
  /** Take back what has come to its end. */
  "register.expire-grants": Record<string, never>;
  /** Tell holders of coming ends. */
  "register.remind-of-ends": Record<string, never>;
  /** Tell people of work that became theirs, is due, or overdue. */
  "register.tell-of-tasks": Record<string, never>;
  /** Find who has come to conflicting duties. */
  "register.find-conflicts": Record<string, never>;
  /** Close what nobody decided in time. */
  "requests.expire-items": Record<string, never>;
  /** Tell the owners of what nobody has decided in time. */
  "requests.escalate-requests": Record<string, never>;
  /** Tell of emergencies that nobody has reviewed in time. */
  "requests.remind-of-reviews": Record<string, never>;
  /** Remind clients of what still waits for their answer and soon runs out. */
  "requests.remind-clients": Record<string, never>;
  /** Take back what stood on an exception that is over. */
  "requests.expire-exceptions": Record<string, never>;
  /** Remove drafts of requests that are old, or whose people have left. */
  "requests.remove-drafts": Record<string, never>;
  /** End delegations that are over, and tell who has to do with them. */
  "delegations.settle-delegations": Record<string, never>;
  /** Tell of contracts that end, start the departures of those who leave with theirs, and follow a changed end. */
  "lifecycle.follow-contracts": Record<string, never>;
  /** Begin the absences whose first day has come, and tell of those who are expected back. */
  "lifecycle.follow-absences": Record<string, never>;
  /** Carry out changes of role whose day has come. */
  "moves.carry-out-moves": Record<string, never>;
  /** Tell of changes of role that are near and not decided. */
  "moves.remind-of-moves": Record<string, never>;
  /** Tell, by minutes, of terminations that are not done. */
  "lifecycle.escalate-terminations": Record<string, never>;
  /** Look for new files in HR's folder. */
  "sources.read-folder": Record<string, never>;
  /** Remove calls of HR systems that nobody can repeat any more. */
  "sources.remove-messages": Record<string, never>;
};

export type JobKind = keyof JobData;

/** The kinds as the database's queues have them; the migration step makes the queues. */
export const jobKinds: readonly JobKind[] = [
  "notifications.deliver-mail",
  "notifications.route-notices",
  "notifications.post-to-hook",
  "notifications.send-digests",
  "notifications.remove-notices",
  "register.remind-of-logins",
  "preconditions.remind-of-exceptions",
  "closings.follow-ends",
  "lifecycle.find-seen",
  "register.expire-grants",
  "register.remind-of-ends",
  "register.tell-of-tasks",
  "register.find-conflicts",
  "requests.expire-items",
  "requests.escalate-requests",
  "requests.remind-of-reviews",
  "requests.remind-clients",
  "requests.expire-exceptions",
  "requests.remove-drafts",
  "delegations.settle-delegations",
  "lifecycle.follow-contracts",
  "lifecycle.follow-absences",
  "moves.carry-out-moves",
  "moves.remind-of-moves",
  "lifecycle.escalate-terminations",
  "sources.read-folder",
  "sources.remove-messages",
];

/**
 * Kinds that come back by the clock (UTC). Each looks at how things stand when it runs, so that one run makes up for
 * all that were missed while the app was off, and of several at once the others find nothing to do.
 */
export const schedules = {
  // Promised with each notice; by the clock in case that one was lost.
  "notifications.route-notices": "*/10 * * * *",
  // Once a day for each person, from 07:00; more often so that a day that was missed is made up for.
  "notifications.send-digests": "*/10 * * * *",
  "notifications.remove-notices": "43 3 * * *",
  "register.remind-of-logins": "11 * * * *",
  "preconditions.remind-of-exceptions": "17 * * * *",
  "closings.follow-ends": "*/5 * * * *",
  // Promised by every import; by the clock for whatever else records a key.
  "lifecycle.find-seen": "*/5 * * * *",
  "register.expire-grants": "* * * * *",
  "register.remind-of-ends": "*/15 * * * *",
  "register.tell-of-tasks": "* * * * *",
  "register.find-conflicts": "*/5 * * * *",
  "requests.expire-items": "*/5 * * * *",
  "requests.escalate-requests": "*/5 * * * *",
  "requests.remind-of-reviews": "7 * * * *",
  "requests.remind-clients": "*/15 * * * *",
  "requests.expire-exceptions": "* * * * *",
  "requests.remove-drafts": "23 * * * *",
  "delegations.settle-delegations": "* * * * *",
  "lifecycle.follow-contracts": "*/10 * * * *",
  "lifecycle.follow-absences": "*/10 * * * *",
  "moves.carry-out-moves": "* * * * *",
  "moves.remind-of-moves": "31 * * * *",
  "lifecycle.escalate-terminations": "* * * * *",
  "sources.read-folder": "*/5 * * * *",
  "sources.remove-messages": "53 3 * * *",
} as const satisfies Partial<Record<JobKind, string>>;

export type ScheduledKind = keyof typeof schedules;

export const scheduledKinds = Object.keys(schedules) as ScheduledKind[];

/** Whether a kind comes back by the clock. */
export const isScheduled = (kind: string): kind is ScheduledKind => kind in schedules;

/** An effect, promised in the transaction of the command that causes it, done later, safe to do twice. */
export type Job = { [K in JobKind]: { kind: K; data: JobData[K] } }[JobKind];

/** What a run has to say of itself: a sentence for the owners' page, or nothing. */
export type JobAnswer = { said: string } | undefined;

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

/** Sends a job that has failed for good into its queue once more, in the caller's transaction. */
export async function retryJob(tx: Tx, kind: JobKind, jobId: string): Promise<void> {
  await (await startedSender()).retry(kind, jobId, { db: fromPrisma(tx) });
}

/** A start that failed is not kept: the next command tries again. */
function startedSender(): Promise<PgBoss> {
  sender ??= startSender().catch((error) => {
    sender = undefined;
    throw error;
  });
  return sender;
}

/** A server that is being stopped ends idle connections: nothing to report. Of others the message, not the client. */
export function noteLostConnection(error: Error): void {
  if ("code" in error && error.code === "57P01") return;
  console.error("job queue:", error.message);
}

/** Saves jobs in the caller's transaction, one statement for each kind. For the command kernel. */
export async function saveJobs(tx: Tx, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return;
  const boss = await startedSender();
  for (const [kind, sameKind] of Map.groupBy(jobs, (job) => job.kind)) {
    await boss.insert(
      kind,
      sameKind.map((job) => ({ data: job.data, retryLimit: 8, retryDelay: 30, retryBackoff: true })),
      { db: fromPrisma(tx) },
    );
  }
}

/**
 * Runs a command again until nothing is left for it, so that each of its transactions stays short. Gives the sum of
 * what `countOf` finds in its answers.
 */
export async function inBatches<Batch extends { more: boolean }>(
  run: () => Promise<Batch>,
  countOf: (batch: Batch) => number,
): Promise<number> {
  let sum = 0;
  let batch: Batch;
  do {
    batch = await run();
    sum += countOf(batch);
  } while (batch.more);
  return sum;
}

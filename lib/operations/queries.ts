import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { isScheduled, type JobKind, jobKinds, scheduledKinds } from "@/lib/jobs";
import { jobTimes, jobWords } from "@/lib/operations/job-words";

export type JobLine = {
  kind: JobKind;
  does: string;
  /** How often it comes back; null: whenever something promises it. */
  every: string | null;
  waiting: number;
  running: number;
  failed: number;
  lastDoneAt: Date | null;
  /** The last run that had something to say. */
  lastSaid: string | null;
  lastSaidAt: Date | null;
};

export type FailedJob = { id: string; kind: JobKind; does: string; failedAt: Date; failure: string };

const FAILED_SHOWN = 50;

/** What runs by itself and how it stands, from the queue's own tables: what comes back by the clock first. */
export async function listJobs(
  actor: Actor,
): Promise<{ jobs: JobLine[]; failed: FailedJob[]; mayRun: boolean }> {
  requirePermission(actor, "jobs.read");
  const kinds = [...jobKinds];
  const counts = await db.$queryRaw<(Omit<JobLine, "does" | "every" | "kind"> & { name: JobKind })[]>`
    SELECT j.name, count(*) FILTER (WHERE j.state IN ('created', 'retry'))::int AS waiting,
      count(*) FILTER (WHERE j.state = 'active')::int AS running,
      count(*) FILTER (WHERE j.state = 'failed')::int AS failed,
      max(j.completed_on) FILTER (WHERE j.state = 'completed') AS "lastDoneAt",
      (array_agg(j.output ->> 'said' ORDER BY j.completed_on DESC) FILTER (WHERE ${hasSaid}))[1] AS "lastSaid",
      max(j.completed_on) FILTER (WHERE ${hasSaid}) AS "lastSaidAt"
    FROM pgboss.job j WHERE j.name = ANY(${kinds}) GROUP BY j.name`;
  const failed = await db.$queryRaw<Omit<FailedJob, "does">[]>`
    SELECT j.id, j.name AS kind, j.completed_on AS "failedAt", coalesce(j.output ->> 'message', 'unknown') AS failure
    FROM pgboss.job j WHERE j.name = ANY(${kinds}) AND j.state = 'failed'
    ORDER BY j.completed_on DESC, j.id LIMIT ${FAILED_SHOWN}`;
  const byName = new Map(counts.map(({ name, ...count }) => [name, count]));
  const nothing = { waiting: 0, running: 0, failed: 0, lastDoneAt: null, lastSaid: null, lastSaidAt: null };
  const ordered = [...scheduledKinds, ...kinds.filter((kind) => !isScheduled(kind))];
  return {
    jobs: ordered.map((kind) => ({
      kind,
      does: jobWords[kind],
      every: isScheduled(kind) ? jobTimes[kind] : null,
      ...(byName.get(kind) ?? nothing),
    })),
    failed: failed.map((job) => ({ ...job, does: jobWords[job.kind] })),
    mayRun: may(actor, "jobs.run"),
  };
}

const hasSaid = Prisma.sql`j.state = 'completed' AND j.output ->> 'said' IS NOT NULL`;

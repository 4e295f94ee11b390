import { z } from "zod";
import { command } from "@/lib/command";
import { id } from "@/lib/input";
import { type JobKind, jobKinds, retryJob } from "@/lib/jobs";
import { jobWords } from "@/lib/operations/job-words";

/** Runs a job again that was given up after its tries. Raises not_found when it is not among those any more. */
export const runAgain = command({
  name: "operations.run-again",
  permission: "jobs.run",
  input: z.strictObject({ jobId: id() }),
  async target(tx, { jobId }) {
    const [job] = await tx.$queryRaw<{ id: string; kind: JobKind }[]>`
      SELECT id, name AS kind FROM pgboss.job
      WHERE id = ${jobId}::uuid AND state = 'failed' AND name = ANY(${[...jobKinds]}) FOR UPDATE`;
    return job ?? null;
  },
  allow: () => true,
  async change({ tx, target: { id: jobId, kind } }) {
    await retryJob(tx, kind, jobId);
    return {
      result: { does: jobWords[kind] },
      audit: [{ objectType: "job", objectId: jobId, objectName: jobWords[kind], after: { kind } }],
    };
  },
});

import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { scheduledKinds } from "@/lib/jobs";
import { jobWords } from "@/lib/operations/job-words";

/** Runs what comes back by the clock once more, now. It looks at how things stand, so one run too many does nothing. */
export const runJob = command({
  name: "operations.run-job",
  permission: "jobs.run",
  input: z.strictObject({ kind: z.enum(scheduledKinds, "Choose from the list.") }),
  target: noTarget,
  allow: () => true,
  async change({ input: { kind } }) {
    return {
      result: { does: jobWords[kind] },
      jobs: [{ kind, data: {} }],
      audit: [{ objectType: "job", objectId: null, objectName: jobWords[kind], after: { kind } }],
    };
  },
});

import type { AuditEntry } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";
import { keepEvidence, requireEvidence } from "@/lib/register/keep-evidence";
import { type LockedTask, taskEntry } from "@/lib/register/lock-tasks";
import type { Look } from "@/lib/register/read-looks";
import { notLookedUnder } from "@/lib/register/rules/look-names";
import { isUndone } from "@/lib/register/rules/task-life";

/** Raises conflict when a look cannot be answered any more. */
export function refuseAnswered(task: LockedTask): void {
  if (task.state === "cancelled")
    throw conflict("This look was cancelled, so there is nothing to do any more. Go back to the worklist.");
  if (!isUndone(task.state))
    throw conflict(
      "This look is already done. Reopen it if that is not so, or confirm it as a second person.",
    );
}

type Looked = {
  task: LockedTask;
  look: Look;
  lookedUnder: readonly string[];
  note?: string | undefined;
  files: readonly File[];
};

/**
 * Finishes a look with what proves it: under each name somebody looked, and a note or a file says what they saw. Its
 * outcome is "looked, and was not there" unless the look has found something. Gives its audit. Raises conflict when it
 * is done already; invalid_input for a name that was left out, and without evidence.
 */
export async function closeLook(
  tx: Tx,
  { task, look, lookedUnder, note, files }: Looked,
  by: { now: Date; byId: string | null },
): Promise<AuditEntry> {
  refuseAnswered(task);
  const [left, ...more] = notLookedUnder(look.names, lookedUnder);
  if (left) {
    const sentence = `Look under each of these: ${[left, ...more].join(", ")} ${more.length > 0 ? "are" : "is"} left out.`;
    throw invalidInput(sentence, { lookedUnder: [sentence] });
  }
  const names = look.names.map((each) => each.address);
  const outcome = look.found.length > 0 ? "done" : "not_there";
  requireEvidence({ note, files, lookedNotThere: false });
  const given = { note, files, lookedNotThere: outcome === "not_there", lookedUnder: names };
  const evidence = await keepEvidence(tx, given, { taskId: task.id, step: "attest", ...by });
  await tx.$executeRaw`
    UPDATE "Task" SET state = 'attested', outcome = ${outcome}::"TaskOutcome",
      "attestedAt" = ${by.now}::timestamptz, "attestedById" = ${by.byId}::uuid, "waitsUntil" = NULL,
      "updatedAt" = ${by.now}::timestamptz, "updatedById" = ${by.byId}::uuid
    WHERE id = ${task.id}::uuid`;
  return taskEntry(task, {
    before: { state: task.state },
    after: { state: "attested", outcome, lookedUnder: names, evidence },
  });
}

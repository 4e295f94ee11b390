import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { evidenceInput, howProved, keepEvidence, requireEvidence } from "@/lib/register/keep-evidence";
import { grantEntry } from "@/lib/register/lock-grants";
import { lockTask } from "@/lib/register/lock-task";
import { taskEntry } from "@/lib/register/lock-tasks";
import { moveGrants } from "@/lib/register/move-grants";
import { canVerify } from "@/lib/register/rules/who-may";

/**
 * Confirms, as a second person who has looked, that a task is done: its grants' proof becomes verified. Raises
 * forbidden for who did it and for whom it is about; conflict unless it is attested; invalid_input without evidence.
 */
export const verifyTask = command({
  name: "register.verify-task",
  permission: "work.do",
  input: z.strictObject({ taskId: id(), ...evidenceInput }),
  target: (tx, input, actor) => lockTask(tx, actor, input.taskId),
  allow: ({ actor, target }) => canVerify(actor, target.task),
  async change({ tx, actor, input, target: { task, grants }, now }) {
    if (task.state === "verified") throw conflict("This task has just been confirmed by somebody else.");
    if (task.state !== "attested")
      throw conflict("This task is not done yet, so there is nothing to confirm.");
    requireEvidence(input);
    const by = { now, byId: actor.personId };
    const effects = new Map(task.grants.map((grant) => [grant.grantId, grant.effect]));
    const proved = grants.filter(
      (grant) => grant.state === (effects.get(grant.id) === "add" ? "active" : "removed"),
    );
    const proof = { kind: "verified" as const, how: howProved(input) };
    await moveGrants(
      tx,
      proved.map((grant) => ({ grantId: grant.id, to: grant.state, proof, taskId: task.id })),
      by,
    );
    await tx.$executeRaw`
      UPDATE "Task" SET state = 'verified', "verifiedAt" = ${now}::timestamptz,
        "verifiedById" = ${actor.personId}::uuid, "updatedAt" = ${now}::timestamptz,
        "updatedById" = ${actor.personId}::uuid
      WHERE id = ${task.id}::uuid`;
    const evidence = await keepEvidence(tx, input, { taskId: task.id, step: "verify", ...by });
    return {
      result: { taskId: task.id },
      audit: [
        taskEntry(task, { before: { state: "attested" }, after: { state: "verified", evidence } }),
        ...proved.map((grant) =>
          grantEntry(grant, { before: { proof: grant.proof }, after: { proof: "verified" } }),
        ),
      ],
    };
  },
});

import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { rememberLogin } from "@/lib/register/forget-logins";
import { grantEntry } from "@/lib/register/lock-grants";
import { lockTask } from "@/lib/register/lock-task";
import { taskEntry } from "@/lib/register/lock-tasks";
import { type GrantMove, moveGrants } from "@/lib/register/move-grants";
import { canTaskStep, reopenedStep } from "@/lib/register/rules/task-life";
import { canReopen } from "@/lib/register/rules/who-may";
import { unsettleMatter } from "@/lib/register/settle-matters";

/**
 * Takes back that a task is done, or that it waits: its grants go back to what they were before, without the proof
 * that no longer stands; the evidence stays. Grants that were given differently are withdrawn, their findings
 * closed. Raises conflict when the task is open or cancelled, or its grants have moved on since.
 */
export const reopenTask = command({
  name: "register.reopen-task",
  permission: "work.do",
  input: z.strictObject({ taskId: id(), reason: paragraph() }),
  async target(tx, input, actor) {
    const inHand = await lockTask(tx, actor, input.taskId);
    if (!inHand) return null;
    const lastMoves = await tx.$queryRaw<{ grantId: string; taskId: string | null; correction: boolean }[]>`
      SELECT DISTINCT ON (t."grantId") t."grantId", t."taskId",
        g.cause = 'correction' AND g."causeId" = ${input.taskId}::uuid AS correction
      FROM "GrantTransition" t JOIN "Grant" g ON g.id = t."grantId"
      WHERE t."grantId" = ANY(${inHand.grants.map((grant) => grant.id)}::uuid[])
      ORDER BY t."grantId", t.at DESC, t.id DESC`;
    return { ...inHand, lastMoves: new Map(lastMoves.map((move) => [move.grantId, move])) };
  },
  allow: ({ actor, target }) => canReopen(actor, target.task),
  async change({ tx, actor, input, target: { task, grants, lastMoves }, now }) {
    if (!canTaskStep(task.state, "open"))
      throw conflict(
        task.state === "open"
          ? "This task is open already."
          : "A cancelled task is not reopened; a new cause makes a new one.",
      );
    const effects = new Map(task.grants.map((grant) => [grant.grantId, grant.effect]));
    const isCorrection = (grantId: string) => lastMoves.get(grantId)?.correction ?? false;
    const steps = grants.map((grant) => {
      // What something else has closed stays closed, and so does what was given differently and withdrawn before.
      const elsewhere = lastMoves.get(grant.id)?.taskId !== task.id || isCorrection(grant.id);
      if (elsewhere && (grant.state === "not_granted" || grant.state === "removed"))
        return { grant, to: null };
      return { grant, to: reopenedStep(effects.get(grant.id) ?? "add", grant.state) };
    });
    const wasDone = task.state === "attested" || task.state === "verified";
    if (steps.some((step) => step.to === "moved_on"))
      throw conflict(
        "Something else has happened to this access since, so the task cannot be reopened. Look at the grant's history.",
      );
    const by = { now, byId: actor.personId };
    const { reason } = input;
    const moves = steps.flatMap(({ grant, to }) => (to && to !== "moved_on" ? [{ grant, to }] : []));
    await moveGrants(
      tx,
      moves.map(
        ({ grant, to }): GrantMove => ({
          grantId: grant.id,
          to,
          taskId: task.id,
          reason,
          ...(wasDone ? { proof: "withdrawn" as const } : {}),
        }),
      ),
      by,
    );
    const withdrawn = moves.flatMap(({ grant }) => (isCorrection(grant.id) ? [grant] : []));
    await moveGrants(
      tx,
      withdrawn.map((grant) => ({ grantId: grant.id, to: "not_granted", taskId: task.id, reason })),
      by,
    );
    await tx.finding.updateMany({
      where: { taskId: task.id, resolvedAt: null },
      data: { resolvedAt: now, resolvedById: actor.personId, resolution: `The task was reopened: ${reason}` },
    });
    await rememberLogin(tx, task.id);
    await unsettleMatter(tx, task.id);
    await tx.$executeRaw`
      UPDATE "Task" SET state = 'open', outcome = NULL, "attestedAt" = NULL, "attestedById" = NULL,
        "verifiedAt" = NULL, "verifiedById" = NULL, "waitsUntil" = NULL, "updatedAt" = ${now}::timestamptz,
        "updatedById" = ${actor.personId}::uuid
      WHERE id = ${task.id}::uuid`;
    return {
      result: { taskId: task.id },
      audit: [
        taskEntry(task, { before: { state: task.state }, after: { state: "open" }, reason }),
        ...moves.map(({ grant, to }) =>
          grantEntry(grant, {
            before: { state: grant.state, proof: grant.proof },
            after: {
              state: isCorrection(grant.id) ? "not_granted" : to,
              proof: wasDone ? null : grant.proof,
            },
            reason,
          }),
        ),
      ],
    };
  },
});

import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/event";
import { command } from "@/lib/command";
import { invalidInput } from "@/lib/errors";
import { id } from "@/lib/input";
import { answerFollowUps, followUpInput, followUpsIn } from "@/lib/register/answer-follow-ups";
import { attestedEntry, attestedMove, attestedSteps, checkAttestable } from "@/lib/register/attesting";
import { forgetLogins } from "@/lib/register/forget-logins";
import { type GivenDifferently, giveDifferently, readDifferences } from "@/lib/register/give-differently";
import { refuseOrphaning, refuseWithoutSuccessor } from "@/lib/register/keep-administrator";
import { evidenceInput, howProved, keepEvidence, requireEvidence } from "@/lib/register/keep-evidence";
import { lockTask } from "@/lib/register/lock-task";
import { taskEntry } from "@/lib/register/lock-tasks";
import { moveGrants } from "@/lib/register/move-grants";
import { refuseBeforeArrival } from "@/lib/register/refuse-before-arrival";
import { givenBy, refuseUnmet } from "@/lib/register/refuse-unmet";
import { movesGrants } from "@/lib/register/rules/task-life";
import { canAttest } from "@/lib/register/rules/who-may";
import { settleMatters } from "@/lib/register/settle-matters";

/**
 * Says that a task is done, with evidence: its grants become active or removed, attested. `done_differently` names
 * the roles that were really given: they become grants of their own, and a finding. `not_there`: looked, and the
 * access was not there (a removal), or there was nowhere to give it (a grant).
 *
 * Raises forbidden for a task about oneself or of somebody else; conflict when it is done already; invalid_input
 * without evidence, or while something that stays behind after a removal has no answer.
 */
export const attestTask = command({
  name: "register.attest-task",
  permission: "work.do",
  input: z.strictObject({
    taskId: id(),
    outcome: z.enum(["done", "done_differently", "not_there"], "Say what came of it."),
    /** All roles that the holder now has there, when it was done differently. */
    roleIds: z.array(id()).max(40).default([]),
    /** What was done about each thing that stays behind after a removal. */
    followUps: followUpInput,
    ...evidenceInput,
  }),
  async target(tx, input, actor) {
    const differences =
      input.outcome === "done_differently" ? await readDifferences(tx, input.taskId, input.roleIds) : null;
    const inHand = await lockTask(tx, actor, input.taskId);
    return inHand && { ...inHand, differences };
  },
  allow: ({ actor, target }) => canAttest(actor, target.task),
  async change({ tx, actor, input, target: { task, grants, differences }, now }) {
    checkAttestable(task, input.outcome);
    if (input.outcome !== "not_there") {
      await refuseBeforeArrival(tx, givenBy([task]), now);
      await refuseUnmet(tx, givenBy([task]));
    }
    const given = { ...input, lookedNotThere: input.lookedNotThere || input.outcome === "not_there" };
    requireEvidence(given);
    if (input.outcome === "done_differently" && !input.note)
      throw invalidInput("Write why it was done differently.", {
        note: ["Write why it was done differently."],
      });

    const by = { now, byId: actor.personId };
    await refuseOrphaning(tx, [task]);
    await refuseWithoutSuccessor(tx, task, input.outcome);
    const followUps = await answerFollowUps(tx, [task.id], input.followUps, by);
    const how = howProved(given);
    const steps = attestedSteps(task, grants, input.outcome, input.roleIds);
    await moveGrants(
      tx,
      steps.map((step) => attestedMove(step, task.id, how, now)),
      by,
    );
    const other: GivenDifferently =
      differences && movesGrants(task.kind)
        ? await giveDifferently(tx, { task, grants, differences, how, ...by })
        : { audit: [], findingId: null };
    await tx.$executeRaw`
      UPDATE "Task" SET state = 'attested', outcome = ${input.outcome}::"TaskOutcome",
        "attestedAt" = ${now}::timestamptz, "attestedById" = ${actor.personId}::uuid, "waitsUntil" = NULL,
        "updatedAt" = ${now}::timestamptz, "updatedById" = ${actor.personId}::uuid
      WHERE id = ${task.id}::uuid`;
    if (input.outcome === "done") await forgetLogins(tx, [task.id], by);
    await settleMatters(tx, [task.id], by);
    const evidence = await keepEvidence(tx, given, { taskId: task.id, step: "attest", ...by });
    const audit: AuditEntry[] = [
      taskEntry(task, {
        before: { state: task.state },
        after: { state: "attested", outcome: input.outcome, evidence, ...followUpsIn(followUps, task.id) },
      }),
      ...steps.map((step) => attestedEntry(step, now)),
      ...other.audit,
    ];
    const { needsSecond } = task;
    return { result: { taskId: task.id, findingId: other.findingId, needsSecond }, audit };
  },
});

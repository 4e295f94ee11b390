import { z } from "zod";
import { command } from "@/lib/command";
import { invalidInput, notFound } from "@/lib/errors";
import { id, line } from "@/lib/input";
import { answerFollowUps, followUpInput, followUpsIn } from "@/lib/register/answer-follow-ups";
import { attestedEntry, attestedMove, attestedSteps, checkAttestable } from "@/lib/register/attesting";
import { forgetLogins } from "@/lib/register/forget-logins";
import { refuseOrphaning, refuseWithoutSuccessor } from "@/lib/register/keep-administrator";
import { evidenceInput } from "@/lib/register/keep-evidence";
import { keepSharedEvidence } from "@/lib/register/keep-shared-evidence";
import { lockGrants } from "@/lib/register/lock-grants";
import { lockTasks, taskEntry } from "@/lib/register/lock-tasks";
import { moveGrants } from "@/lib/register/move-grants";
import { refuseBeforeArrival } from "@/lib/register/refuse-before-arrival";
import { givenBy, refuseUnmet } from "@/lib/register/refuse-unmet";
import { canAttest, canSeeTask } from "@/lib/register/rules/who-may";
import { settleMatters } from "@/lib/register/settle-matters";

const shown = z.strictObject({
  taskId: id(),
  /** Absent: not in this visit. What was done differently has roles of its own to name, on the task's own page. */
  outcome: z.enum(["done", "not_there"]).optional(),
  /** Where the file shows it: "row 4", "the second screenshot". */
  shows: line(200).optional(),
});

/**
 * Says of several tasks of one visit that they are done, with one file (or a few) that shows them all: each task with
 * its own outcome and its own word of where the file shows it, all in one transaction and a constant number of
 * statements. Nothing is ticked without its proof: a task that the file does not name is refused, and then none is
 * done. Raises what attest-task raises.
 */
export const attestVisit = command({
  name: "register.attest-visit",
  permission: "work.do",
  timeoutMs: 60_000,
  input: z.strictObject({
    tasks: z.array(shown).min(1).max(500),
    followUps: followUpInput,
    note: evidenceInput.note,
    files: evidenceInput.files,
  }),
  async target(tx, input, actor) {
    const taskIds = input.tasks.filter((each) => each.outcome).map((each) => each.taskId);
    const links = await tx.$queryRaw<{ grantId: string }[]>`
      SELECT DISTINCT "grantId" FROM "TaskGrant" WHERE "taskId" = ANY(${taskIds}::uuid[])`;
    const grants = await lockGrants(
      tx,
      links.map((link) => link.grantId),
    );
    const tasks = await lockTasks(tx, taskIds);
    if (tasks.length < new Set(taskIds).size || !tasks.every((task) => canSeeTask(actor, task)))
      throw notFound();
    return { grants, tasks };
  },
  allow({ actor, target }) {
    for (const task of target.tasks) {
      const answer = canAttest(actor, task);
      if (answer !== true) return `T-${task.number}: ${answer}`;
    }
    return true;
  },
  async change({ tx, actor, input, target: { grants, tasks }, now }) {
    const asked = new Map(input.tasks.flatMap((each) => (each.outcome ? [[each.taskId, each]] : [])));
    refuseUnproved(input, asked.size);
    const done = tasks.map((task) => {
      const outcome = asked.get(task.id)?.outcome ?? "done";
      checkAttestable(task, outcome);
      return {
        task,
        outcome,
        shows: asked.get(task.id)?.shows ?? "",
        steps: attestedSteps(task, grants, outcome),
      };
    });
    const given = done.filter(({ outcome }) => outcome === "done").map(({ task }) => task);
    await refuseBeforeArrival(tx, givenBy(given), now);
    await refuseUnmet(tx, givenBy(given));
    const by = { now, byId: actor.personId };
    await refuseOrphaning(tx, tasks);
    for (const { task, outcome } of done) await refuseWithoutSuccessor(tx, task, outcome);
    const followUps = await answerFollowUps(
      tx,
      tasks.map((task) => task.id),
      input.followUps,
      by,
    );
    const how = (outcome: string) =>
      outcome === "not_there" ? "looked, and was not there, with a file of the visit" : "a file of the visit";
    await moveGrants(
      tx,
      done.flatMap(({ task, outcome, steps }) =>
        steps.map((step) => attestedMove(step, task.id, how(outcome), now)),
      ),
      by,
    );
    const rows = done.map(({ task, outcome }) => ({ id: task.id, outcome }));
    await tx.$executeRaw`
      UPDATE "Task" t SET state = 'attested', outcome = m.outcome, "attestedAt" = ${now}::timestamptz,
        "attestedById" = ${by.byId}::uuid, "waitsUntil" = NULL, "updatedAt" = ${now}::timestamptz,
        "updatedById" = ${by.byId}::uuid
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS m(id uuid, outcome "TaskOutcome")
      WHERE t.id = m.id`;
    await forgetLogins(
      tx,
      done.flatMap(({ task, outcome }) => (outcome === "done" ? [task.id] : [])),
      by,
    );
    await settleMatters(
      tx,
      done.map(({ task }) => task.id),
      by,
    );
    const evidence = await keepSharedEvidence(
      tx,
      done.map(({ task, outcome, shows }) => ({
        taskId: task.id,
        shows,
        lookedNotThere: outcome === "not_there",
      })),
      { files: input.files, note: input.note, ...by },
    );
    return {
      result: {
        attested: done.length,
        /** Of these, what does not count before a second person has looked. */
        toConfirm: done.filter(({ task }) => task.needsSecond).length,
      },
      audit: [
        ...done.map(({ task, outcome }) =>
          taskEntry(task, {
            before: { state: task.state },
            after: {
              state: "attested",
              outcome,
              evidence: evidence.get(task.id) ?? [],
              ...followUpsIn(followUps, task.id),
            },
          }),
        ),
        ...done.flatMap(({ steps }) => steps.map((step) => attestedEntry(step, now))),
      ],
    };
  },
});

type Input = { tasks: readonly z.output<typeof shown>[]; files: readonly File[] };

/** Raises invalid_input where nothing is chosen, no file is there, or a task is not named in it. */
function refuseUnproved(input: Input, chosen: number): void {
  if (chosen === 0) throw invalidInput("Say of at least one task what came of it.");
  if (input.files.length === 0)
    throw invalidInput("Several tasks at once need a file that shows them: a screenshot or an export.", {
      files: ["Add the file that shows them."],
    });
  const nameless = input.tasks.flatMap((each, place) =>
    each.outcome && !each.shows ? [[`tasks.${place}.shows`, ["Say where the file shows it."]]] : [],
  );
  if (nameless.length > 0)
    throw invalidInput(
      "Each task has to be named in the file: say where it shows it.",
      Object.fromEntries(nameless),
    );
  if (new Set(input.tasks.map((each) => each.taskId)).size < input.tasks.length)
    throw invalidInput("A task stands twice in the list. Reload the page.");
}

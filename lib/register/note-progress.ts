import { z } from "zod";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { id } from "@/lib/input";
import { factsSchema } from "@/lib/platforms/facts";
import { end } from "@/lib/register/input";
import { evidenceInput, keepEvidence } from "@/lib/register/keep-evidence";
import { grantEntry } from "@/lib/register/lock-grants";
import { lockTask } from "@/lib/register/lock-task";
import { taskEntry } from "@/lib/register/lock-tasks";
import { moveGrants } from "@/lib/register/move-grants";
import { refuseBeforeArrival } from "@/lib/register/refuse-before-arrival";
import { givenBy } from "@/lib/register/refuse-unmet";
import { isUndone } from "@/lib/register/rules/task-life";
import { progressStep, waitingUntil } from "@/lib/register/rules/task-progress";
import { canAttest } from "@/lib/register/rules/who-may";

/**
 * Writes down how far a task is: `invited` (out, and not accepted), `waiting_for_platform` (held until a second
 * administrator agrees), or `asked` (a removal was asked for). The deadline is the platform's own unless another is
 * given. Raises conflict when the task is done; invalid_input when the platform's deadline is not known.
 */
export const noteProgress = command({
  name: "register.note-progress",
  permission: "work.do",
  input: z.strictObject({
    taskId: id(),
    progress: z.enum(["invited", "waiting_for_platform", "asked"], "Say how far it is."),
    waitsUntil: end().optional(),
    note: evidenceInput.note,
    files: evidenceInput.files,
  }),
  async target(tx, input, actor) {
    const inHand = await lockTask(tx, actor, input.taskId);
    if (!inHand) return null;
    const platform = inHand.task.platformId
      ? await tx.platform.findUnique({ where: { id: inHand.task.platformId }, select: { facts: true } })
      : null;
    return { ...inHand, facts: factsSchema.safeParse(platform?.facts).data };
  },
  allow: ({ actor, target }) => canAttest(actor, target.task),
  async change({ tx, actor, input, target: { task, grants, facts }, now }) {
    if (!isUndone(task.state))
      throw conflict("This task is no longer open. Reload the page to see what has become of it.");
    const effects = new Map(task.grants.map((grant) => [grant.grantId, grant.effect]));
    const moves = grants.flatMap((grant) => {
      const to = progressStep(input.progress, effects.get(grant.id) ?? "add", grant.state);
      return to ? [{ grant, to }] : [];
    });
    const invites = [...effects.values()].includes("add");
    if (input.progress === "invited" && !invites)
      throw invalidInput("Only access that is being given can be an invitation.");
    if (input.progress === "asked" && task.kind !== "revoke")
      throw invalidInput("Only a removal can be asked for.");
    // An invitation is a live door.
    if (invites && input.progress !== "asked") await refuseBeforeArrival(tx, givenBy([task]), now);
    const until = input.waitsUntil ?? waitingUntil(input.progress, facts, now);
    if (until && until <= now)
      throw invalidInput("This deadline has passed. Give a later one.", { waitsUntil: ["This has passed."] });
    if (input.progress === "waiting_for_platform" && !until)
      throw invalidInput("Say until when the platform keeps the request open.", {
        waitsUntil: ["Fill this in."],
      });

    const by = { now, byId: actor.personId };
    const state = input.progress === "asked" ? "open" : input.progress;
    await moveGrants(
      tx,
      moves.map(({ grant, to }) => ({ grantId: grant.id, to, taskId: task.id })),
      by,
    );
    await tx.$executeRaw`
      UPDATE "Task" SET state = ${state}::"TaskState", "waitsUntil" = ${until}::timestamptz,
        "updatedAt" = ${now}::timestamptz, "updatedById" = ${actor.personId}::uuid
      WHERE id = ${task.id}::uuid`;
    // Without a note of their own the words say what was done, so that the history has it and the task counts as begun.
    const note = input.note ?? (input.files.length === 0 ? words[input.progress] : undefined);
    const given = { note, files: input.files, lookedNotThere: false };
    const evidence = await keepEvidence(tx, given, { taskId: task.id, step: "progress", ...by });
    return {
      result: { taskId: task.id },
      audit: [
        taskEntry(task, {
          before: { state: task.state },
          after: { state, progress: input.progress, waitsUntil: until?.toISOString() ?? null, evidence },
        }),
        ...moves.map(({ grant, to }) =>
          grantEntry(grant, { before: { state: grant.state }, after: { state: to } }),
        ),
      ],
    };
  },
});

const words = {
  invited: "The invitation is out.",
  waiting_for_platform: "Asked of the platform, which waits for a second administrator.",
  asked: "The removal was asked for.",
};

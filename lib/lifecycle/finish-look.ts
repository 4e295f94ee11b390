import { z } from "zod";
import { command } from "@/lib/command";
import { id, line } from "@/lib/input";
import { lockLook, refuseBeforeLastMoment } from "@/lib/lifecycle/lock-look";
import { closeLook, refuseAnswered } from "@/lib/register/close-look";
import { evidenceInput } from "@/lib/register/keep-evidence";
import { canAttest } from "@/lib/register/rules/who-may";

/**
 * Says of a look that it is done: somebody looked in its accounts under each name of the person, and they were not
 * there, or nowhere but where record-find has put it down. Kept as proof with a note or a file.
 *
 * Raises forbidden for a look about oneself or of somebody else; conflict when it is done, or before the last moment;
 * invalid_input for a name that was left out, and without evidence.
 */
export const finishLook = command({
  name: "lifecycle.finish-look",
  permission: "work.do",
  input: z.strictObject({
    taskId: id(),
    /** The names under which somebody looked: all that the look asks for. */
    lookedUnder: z.array(line(320)).max(100).default([]),
    note: evidenceInput.note,
    files: evidenceInput.files,
  }),
  target: (tx, input, actor) => lockLook(tx, actor, input.taskId),
  allow: ({ actor, target }) => canAttest(actor, target.task),
  async change({ tx, actor, input, target: { task, departure, look }, now }) {
    refuseAnswered(task);
    refuseBeforeLastMoment(departure, now);
    const entry = await closeLook(tx, { ...input, task, look }, { now, byId: actor.personId });
    return {
      result: { taskId: task.id, found: look.found.length, needsSecond: task.needsSecond },
      audit: [entry],
    };
  },
});

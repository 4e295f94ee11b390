import { z } from "zod";
import { command } from "@/lib/command";
import { readUrgentTasks } from "@/lib/lifecycle/read-urgent-tasks";
import { readWatchers } from "@/lib/lifecycle/read-watchers";
import { escalationNotices } from "@/lib/lifecycle/rules/urgent-notices";
import { notify } from "@/lib/notify";

/**
 * Tells of terminations that are not done, by minutes: at half of a task's time whoever has it, when it is due those
 * who watch over it and the owners, then the owners every quarter of an hour until it is done. Each once. Gives how
 * many tasks are late. Leaves no event: nothing changes.
 */
export const escalateTerminations = command({
  name: "lifecycle.escalate-terminations",
  permission: "departures.remind",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  target: (tx) => readUrgentTasks(tx, null),
  allow: () => true,
  async change({ tx, target: tasks, now }) {
    const jobs =
      tasks.length > 0 ? await notify(tx, escalationNotices(tasks, await readWatchers(tx), now)) : [];
    return { result: { late: tasks.filter(({ dueAt }) => dueAt <= now).length }, audit: [], jobs };
  },
});

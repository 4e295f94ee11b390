import { Section } from "@/components/ui/page";
import type { TaskGrouping } from "@/lib/register/queries/list-tasks";
import type { TaskRow } from "@/lib/register/queries/task-rows";
import { TaskTable } from "./task-table";
import { causeWords } from "./words";

const dueTitles = { overdue: "Overdue", today: "Today", later: "Later" };

/** The worklist in its parts, in the order of the query: by due time, or by whose, client, platform or cause. */
export function WorkGroups({
  tasks,
  now,
  by,
}: {
  tasks: TaskRow[];
  now: Date;
  by?: TaskGrouping | undefined;
}) {
  const parts = [...Map.groupBy(tasks, (task) => (by ? titles[by](task) : dueTitle(task)))];
  if (!by) parts.sort(([a], [b]) => dueOrder.indexOf(a) - dueOrder.indexOf(b));
  return parts.map(([title, here]) => (
    <Section key={title} title={title}>
      <TaskTable tasks={here} now={now} label={title} />
    </Section>
  ));
}

const over = "Done or cancelled";
const dueOrder = [...Object.values(dueTitles), over];
const dueTitle = (task: TaskRow) => (task.group ? dueTitles[task.group] : over);

const titles: Record<TaskGrouping, (task: TaskRow) => string> = {
  person: (task) => task.assigneeName ?? "Nobody’s yet",
  client: (task) => task.clientName ?? "The studio’s own",
  platform: (task) => task.platform?.name ?? "No platform",
  cause: (task) => `${causeWords[task.cause].charAt(0).toUpperCase()}${causeWords[task.cause].slice(1)}`,
};

import { Section } from "@/components/ui/page";
import type { TaskRow } from "@/lib/register/queries/task-rows";
import { TaskTable } from "./task-table";

const groups = [
  { group: "overdue", title: "Overdue" },
  { group: "today", title: "Today" },
  { group: "later", title: "Later" },
  { group: null, title: "Done or cancelled" },
] as const;

/** The worklist in its parts, in the order of the query: within a part one platform's tasks stand together. */
export function WorkGroups({ tasks, now }: { tasks: TaskRow[]; now: Date }) {
  return groups.map(({ group, title }) => {
    const here = tasks.filter((task) => task.group === group);
    return here.length > 0 ? (
      <Section key={title} title={title}>
        <TaskTable tasks={here} now={now} label={title} />
      </Section>
    ) : null;
  });
}

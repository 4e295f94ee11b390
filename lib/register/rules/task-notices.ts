import type { Notice } from "@/lib/notify";
import type { TaskStep } from "@/lib/register/rules/remind";

/** A task that somebody is told of. */
export type TaskToTell = {
  id: string;
  number: number;
  title: string;
  dueAt: Date;
  assigneeId: string;
  assigneeName: string;
  step: TaskStep;
};

const MOST_LINES = 12;

const dueTime = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/**
 * What is told of tasks: to each assignee one notice for what is new, one for what is due, one for what is overdue;
 * and of the overdue one to those who watch over work, where it is not their own.
 */
export function taskNotices(tasks: readonly TaskToTell[], watcherIds: readonly string[]): Notice[] {
  const groups = Map.groupBy(tasks, ({ assigneeId, step }) => `${assigneeId} ${step}`);
  const own = [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [noticeOf(group, first, first.assigneeId)] : [];
  });
  const overdue = tasks.filter(({ step }) => step === "overdue");
  const watched = watcherIds.flatMap((watcherId) => {
    const others = overdue.filter(({ assigneeId }) => assigneeId !== watcherId);
    const [first] = others;
    return first ? [{ ...noticeOf(others, first, watcherId, true), kind: "task.escalated" as const }] : [];
  });
  return [...own, ...watched];
}

function noticeOf(
  tasks: readonly TaskToTell[],
  first: TaskToTell,
  personId: string,
  isWatcher = false,
): Notice {
  const { step } = first;
  const one = tasks.length === 1;
  const least = tasks.reduce((known, task) => (task.id < known.id ? task : known));
  return {
    personId,
    kind: step === "assigned" ? "task.assigned" : "task.due",
    cause: `task ${least.id} ${step} ${step === "assigned" ? "" : least.dueAt.toISOString()}`.trim(),
    subject: one
      ? `${oneWords[step](first)}: ${first.title}`
      : manyWords(step, tasks.length, isWatcher ? null : first),
    text: [
      ...tasks.slice(0, MOST_LINES).map((task) => lineOf(task, isWatcher)),
      ...(tasks.length > MOST_LINES ? [`And ${tasks.length - MOST_LINES} more.`] : []),
    ].join("\n"),
    href: one ? `/work/${first.id}` : "/work",
  };
}

const oneWords = {
  assigned: ({ number, assigneeName }: TaskToTell) => `Task ${number} for ${assigneeName}`,
  due: ({ number }: TaskToTell) => `Task ${number} is due within a day`,
  overdue: ({ number }: TaskToTell) => `Task ${number} is overdue`,
};

function manyWords(step: TaskStep, count: number, assignee: TaskToTell | null): string {
  const of = assignee ? ` of ${assignee.assigneeName}` : "";
  if (step === "assigned") return `${count} new tasks${assignee ? ` for ${assignee.assigneeName}` : ""}`;
  return step === "due" ? `${count} tasks${of} are due within a day` : `${count} tasks${of} are overdue`;
}

const lineOf = ({ number, title, dueAt, assigneeName }: TaskToTell, isWatcher: boolean): string =>
  `Task ${number}: ${title}. ${isWatcher ? `Of ${assigneeName}, due` : "Due"} ${dueTime.format(dueAt)} UTC.`;

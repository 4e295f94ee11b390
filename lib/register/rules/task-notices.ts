import type { NoticeKind } from "@/lib/notice-kinds";
import { firstLines, type Notice } from "@/lib/notify";
import type { TaskStep } from "@/lib/register/rules/remind";

/** A task that somebody is told of. */
export type TaskToTell = {
  id: string;
  number: number;
  title: string;
  dueAt: Date;
  /** Who is told. */
  personId: string;
  /** Whose it is; null: nobody's. */
  assigneeName: string | null;
  step: TaskStep;
};

const dueTime = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/**
 * What is told of tasks: to each person one notice for what is new of theirs, one for what is due, one for what is
 * overdue, and the same of what is nobody's; one for what waits for a second person; and of the overdue one to those
 * who watch over work, where it is not their own.
 */
export function taskNotices(tasks: readonly TaskToTell[], watcherIds: readonly string[]): Notice[] {
  const groups = Map.groupBy(tasks, (task) => `${task.personId} ${task.step} ${isNobodys(task)}`);
  const own = [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [noticeOf(group, first, first.personId)] : [];
  });
  const overdue = tasks.filter(({ step, assigneeName }) => step === "overdue" && assigneeName !== null);
  const watched = watcherIds.flatMap((watcherId) => {
    const others = overdue.filter(({ personId }) => personId !== watcherId);
    const [first] = others;
    return first ? [{ ...noticeOf(others, first, watcherId, true), kind: "task.escalated" as const }] : [];
  });
  return [...own, ...watched];
}

const isNobodys = ({ step, assigneeName }: Pick<TaskToTell, "step" | "assigneeName">): boolean =>
  assigneeName === null && step !== "to_confirm";

function kindOf(task: TaskToTell): NoticeKind {
  if (task.step === "to_confirm") return "task.to-confirm";
  if (isNobodys(task)) return "task.unassigned";
  return isNew(task) ? "task.assigned" : "task.due";
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
    kind: kindOf(first),
    cause: isNew(first)
      ? `task ${least.id} ${step}`
      : `task ${least.id} ${step} ${least.dueAt.toISOString()}`,
    subject: one ? `${oneInWords(first)}: ${first.title}` : manyInWords(tasks.length, first, isWatcher),
    text: firstLines(tasks.map((task) => lineOf(task, isWatcher))).join("\n"),
    href: one ? `/work/${first.id}` : "/work",
  };
}

const isNew = ({ step }: TaskToTell): boolean => step === "assigned" || step === "unassigned";

function oneInWords({ number, step, assigneeName }: TaskToTell): string {
  if (step === "to_confirm") return `Task ${number} waits for a second person`;
  if (step === "due") return `Task ${number} is due within a day`;
  if (step === "overdue") return `Task ${number} is overdue`;
  return step === "unassigned" ? `Task ${number} has nobody to do it` : `Task ${number} for ${assigneeName}`;
}

function manyInWords(count: number, { step, assigneeName }: TaskToTell, isWatcher: boolean): string {
  if (step === "to_confirm") return `${count} tasks wait for a second person`;
  const of = isWatcher ? "" : assigneeName === null ? " that nobody has" : ` of ${assigneeName}`;
  if (step === "due") return `${count} tasks${of} are due within a day`;
  if (step === "overdue") return `${count} tasks${of} are overdue`;
  return step === "unassigned"
    ? `${count} tasks have nobody to do them`
    : `${count} new tasks for ${assigneeName}`;
}

function lineOf({ number, title, dueAt, assigneeName, step }: TaskToTell, isWatcher: boolean): string {
  if (step === "to_confirm") return `Task ${number}: ${title}. Look for yourself, and confirm it.`;
  return `Task ${number}: ${title}. ${isWatcher ? `Of ${assigneeName}, due` : "Due"} ${dueTime.format(dueAt)} UTC.`;
}

import type { Notice } from "@/lib/notify";

/** A task of a termination now: whose it is, and when it has to be done. */
export type UrgentTask = {
  departureId: string;
  personName: string;
  assigneeId: string | null;
  number: number;
  title: string;
  createdAt: Date;
  dueAt: Date;
};

/** Who is told, beside whoever has the work: those who watch over it, and the owners. */
export type Watchers = { watcherIds: readonly string[]; ownerIds: readonly string[] };

const QUARTER = 15 * 60_000;

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });

/** At once, to each who has work of it, and of what is nobody's to those who watch over it: the whole of theirs. */
export function startNotices(tasks: readonly UrgentTask[], { watcherIds }: Watchers): Notice[] {
  return grouped(tasks, (task) => (task.assigneeId ? [task.assigneeId] : watcherIds), {
    kind: "departure.urgent",
    cause: ({ departureId }) => `departure ${departureId} terminated now`,
    subject: ({ personName }) => `Terminated now: take the access of ${personName} away`,
  });
}

/**
 * Minute by minute while it is not done: at half of its time to whoever has it, when it is due to those who watch over
 * it and to the owners, and from then on every quarter of an hour to the owners. Each once: the cause says which.
 */
export function escalationNotices(
  tasks: readonly UrgentTask[],
  { watcherIds, ownerIds }: Watchers,
  now: Date,
): Notice[] {
  const half = tasks.filter(
    ({ createdAt, dueAt }) =>
      now < dueAt && now.getTime() >= createdAt.getTime() + (dueAt.getTime() - createdAt.getTime()) / 2,
  );
  const late = tasks.filter(({ dueAt }) => dueAt <= now);
  const quarters = ({ dueAt }: UrgentTask) => Math.floor((now.getTime() - dueAt.getTime()) / QUARTER);
  return [
    ...grouped(half, (task) => (task.assigneeId ? [task.assigneeId] : watcherIds), {
      kind: "departure.urgent",
      cause: ({ departureId, dueAt }) => `departure ${departureId} due ${dueAt.toISOString()}, half is over`,
      subject: ({ personName }) => `Half of the time is over: the access of ${personName} is still there`,
    }),
    ...grouped(
      late,
      (task) => (quarters(task) === 0 ? [...new Set([...watcherIds, ...ownerIds])] : ownerIds),
      {
        kind: "departure.late",
        cause: (task) =>
          `departure ${task.departureId} due ${task.dueAt.toISOString()}, ${quarters(task)} quarters late`,
        subject: ({ personName }) => `Late: the access of ${personName}, terminated now, is still there`,
      },
    ),
  ];
}

function grouped(
  tasks: readonly UrgentTask[],
  readersOf: (task: UrgentTask) => readonly string[],
  words: {
    kind: "departure.urgent" | "departure.late";
    cause: (task: UrgentTask) => string;
    subject: (task: UrgentTask) => string;
  },
): Notice[] {
  const told = tasks.flatMap((task) => readersOf(task).map((personId) => ({ personId, task })));
  const groups = Map.groupBy(told, ({ personId, task }) => `${personId} ${words.cause(task)}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const of = group.map(({ task }) => task).toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
    const { departureId } = first.task;
    return {
      personId: first.personId,
      kind: words.kind,
      cause: words.cause(first.task),
      subject: words.subject(first.task),
      text: [
        ...of
          .slice(0, 12)
          .map(({ number, title, dueAt }) => `T-${number}: ${title}. Due ${clock.format(dueAt)} UTC.`),
        ...(of.length > 12 ? [`And ${of.length - 12} more.`] : []),
      ].join("\n"),
      href: words.kind === "departure.late" ? (`/departures/${departureId}` as const) : "/work?mine=1",
    };
  });
}

import type { Progress } from "@/lib/lifecycle/rules/progress";

type Left = {
  untaken: number;
  links: number;
  data: number;
  requests: number;
  tasks: number;
  closings: number;
};

/** What keeps a closing from being finished, as sentences that say what to do; none when it is finished. */
export function closingBlockers(
  progress: Pick<Progress, "toDo" | "waiting" | "total" | "toVerify">,
  left: Left,
): string[] {
  const undone = progress.toDo + progress.waiting;
  const one = (count: number, single: string, several: string) =>
    count === 0 ? null : count === 1 ? single : several.replace("#", String(count));
  return [
    undone > 0 ? `${undone} of ${progress.total} entries have no evidence yet.` : null,
    one(
      progress.toVerify,
      "One removal of an administrator, billing or personal-data role waits for a second person to confirm it.",
      "# removals of administrator, billing or personal-data roles wait for a second person to confirm them.",
    ),
    one(
      left.untaken,
      "One key was given since, and no task takes it away. It is taken back at the last moment; or take it back now.",
      "# keys were given since, and no task takes them away. They are taken back at the last moment; or take them back now.",
    ),
    // While its task is open it is counted above.
    undone === 0
      ? one(
          left.links,
          "One link from an account of the studio still reaches an account of the client. Remove it, with proof.",
          "# links from accounts of the studio still reach accounts of the client. Remove them, with proof.",
        )
      : null,
    undone === 0
      ? one(
          left.data,
          "Something in the list of the client’s data is still held. Say what became of it on the engagement’s page.",
          "# things in the list of the client’s data are still held. Say what became of them on the engagement’s page.",
        )
      : null,
    one(left.requests, "One request still waits for a decision.", "# requests still wait for a decision."),
    undone === 0
      ? one(
          left.tasks,
          "One other task at this client is still open: see the worklist.",
          "# other tasks at this client are still open: see the worklist.",
        )
      : null,
    one(
      left.closings,
      "The end of one of its engagements is under way by itself. Finish or cancel that one first.",
      "The ends of # of its engagements are under way by themselves. Finish or cancel those first.",
    ),
  ].filter((sentence) => sentence !== null);
}

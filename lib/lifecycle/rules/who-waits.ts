import type { Risk } from "@/lib/platforms/role-risk";
import { awaitsSecond } from "@/lib/register/rules/four-eyes";
import type { TaskKind, TaskState } from "@/prisma/generated/enums";

/** What is asked of one entry of the checklist. */
export type WaitingEntry = {
  kind: TaskKind;
  state: TaskState;
  risk: Risk;
  dueAt: Date;
  waitsUntil: Date | null;
  assignee: string | null;
  platform: { name: string } | null;
};

/** Whom a departure waits for: a person, a platform, a second person, or nobody yet. */
export type WaitsFor = {
  who: { kind: "person" | "platform" | "second" | "nobody"; name: string };
  count: number;
  /** By when the first of theirs is due; of a platform until when it holds the last. */
  until: Date | null;
};

export type HoldsUp = { waiting: WaitsFor[]; doneBy: Date | null };

/**
 * Who holds a departure up, the earliest due first: with whom how much is, without a word of a platform's own. And by
 * when it is done if everybody keeps their time; null when nothing is undone.
 */
export function whoHoldsUp(entries: readonly WaitingEntry[]): HoldsUp {
  const undone = entries.filter(({ state }) => !["attested", "verified", "cancelled"].includes(state));
  const groups = Map.groupBy(undone, (entry) => {
    if (entry.state === "waiting_for_platform" && entry.platform) return `platform ${entry.platform.name}`;
    return entry.assignee ? `person ${entry.assignee}` : "nobody";
  });
  const waiting = [...groups].map(([key, of]): WaitsFor => {
    const [kind = "nobody", ...name] = key.split(" ");
    const isPlatform = kind === "platform";
    const ends = of.map((entry) => (isPlatform ? (entry.waitsUntil ?? entry.dueAt) : entry.dueAt).getTime());
    return {
      who: { kind: isPlatform ? "platform" : kind === "person" ? "person" : "nobody", name: name.join(" ") },
      count: of.length,
      until: new Date(isPlatform ? Math.max(...ends) : Math.min(...ends)),
    };
  });
  const second = entries.filter(awaitsSecond).length;
  const ends = undone.map((entry) =>
    Math.max(
      entry.dueAt.getTime(),
      entry.state === "waiting_for_platform" ? (entry.waitsUntil?.getTime() ?? 0) : 0,
    ),
  );
  return {
    waiting: [
      ...waiting.toSorted((a, b) => (a.until?.getTime() ?? 0) - (b.until?.getTime() ?? 0)),
      ...(second > 0 ? [{ who: { kind: "second" as const, name: "" }, count: second, until: null }] : []),
    ],
    doneBy: ends.length > 0 ? new Date(Math.max(...ends)) : null,
  };
}

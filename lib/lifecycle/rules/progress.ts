import { RISKS, type Risk } from "@/lib/platforms/role-risk";
import { awaitsSecond } from "@/lib/register/rules/four-eyes";
import type { TaskKind, TaskState } from "@/prisma/generated/enums";

/** What the rules ask of one entry of the checklist. */
export type ChecklistEntry = { kind: TaskKind; state: TaskState; risk: Risk; dueAt: Date };

/** How far a departure is, in entries of its checklist; cancelled ones do not count. */
export type Progress = {
  total: number;
  verified: number;
  attested: number;
  /** Asked of the platform, which holds it. */
  waiting: number;
  toDo: number;
  /** Undone after their time. */
  overdue: number;
  /** Done, and still to be confirmed by a second person before it counts as finished. */
  toVerify: number;
  /** Of what is undone, the looks at what was never in the register. */
  looks: number;
  /** When the next undone one is due, or was; null when everything has evidence. */
  nextDueAt: Date | null;
};

/** Counts a checklist. `now` decides what is overdue. */
export function progressOf(entries: readonly ChecklistEntry[], now: Date): Progress {
  const counted = entries.filter((entry) => entry.state !== "cancelled");
  const undone = counted.filter((entry) => entry.state !== "attested" && entry.state !== "verified");
  const count = (state: TaskState) => counted.filter((entry) => entry.state === state).length;
  const waiting = count("waiting_for_platform");
  const due = undone.map((entry) => entry.dueAt.getTime());
  return {
    total: counted.length,
    verified: count("verified"),
    attested: count("attested"),
    waiting,
    toDo: undone.length - waiting,
    overdue: undone.filter((entry) => entry.dueAt <= now).length,
    looks: undone.filter((entry) => entry.kind === "look").length,
    toVerify: counted.filter(awaitsSecond).length,
    nextDueAt: due.length > 0 ? new Date(Math.min(...due)) : null,
  };
}

/** How far the proof goes: something is undone; everything has evidence; everything is proved and no path remains. */
export type Standing = "under_way" | "attested_complete" | "finished";

/**
 * Where a departure stands: attested-complete when every task has evidence; finished when,
 * besides, every removal that matters is verified and no path remains by which the person gets in.
 */
export function standingOf(
  progress: Pick<Progress, "total" | "attested" | "verified" | "toVerify">,
  pathsLeft: number,
): Standing {
  if (progress.attested + progress.verified < progress.total) return "under_way";
  return progress.toVerify === 0 && pathsLeft === 0 ? "finished" : "attested_complete";
}

/**
 * Worst first: by risk, then what reaches more clients (a manager account, a partner), then by due time and number, so
 * that the order is the same each time.
 */
export function byRisk(a: Ranked, b: Ranked): number {
  return (
    RISKS.indexOf(b.risk) - RISKS.indexOf(a.risk) ||
    b.reaches - a.reaches ||
    a.dueAt.getTime() - b.dueAt.getTime() ||
    a.number - b.number
  );
}

type Ranked = { risk: Risk; reaches: number; dueAt: Date; number: number };

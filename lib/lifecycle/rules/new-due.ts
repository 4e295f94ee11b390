import { departureDue } from "@/lib/lifecycle/rules/due-times";
import type { DepartureKind } from "@/lib/lifecycle/rules/kinds";
import type { DueByRisk } from "@/lib/register/rules/due";

/** Where a departure stood, and where it goes. */
export type MovedMoment = {
  /** How it ends from now on. */
  kind: DepartureKind;
  before: Date;
  after: Date;
};

/**
 * What undone tasks are due by when the last moment moves: the new moment of each risk; and from when on a task
 * follows it. What had to be done before the old last moment for a reason of its own keeps that, and whatever is in a
 * hurry now is due no later than it was.
 */
export function movedDue(
  { kind, before, after }: MovedMoment,
  now: Date,
): { due: DueByRisk; followsFrom: Date; neverLater: boolean } {
  return {
    due: departureDue(kind, after, now),
    followsFrom: before,
    neverLater: kind === "terminated_now" || after <= now,
  };
}

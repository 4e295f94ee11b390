import type { GrantState } from "@/prisma/generated/enums";

type Asker = { personId: string | null };

/** Whether the actor may write of this absence: nobody of their own. */
export const canKeepAbsence = (actor: Asker, absence: { personId: string }): true | string =>
  actor.personId !== absence.personId ||
  "This is your own absence. HR, the security lead or an owner enters it, and says what you still need when you return.";

/** Where an absence stands. */
export type AbsenceState = "planned" | "away" | "returned" | "called_off" | "left";

export const absenceState = (absence: {
  begunAt: Date | null;
  outcome: "returned" | "called_off" | "left" | null;
}): AbsenceState => absence.outcome ?? (absence.begunAt ? "away" : "planned");

/**
 * How a key that is needed after an absence comes back: one that nobody has taken away yet is simply kept; one that
 * was begun to be asked of the platform, or is gone, is asked for again and decided by the usual rules.
 */
export const comesBackBy = (state: GrantState): "keeping" | "asking" =>
  state === "removal_due" ? "keeping" : "asking";

/** When a person's access ends while they are away: whatever a departure says, never later than it was suspended. */
export const accessEndOf = (lastMoment: Date | null, awaySince: Date | null): Date | null => {
  if (!awaySince) return lastMoment;
  return lastMoment && lastMoment < awaySince ? lastMoment : awaySince;
};

import type { MoveDecision, MoveVerdict } from "@/prisma/generated/enums";

/** What happens of a line that nobody has decided: what no kit covers goes, and nothing is given by itself. */
export const defaultOf = (verdict: MoveVerdict): MoveDecision => (verdict === "propose" ? "ask" : verdict);

/** What can be decided of a line, the default first. */
export const decisionsOf: Readonly<Record<MoveVerdict, readonly MoveDecision[]>> = {
  keep: ["keep", "take_away"],
  lower: ["lower", "take_away", "keep"],
  take_away: ["take_away", "keep"],
  propose: ["ask", "leave_out"],
};

/** For how many days after the move's day something is kept that no kit asks for. */
export const LONGEST_KEPT_DAYS = 90;

const DAY = 86_400_000;

/** A decision of a line, as it is given. */
export type Given = { decision: MoveDecision; reason: string | null; keepUntil: Date | null };

/** Whether a key is kept, or kept as it is, although the rule says otherwise: with a reason and an end. */
export const isException = (verdict: MoveVerdict, decision: MoveDecision): boolean =>
  decision === "keep" && verdict !== "keep";

/**
 * Whether this can be decided of a line: true, or which field is wrong and the sentence that says why. What differs from
 * the default needs a reason; what is kept although no kit asks for it also an end, 90 days after the move at most.
 */
export function checkDecision(
  verdict: MoveVerdict,
  { decision, reason, keepUntil }: Given,
  { effectiveOn, now }: { effectiveOn: Date; now: Date },
): true | { field: "decision" | "reason" | "keepUntil"; sentence: string } {
  if (!decisionsOf[verdict].includes(decision))
    return { field: "decision", sentence: "This cannot be decided of this line. Choose from the list." };
  if (decision !== defaultOf(verdict) && !reason)
    return { field: "reason", sentence: "Say why: this is not what the rule says." };
  if (!isException(verdict, decision)) return true;
  if (!keepUntil)
    return { field: "keepUntil", sentence: "Say until when it is kept: nothing stays without an end." };
  const latest = new Date(effectiveOn.getTime() + LONGEST_KEPT_DAYS * DAY);
  if (keepUntil > latest)
    return {
      field: "keepUntil",
      sentence: `What no kit asks for is kept ${LONGEST_KEPT_DAYS} days at most. Choose an earlier day.`,
    };
  if (keepUntil.getTime() + DAY <= Math.max(now.getTime(), effectiveOn.getTime()))
    return { field: "keepUntil", sentence: "This is before the move. Choose a later day." };
  return true;
}

/** A line as it was decided, against what the rule says of it now. */
type Decided = { verdict: MoveVerdict; decision: MoveDecision | null };

/**
 * What is left of a decision when the rule says something else of the line by now: what was kept with a reason and an
 * end, and what goes anyway, stays decided; the rest has to be decided anew.
 */
export function decisionNow(line: Decided, verdict: MoveVerdict): MoveDecision | null {
  const { decision } = line;
  if (decision === null || line.verdict === verdict) return decision;
  const stands = isException(line.verdict, decision) || decision === "take_away";
  return stands && decisionsOf[verdict].includes(decision) ? decision : null;
}

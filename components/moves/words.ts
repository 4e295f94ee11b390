import type { Tone } from "@/components/ui/shape";
import type { MoveDecision, MoveState, MoveVerdict } from "@/prisma/generated/enums";

/** The four groups of a move's lines, in the order in which they matter. */
export const verdictWords: Record<MoveVerdict, { title: string; lead: string }> = {
  take_away: {
    title: "Taken away",
    lead: "No kit of theirs needs it any more.",
  },
  lower: { title: "Lowered", lead: "A smaller role is enough for the kit." },
  keep: { title: "Kept", lead: "The kits need it as it is." },
  propose: { title: "Asked for", lead: "The kits need it, and it is not held: a request is made of it." },
};

export const verdictOrder: readonly MoveVerdict[] = ["take_away", "lower", "keep", "propose"];

/** What is decided of a line, as a choice and as what was chosen. */
export const decisionWords: Record<MoveDecision, { choice: string; done: string }> = {
  keep: { choice: "Keep as it is", done: "kept" },
  lower: { choice: "Lower", done: "lowered" },
  take_away: { choice: "Take away", done: "taken away" },
  ask: { choice: "Ask for it", done: "asked for" },
  leave_out: { choice: "Leave out", done: "left out" },
};

export const stateWords: Record<MoveState, { word: string; tone: Tone }> = {
  waiting: { word: "waits for a decision", tone: "attention" },
  decided: { word: "decided", tone: "fine" },
  done: { word: "carried out", tone: "plain" },
  cancelled: { word: "cancelled", tone: "plain" },
};

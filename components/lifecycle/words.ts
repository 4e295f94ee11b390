import type { Tone } from "@/components/ui/shape";
import type { ChecklistRow } from "@/lib/lifecycle/read-checklist";
import type { DepartureKind } from "@/lib/lifecycle/rules/kinds";

type TaskKind = ChecklistRow["kind"];

/** How a stay ends: its name, what is said of it before and after the last moment, and what it does. */
export const kindWords: Record<DepartureKind, { name: string; ahead: string; past: string; does: string }> = {
  leaves: {
    name: "Leaves",
    ahead: "leaves",
    past: "left",
    does: "Everything is due by the last day and time.",
  },
  contract_ends: {
    name: "The contract ends",
    ahead: "contract ends",
    past: "contract ended",
    does: "For contractors and freelancers; due by the last day and time.",
  },
  terminated_now: {
    name: "Terminated now",
    ahead: "terminated",
    past: "terminated",
    does: "From this moment: one hour for administrator and billing roles, four for the rest.",
  },
  died: {
    name: "Has died",
    ahead: "has died",
    past: "has died",
    does: "Somebody takes over at once: four hours for administrator and billing roles, a day for the rest. Tasks and notices say only that the stay has ended.",
  },
  long_illness: {
    name: "Is ill for long",
    ahead: "does not return soon",
    past: "does not return soon",
    does: "Somebody takes over at once, as after a death. Tasks and notices say nothing of an illness.",
  },
  never_started: {
    name: "Has not turned up",
    ahead: "has not started",
    past: "has not started",
    does: "The invitation is withdrawn, and what was not begun is not granted.",
  },
};

/** How somebody goes or has gone: "leaves" before their last moment, "left" after it. */
export const goesText = (
  { kind, lastMoment }: { kind: DepartureKind; lastMoment: Date },
  now: Date,
): string => kindWords[kind][lastMoment <= now ? "past" : "ahead"];

/** What an entry is, where it is no role on an account. */
export const dutyWords: Record<TaskKind, string> = {
  grant: "to be granted",
  change: "role changes",
  revoke: "key",
  rotate_secret: "knows the secret",
  hand_over_robot: "owns it",
  hand_over_custody: "custodian",
  hand_over_request: "asked for it",
  name_successor: "last administrator",
  set_end: "an end to set",
  look: "to look there",
  remove_link: "link between accounts",
  return_data: "client data",
};

/** The two letters before an entry that belongs to no platform. */
export const dutyMarks: Partial<Record<TaskKind, string>> = {
  rotate_secret: "Sh",
  hand_over_robot: "Rb",
  hand_over_custody: "Cu",
  hand_over_request: "Rq",
  name_successor: "Su",
  return_data: "Da",
};

/** What the button of an undone entry says. */
export const doWords: Record<TaskKind, string> = {
  grant: "Steps and proof",
  change: "Steps and proof",
  revoke: "Steps and proof",
  rotate_secret: "Rotate",
  hand_over_robot: "Hand over",
  hand_over_custody: "Hand over",
  hand_over_request: "Take over",
  name_successor: "Name one",
  set_end: "Set it",
  look: "Look",
  remove_link: "Steps and proof",
  return_data: "Say what was done",
};

/** Where a done entry stands, as a badge. */
export function doneWords(entry: Pick<ChecklistRow, "state" | "outcome" | "kind" | "risk">): {
  text: string;
  tone: Tone;
} {
  if (entry.kind === "look" && entry.outcome !== "not_there")
    return entry.state === "verified"
      ? { text: "looked twice, and found", tone: "verified" }
      : { text: "looked, and found", tone: "fine" };
  if (entry.outcome === "not_there")
    return {
      text: entry.state === "verified" ? "looked twice, was not there" : "looked, was not there",
      tone: entry.state === "verified" ? "verified" : "fine",
    };
  if (entry.state === "verified") return { text: "verified by a second person", tone: "verified" };
  return { text: "attested", tone: "fine" };
}

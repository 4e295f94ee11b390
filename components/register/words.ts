import type { Tone } from "@/components/ui/shape";
import type { Risk } from "@/lib/platforms/role-risk";
import type { GrantState, TaskCause, TaskKind, TaskOutcome, TaskState } from "@/prisma/generated/enums";

/** A grant's state as people say it. */
export const grantWords: Record<GrantState, string> = {
  to_grant: "to grant",
  invited: "invited, not accepted",
  active: "active",
  removal_due: "removal due",
  removal_requested: "removal asked for",
  waiting_for_platform: "waits for the platform",
  removed: "removed",
  not_granted: "not granted",
};

/** The tone of a grant's state: what was proved is for the proof to say, so "active" has none. */
export const grantTones: Record<GrantState, Tone> = {
  to_grant: "attention",
  invited: "attention",
  active: "plain",
  removal_due: "high",
  removal_requested: "high",
  waiting_for_platform: "attention",
  removed: "plain",
  not_granted: "plain",
};

/** A task's state as people say it. */
const taskWords: Record<TaskState, string> = {
  open: "to do",
  invited: "invited, not accepted",
  waiting_for_platform: "waits for the platform",
  attested: "done, attested",
  verified: "verified",
  cancelled: "cancelled",
};

const taskTones: Record<TaskState, Tone> = {
  open: "plain",
  invited: "attention",
  waiting_for_platform: "attention",
  attested: "fine",
  verified: "verified",
  cancelled: "plain",
};

type Standing = { state: TaskState; awaitsSecond: boolean };

/** A task's state with what still keeps it from counting as done. */
export const standingWords = ({ state, awaitsSecond }: Standing): string =>
  awaitsSecond ? "done by one, to be confirmed" : taskWords[state];

export const standingTone = ({ state, awaitsSecond }: Standing): Tone =>
  awaitsSecond ? "attention" : taskTones[state];

export const kindWords: Record<TaskKind, string> = {
  grant: "Give access",
  change: "Change a role",
  revoke: "Take access away",
  rotate_secret: "Rotate a secret",
  hand_over_robot: "Hand over a robot",
  hand_over_custody: "Hand over custody",
  hand_over_request: "Hand over a request",
  name_successor: "Name a successor",
  set_end: "Set the end",
  look: "Look whether they are there",
  remove_link: "Take a link between accounts away",
  return_data: "Give back or delete data",
};

export const causeWords: Record<TaskCause, string> = {
  request: "a request",
  departure: "a departure",
  expiry: "an expiry",
  exception: "an exception that is over",
  recorded: "a decision",
  finding: "a finding",
  role_change: "a change of role",
  closing: "an end of work for a client",
  absence: "an absence",
};

export const outcomeWords: Record<TaskOutcome, string> = {
  done: "done as asked",
  done_differently: "done differently",
  not_there: "looked, and was not there",
};

export const riskWords: Record<Risk, string> = {
  low: "low",
  elevated: "elevated",
  personal_data: "personal data",
  billing: "billing",
  administrator: "administrator",
};

/** The ladder's tone: administrators stand out, and nothing else does. */
export const ladderTone = (risk: Risk): "ink" | "administrator" =>
  risk === "administrator" ? "administrator" : "ink";

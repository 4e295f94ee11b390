import type { Table } from "./find-table";
import type { Mapping } from "./guess-columns";
import type { RegisterField } from "./heading-words";
import type { KnownPerson } from "./known-people";
import type { AccountName, RoleName, Understanding } from "./understanding";

/** An engagement of a client: from its first day until it was over; null: it still runs, and nobody knows until when. */
export type KnownEngagement = { ref: string; name: string; from: Date; to: Date | null };

/** `ref` is always the caller's own key for a row that exists, or for one that is being imported with this file. */
export type KnownClient = {
  ref: string;
  name: string;
  aliases?: readonly string[];
  engagements?: readonly KnownEngagement[];
  /** The register has ended it: nothing new is taken over for it. */
  ended?: Date | null;
};
export type KnownAsset = {
  ref: string;
  clientRef: string;
  platformId: string;
  assetType: string;
  externalId: string;
  ended?: Date | null;
};
export type KnownGrant = {
  ref: string;
  personRef: string;
  assetRef: string;
  roleKey: string;
  /** The address or user name that the platform knows the holder by; null when not recorded. */
  identity: string | null;
  since: Date | null;
  until: Date | null;
  reason: string | null;
  note: string | null;
  /** Held through a shared login: one grant that stands here once for each of its holders. */
  isShared?: boolean;
  /** Why the register does not let a file change it now, as a sentence. */
  fixed?: string | null;
  /** Taken back on this day: a file that still has it does not bring it back. */
  removed?: Date | null;
};

export type ImportInput = {
  table: Table;
  mapping: Mapping<RegisterField>;
  people: readonly KnownPerson[];
  clients: readonly KnownClient[];
  assets: readonly KnownAsset[];
  grants: readonly KnownGrant[];
  /** Answers by question key, or by question key and row (`key#12`), which then counts for that row alone. */
  answers: Readonly<Record<string, string>>;
  understanding: Understanding;
  now: Date;
};

export type Outcome = "new" | "changed" | "same" | "question" | "refused" | "skipped";

export type QuestionKind =
  | "platform"
  | "account"
  | "role"
  | "client"
  | "owner"
  | "person"
  | "login"
  | "dates"
  | "overlap";

/** One question for all rows that ask the same. Every question also takes the answer `LEAVE_OUT`. */
export type Question = {
  key: string;
  kind: QuestionKind;
  sentence: string;
  proposals: { answer: string; label: string }[];
  /** The prefix that makes an answer out of typed text ("account:"); null where only proposals count. */
  typed: string | null;
  rows: number[];
};

/** The answer, to any question, that its rows are not to be imported. */
export const LEAVE_OUT = "leave-out";

/** A user name that is no address counts as issued by the client. `shared`: several people know its secret. */
export type PlannedIdentity = {
  address: string;
  kind: "work" | "personal" | "client_issued";
  shared: boolean;
};

/** Someone or something that a grant points to: there already (`ref`), or to be created by this import. */
export type PlannedPerson = { ref: string; isNew: boolean; given: string; family: string };
export type PlannedClient = { ref: string; isNew: boolean; name: string };
export type PlannedAsset = AccountName & {
  ref: string;
  isNew: boolean;
  platformId: string;
  platformName: string;
};

/** `none` and `unknown` end by the studio's policy; they are kept apart because only one is a statement. */
export type PlannedEnd = { kind: "date"; date: Date } | { kind: "none" | "project-end" | "unknown" };

export type GrantChange = {
  field: "role" | "until" | "identity" | "reason" | "note";
  before: string;
  after: string;
};

export type PlannedGrant = {
  client: PlannedClient;
  asset: PlannedAsset;
  person: PlannedPerson;
  identity: PlannedIdentity | null;
  role: RoleName;
  /** The one that ran while it is held; null where there were several, or none. */
  engagement: KnownEngagement | null;
  since: Date | null;
  until: PlannedEnd;
  /** Its end has passed: it is recorded as held until its removal is proved, never as gone. */
  hasExpired: boolean;
  isInvited: boolean;
  reason: string | null;
  note: string | null;
  addedBy: string | null;
  outcome: "new" | "changed" | "same";
  /** The grant in the register that this is; for a change of role it is ended and this one begins. */
  known: string | null;
  changes: GrantChange[];
};

/** Why a row was skipped: it says nothing of its own, says what another row says, or somebody left it out. */
export type SkipKind = "empty" | "total" | "heading-again" | "group" | "copy" | "repeat" | "left-out";

export type PlannedRow = {
  row: number;
  outcome: Outcome;
  /** Set when, and only when, the outcome is "skipped". */
  skip: SkipKind | null;
  sentence: string;
  /** What was understood or assumed and is worth a look, as sentences. */
  remarks: string[];
  questions: string[];
  grants: PlannedGrant[];
  cells: string[];
};

/** `rows` is the sum of the others. */
export type ImportCounts = {
  rows: number;
  new: number;
  changed: number;
  same: number;
  questions: number;
  refused: number;
  skipped: number;
};

export type ImportPlan = { counts: ImportCounts; rows: PlannedRow[]; questions: Question[] };

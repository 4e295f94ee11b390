/** How a notice goes by mail: as soon as it is written, once a day with the others, or not at all. */
export type MailChannel = "at_once" | "digest" | "none";

type Row = {
  /** What it tells, as a person's page of choices says it. */
  tells: string;
  /** The same for a channel of the chat, where it is nobody's own. */
  channel: string;
  /** How it goes by mail to whoever has chosen nothing. In the app everything is told. */
  mail: MailChannel;
  /** Goes by mail at once, whatever somebody has chosen: an alarm. */
  alarm?: true;
};

/** Everything that Keyholder tells people, by kind. A new cause adds its row here and calls `notify`. */
export const noticeKinds = {
  "request.to-decide": {
    tells: "A request waits for my decision",
    channel: "Requests that wait for a decision",
    mail: "at_once",
  },
  "request.decided": {
    tells: "What I asked for, or would hold, is decided",
    channel: "Decisions on requests",
    mail: "at_once",
  },
  "request.escalated": {
    tells: "A request was not decided in time",
    channel: "Requests that were not decided in time",
    mail: "at_once",
  },
  "task.assigned": { tells: "A task becomes mine", channel: "New tasks", mail: "digest" },
  "task.due": { tells: "A task of mine is due", channel: "Tasks that are due", mail: "digest" },
  "task.escalated": { tells: "A task is overdue", channel: "Tasks that are overdue", mail: "at_once" },
  "task.unassigned": {
    tells: "A task has nobody to do it",
    channel: "Tasks that nobody has",
    mail: "digest",
  },
  "task.to-confirm": {
    tells: "A task is done and waits for a second person",
    channel: "Tasks that wait for a second person",
    mail: "digest",
  },
  "grant.ends": {
    tells: "Access of mine, or of a robot of mine, is about to end",
    channel: "Access that is about to end",
    mail: "digest",
  },
  "grant.ended": {
    tells: "Access of mine, or of a robot of mine, has ended",
    channel: "Access that has ended",
    mail: "digest",
  },
  "finding.opened": {
    tells: "Somebody has come to conflicting duties",
    channel: "Who has come to conflicting duties",
    mail: "digest",
  },
  "engagement.ends": {
    tells: "An engagement that I look after is about to end",
    channel: "Engagements that are about to end",
    mail: "at_once",
  },
  "exception.ends": {
    tells: "An exception is about to end",
    channel: "Exceptions that are about to end",
    mail: "digest",
  },
  "departure.urgent": {
    tells: "Somebody is terminated now, and I have work of it",
    channel: "Who is terminated now",
    mail: "at_once",
    alarm: true,
  },
  "departure.late": {
    tells: "Access of somebody who was terminated is still there after its time",
    channel: "Terminations that are late",
    mail: "at_once",
    alarm: true,
  },
  "departure.reopened": {
    tells: "Somebody who has left was seen again",
    channel: "Who has left and was seen again",
    mail: "at_once",
    alarm: true,
  },
  "contract.ends": {
    tells: "The contract of somebody of mine is about to end",
    channel: "Contracts that are about to end",
    mail: "at_once",
  },
  "absence.return": {
    tells: "Somebody of mine is expected back",
    channel: "Who is expected back from an absence",
    mail: "digest",
  },
  "break-glass": {
    tells: "Somebody takes access in an emergency",
    channel: "Access that is taken in an emergency",
    mail: "at_once",
    alarm: true,
  },
  "departure.held": {
    tells: "An HR system reports departures that are held",
    channel: "Departures that are held",
    mail: "at_once",
    alarm: true,
  },
  "file.to-review": {
    tells: "A file of the HR system waits for review",
    channel: "Files of the HR system that wait for review",
    mail: "at_once",
  },
  "file.unreadable": {
    tells: "A file of the HR system, or its folder, cannot be read",
    channel: "Files of the HR system that cannot be read",
    mail: "at_once",
  },
  delegation: {
    tells: "Somebody decides in my place, or I in theirs",
    channel: "Who decides in whose place",
    mail: "at_once",
  },
  "shared-login": {
    tells: "A shared login needs a plan, or a new secret",
    channel: "Shared logins that need a plan or a new secret",
    mail: "digest",
  },
  "move.to-decide": {
    tells: "A change of role waits for my decision",
    channel: "Changes of role that wait for a decision",
    mail: "at_once",
  },
  "move.decided": {
    tells: "What my own change of role takes away and asks for is decided",
    channel: "Changes of role that are decided",
    mail: "at_once",
  },
  "move.carried-out": {
    tells: "A change of role counts from today",
    channel: "Changes of role that count from today",
    mail: "at_once",
  },
  policy: {
    tells: "The policy of decisions has changed",
    channel: "Changes of the policy of decisions",
    mail: "digest",
  },
} as const satisfies Record<string, Row>;

export type NoticeKind = keyof typeof noticeKinds;

/**
 * What a client's contact is told, by mail alone: with a link into the room of their client, and without a choice.
 */
export const roomNoticeKinds = {
  "room.to-answer": { mail: "at_once" },
  "room.reminder": { mail: "at_once" },
  "room.closed-out": { mail: "at_once" },
} as const satisfies Record<string, { mail: MailChannel }>;

export type RoomNoticeKind = keyof typeof roomNoticeKinds;

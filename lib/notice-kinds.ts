/** How a notice goes by mail: as soon as it is written, once a day with the others, or not at all. */
export type MailChannel = "at_once" | "digest" | "none";

type Row = {
  /** What it tells, as the page of choices says it. */
  tells: string;
  /** How it goes by mail to whoever has chosen nothing. In the app everything is told. */
  mail: MailChannel;
  /** Goes by mail at once, whatever somebody has chosen: an alarm. */
  alarm?: true;
};

/** Everything that Keyholder tells people, by kind. A new cause adds its row here and calls `notify`. */
export const noticeKinds = {
  "request.to-decide": { tells: "A request waits for my decision", mail: "at_once" },
  "request.decided": { tells: "What I asked for, or would hold, is decided", mail: "at_once" },
  "request.escalated": { tells: "A request was not decided in time", mail: "at_once" },
  "task.assigned": { tells: "A task becomes mine", mail: "digest" },
  "task.due": { tells: "A task of mine is due", mail: "digest" },
  "task.escalated": { tells: "A task is overdue", mail: "at_once" },
  "grant.ends": { tells: "Access of mine, or of a robot of mine, is about to end", mail: "digest" },
  "grant.ended": { tells: "Access of mine, or of a robot of mine, has ended", mail: "digest" },
  "exception.ends": { tells: "An exception is about to end", mail: "digest" },
  "break-glass": { tells: "Somebody takes access in an emergency", mail: "at_once", alarm: true },
  delegation: { tells: "Somebody decides in my place, or I in theirs", mail: "at_once" },
  "shared-login": { tells: "A shared login needs a plan, or a new secret", mail: "digest" },
  policy: { tells: "The policy of decisions has changed", mail: "digest" },
} as const satisfies Record<string, Row>;

export type NoticeKind = keyof typeof noticeKinds;

import {
  type MailChannel,
  type NoticeKind,
  noticeKinds,
  type RoomNoticeKind,
  roomNoticeKinds,
} from "@/lib/notice-kinds";

/** So many mails go to one person at once within an hour; what comes on top waits for the digest. */
export const MOST_AT_ONCE = 10;

/** To a client's contact, for whom one mail leads to all that waits. */
export const MOST_TO_CONTACT = 2;

/** A notice that goes out, with what its reader has chosen. */
export type ToRoute = {
  id: string;
  /** The person, or the client's contact. */
  readerId: string;
  kind: string;
  /** What they have chosen for this kind; null: nothing. */
  chosen: MailChannel | null;
  /** An address that it can go to. */
  hasAddress: boolean;
};

const isKind = (kind: string): kind is NoticeKind => Object.hasOwn(noticeKinds, kind);
const isOfRoom = (kind: string): kind is RoomNoticeKind => Object.hasOwn(roomNoticeKinds, kind);

/** How a kind goes by mail to somebody who has chosen this: an alarm always at once. */
export function channelOf(kind: string, chosen: MailChannel | null): MailChannel {
  if (isOfRoom(kind)) return roomNoticeKinds[kind].mail;
  if (!isKind(kind)) return chosen ?? "digest";
  const row = noticeKinds[kind];
  return "alarm" in row ? "at_once" : (chosen ?? row.mail);
}

/**
 * How each notice goes by mail, in the order in which they were written. `sent`: how many mails went to a reader at
 * once within the last hour. What would be one too many goes into their digest; an alarm never waits.
 */
export function routeNotices(
  notices: readonly ToRoute[],
  sent: ReadonlyMap<string, number>,
): { id: string; mail: MailChannel }[] {
  const counts = new Map(sent);
  return notices.map(({ id, readerId, kind, chosen, hasAddress }) => {
    if (!hasAddress) return { id, mail: "none" };
    const mail = channelOf(kind, chosen);
    if (mail !== "at_once") return { id, mail };
    const count = counts.get(readerId) ?? 0;
    const isAlarm = isKind(kind) && "alarm" in noticeKinds[kind];
    if (count >= (isOfRoom(kind) ? MOST_TO_CONTACT : MOST_AT_ONCE) && !isAlarm) return { id, mail: "digest" };
    counts.set(readerId, count + 1);
    return { id, mail };
  });
}

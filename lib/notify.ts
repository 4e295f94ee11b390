import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";
import type { NoticeKind, RoomNoticeKind } from "@/lib/notice-kinds";

const LONGEST_SUBJECT = 200;
const LONGEST_TEXT = 2000;

/** Something that people are told: in the app always, by mail and in a channel as they have chosen. */
export type Notice = {
  /** Whom it is for; the same person is told once. */
  personId: string | readonly string[];
  kind: NoticeKind;
  /** What it is about, once for each person: the same cause again tells nothing ("request <id> decided"). */
  cause: string;
  /**
   * One line that reads the same for everybody, for it also stands in a mail's subject and in the studio's channel:
   * "Hannah Stone asks for access to Kite – Search". Never a secret.
   */
  subject: string;
  /** What there is to know and to do, in whole sentences, for this person. Never a secret. */
  text: string;
  /** Where to go on: a path of the app, "/requests/<id>". It leads through sign-in. */
  href: `/${string}`;
};

/** Something that a client's contacts are told, by mail: those who can sign in to the room of their client. */
export type RoomNotice = Omit<Notice, "personId" | "kind"> & {
  contactId: string | readonly string[];
  kind: RoomNoticeKind;
};

/**
 * Tells people something, in the command's transaction: it is told if and only if the change is made, and once for
 * one cause. One statement, however many. Whoever has left, or a contact who cannot sign in, is told nothing. Gives
 * the jobs that deliver it: put these into the command's `jobs`.
 */
export async function notify(tx: Tx, notices: readonly (Notice | RoomNotice)[]): Promise<Job[]> {
  const rows = notices.flatMap((notice) => {
    const words = {
      ...notice,
      subject: shortened(notice.subject, LONGEST_SUBJECT),
      text: shortened(notice.text, LONGEST_TEXT),
    };
    const of = "contactId" in notice ? "contactId" : "personId";
    const readers = "contactId" in notice ? notice.contactId : notice.personId;
    return [readers].flat().map((id) => ({ ...words, [of]: id }));
  });
  if (rows.length === 0) return [];
  const told = await tx.$executeRaw`
    INSERT INTO "Notification" ("personId", "contactId", kind, cause, subject, text, href, "createdAt")
    SELECT n."personId", n."contactId", n.kind, n.cause, n.subject, n.text, n.href, now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS n("personId" uuid, "contactId" uuid, kind text, cause text, subject text, text text, href text)
    WHERE EXISTS (SELECT 1 FROM "Person" p WHERE p.id = n."personId" AND p."endedAt" IS NULL
        AND (p."accessEndsAt" IS NULL OR p."accessEndsAt" > now()))
      OR EXISTS (SELECT 1 FROM "ClientContact" k JOIN "Account" a ON a."contactId" = k.id
        WHERE k.id = n."contactId" AND k."endedAt" IS NULL AND a."disabledAt" IS NULL)
    ORDER BY n."personId", n."contactId", n.cause
    ON CONFLICT DO NOTHING`;
  return told > 0 ? [{ kind: "notifications.route-notices", data: {} }] : [];
}

/** A name may be long; a command does not fail of it. */
const shortened = (words: string, longest: number): string =>
  words.length > longest ? `${words.slice(0, longest - 1)}…` : words;

/** Somebody's own words as the end of a sentence in a notice: with one full stop, theirs or ours. */
export const quoted = (words: string): string => (/[.!?…]$/u.test(words) ? `“${words}”` : `“${words}”.`);

/** So many lines of a list stand in one notice. */
const MOST_LINES = 12;

/** A list as the lines of a notice: the first of it, and how many more there are. */
export function firstLines(lines: readonly string[]): string[] {
  const more = lines.length - MOST_LINES;
  return [...lines.slice(0, MOST_LINES), ...(more > 0 ? [`And ${more} more.`] : [])];
}

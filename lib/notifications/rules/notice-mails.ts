import type { Mail } from "@/lib/outbox";

/** What a mail says of a notice: its subject and where it leads. What else there is to know stands behind the sign-in. */
export type NoticeLine = { subject: string; href: string };

type Reader = {
  name: string;
  email: string;
  /** A client's contact: they choose nothing, and have their room. */
  isContact: boolean;
};

/** So many lines stand in a digest. */
const MOST_LINES = 50;

/** The mail of one notice. `origin`: Keyholder's own address. */
export function noticeMail(reader: Reader, notice: NoticeLine & { id: string }, origin: string): Mail {
  return {
    cause: `notification ${notice.id}`,
    to: reader.email,
    subject: notice.subject,
    text: [
      `Hello ${reader.name},`,
      notice.subject,
      new URL(notice.href, origin).href,
      ...ending(reader, origin),
    ].join("\n\n"),
  };
}

/** The mail of a day: a line for each notice, the newest last. */
export function digestMail(
  reader: Reader,
  notices: readonly NoticeLine[],
  { cause, origin }: { cause: string; origin: string },
): Mail {
  const shown = notices.slice(0, MOST_LINES);
  const more = notices.length - shown.length;
  return {
    cause,
    to: reader.email,
    subject: notices.length === 1 ? (notices[0]?.subject ?? "") : `${notices.length} things from Keyholder`,
    text: [
      `Hello ${reader.name},`,
      notices.length === 1 ? "Since the last digest:" : `Since the last digest, ${notices.length} things:`,
      ...shown.map(({ subject, href }) => `${subject}\n${new URL(href, origin).href}`),
      ...(more > 0
        ? [
            `And ${more} more:\n${new URL(reader.isContact ? "/room" : "/notifications?state=unread", origin).href}`,
          ]
        : []),
      ...ending(reader, origin),
    ].join("\n\n"),
  };
}

const ending = ({ isContact }: Reader, origin: string) =>
  isContact
    ? []
    : [`How you are told is for you to choose:\n${new URL("/notifications/settings", origin).href}`];

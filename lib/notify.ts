import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";
import type { NoticeKind } from "@/lib/notice-kinds";

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

/**
 * Tells people something, in the command's transaction: it is told if and only if the change is made, and once for
 * one cause. One statement, however many. Whoever has left is told nothing. Gives the jobs that deliver it: put
 * these into the command's `jobs`.
 */
export async function notify(tx: Tx, notices: readonly Notice[]): Promise<Job[]> {
  const rows = notices.flatMap(({ personId, subject, text, ...notice }) =>
    [personId].flat().map((id) => ({
      ...notice,
      personId: id,
      subject: shortened(subject, LONGEST_SUBJECT),
      text: shortened(text, LONGEST_TEXT),
    })),
  );
  if (rows.length === 0) return [];
  const told = await tx.$executeRaw`
    INSERT INTO "Notification" ("personId", kind, cause, subject, text, href, "createdAt")
    SELECT n."personId", n.kind, n.cause, n.subject, n.text, n.href, now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS n("personId" uuid, kind text, cause text, subject text, text text, href text)
    JOIN "Person" p ON p.id = n."personId"
    WHERE p."endedAt" IS NULL AND (p."accessEndsAt" IS NULL OR p."accessEndsAt" > now())
    ORDER BY n."personId", n.cause
    ON CONFLICT ("personId", cause) DO NOTHING`;
  return told > 0 ? [{ kind: "notifications.route-notices", data: {} }] : [];
}

/** A name may be long; a command does not fail of it. */
const shortened = (words: string, longest: number): string =>
  words.length > longest ? `${words.slice(0, longest - 1)}…` : words;

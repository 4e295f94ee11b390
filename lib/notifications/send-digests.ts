import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { env } from "@/lib/env";
import { digestCause, digestMoment } from "@/lib/notifications/rules/digest-day";
import { digestMail, type NoticeLine } from "@/lib/notifications/rules/notice-mails";
import { queueMail } from "@/lib/outbox";

/** So many people at once: a transaction stays short. */
const BATCH = 200;

type Row = {
  readerId: string;
  name: string;
  /** A client's contact, who chooses nothing. */
  isContact: boolean;
  email: string;
  noticeIds: string[];
  lines: NoticeLine[];
};

/**
 * Writes the digests that are due: for each person, and each client's contact, one mail a day with what waits for it, once their hour has come.
 * What they have read in the app meanwhile stands in none. Missed while Keyholder was off, it is written at the next
 * run, one for all the days. Gives how many, and whether more are left. Leaves no event: its mails do.
 */
export const sendDigests = command({
  name: "notifications.send-digests",
  permission: "mail.deliver",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  target: noTarget,
  allow: () => true,
  async change({ tx, now }) {
    const moment = digestMoment(now);
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.send-digests', 0))`;
    const rows = await tx.$queryRaw<Row[]>`
      SELECT w.id AS "readerId", w.name, w.email, w."isContact", array_agg(n.id) AS "noticeIds",
        jsonb_agg(jsonb_build_object('subject', n.subject, 'href', n.href) ORDER BY n.id) AS lines
      FROM "Notification" n
      JOIN (SELECT id, name, email, "endedAt", false AS "isContact" FROM "Person"
        UNION ALL SELECT id, name, email, "endedAt", true FROM "ClientContact") w
        ON w.id = coalesce(n."personId", n."contactId")
      WHERE n.mail = 'digest' AND n."mailedAt" IS NULL AND n."readAt" IS NULL AND n."routedAt" < ${moment}
        AND w.email IS NOT NULL AND w."endedAt" IS NULL AND NOT EXISTS (
          SELECT 1 FROM "OutboxMail" m WHERE m.cause = ${digestCause("", moment)}::text || w.id::text)
      GROUP BY w.id, w.name, w.email, w."isContact" ORDER BY w.id LIMIT ${BATCH}`;
    const noticeIds = rows.flatMap((row) => row.noticeIds);
    await tx.$executeRaw`
      UPDATE "Notification" SET "mailedAt" = ${now}::timestamptz WHERE id = ANY(${noticeIds}::uuid[])`;
    const origin = env().KEYHOLDER_URL;
    const jobs = await queueMail(
      tx,
      rows.map((row) => digestMail(row, row.lines, { cause: digestCause(row.readerId, moment), origin })),
    );
    return { result: { digests: rows.length, more: rows.length === BATCH }, audit: [], jobs };
  },
});

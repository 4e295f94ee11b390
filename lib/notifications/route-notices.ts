import { z } from "zod";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { env } from "@/lib/env";
import { queueHookMessages } from "@/lib/notifications/queue-hook-messages";
import { noticeMail } from "@/lib/notifications/rules/notice-mails";
import { routeNotices as route, type ToRoute } from "@/lib/notifications/rules/route-notice";
import { queueMail } from "@/lib/outbox";

/** So many at once: a transaction stays short. */
const BATCH = 500;

type Row = ToRoute & {
  cause: string;
  name: string;
  /** A client's contact, who chooses nothing. */
  isContact: boolean;
  email: string | null;
  subject: string;
  href: string;
  sent: number;
};

/**
 * Decides once for each notice how it goes by mail, as its reader has chosen, and writes what goes at once into the
 * outbox, and what the studio's channels are told, in the same transaction. Of several at once each waits for the one before, so that nobody is flooded by
 * their counting past each other. Gives how many, and whether more are left. Leaves no event: its mails do.
 */
export const routeNotices = command({
  name: "notifications.route-notices",
  permission: "mail.deliver",
  input: z.strictObject({}),
  target: readUnrouted,
  allow: () => true,
  async change({ tx, target: rows, now }) {
    const sent = new Map(rows.map(({ readerId, sent: count }) => [readerId, count]));
    const routed = new Map(route(rows, sent).map(({ id, mail }) => [id, mail]));
    await tx.$executeRaw`
      UPDATE "Notification" n SET mail = r.mail, "routedAt" = ${now}::timestamptz,
        "mailedAt" = CASE WHEN r.mail = 'at_once' THEN ${now}::timestamptz END
      FROM jsonb_to_recordset(${JSON.stringify([...routed].map(([id, mail]) => ({ id, mail })))}::jsonb)
        AS r(id uuid, mail "MailChannel")
      WHERE n.id = r.id`;
    const origin = env().KEYHOLDER_URL;
    const jobs = await queueMail(
      tx,
      rows.flatMap(({ email, ...row }) =>
        email && routed.get(row.id) === "at_once" ? [noticeMail({ ...row, email }, row, origin)] : [],
      ),
    );
    const posts = await queueHookMessages(tx, rows);
    return {
      result: { routed: rows.length, more: rows.length === BATCH },
      audit: [],
      jobs: [...jobs, ...posts],
    };
  },
});

/** What is not routed yet, in the order in which it was written. */
async function readUnrouted(tx: Tx): Promise<Row[]> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.route-notices', 0))`;
  return tx.$queryRaw<Row[]>`
    SELECT n.id, coalesce(n."personId", n."contactId") AS "readerId", n.kind, n.cause, n.subject, n.href,
      c.mail::text AS chosen, n."contactId" IS NOT NULL AS "isContact", coalesce(p.name, k.name) AS name,
      coalesce(p.email, k.email) AS email,
      coalesce(p.email, k.email) IS NOT NULL AND p."endedAt" IS NULL AND k."endedAt" IS NULL AS "hasAddress",
      (SELECT count(*)::int FROM "Notification" s
        WHERE (s."personId" = n."personId" OR s."contactId" = n."contactId") AND s.mail = 'at_once'
        AND s."mailedAt" > now() - interval '1 hour') AS sent
    FROM "Notification" n LEFT JOIN "Person" p ON p.id = n."personId"
    LEFT JOIN "ClientContact" k ON k.id = n."contactId"
    LEFT JOIN "NotificationChoice" c ON c."personId" = n."personId" AND c.kind = n.kind
    WHERE n."routedAt" IS NULL ORDER BY n.id LIMIT ${BATCH}`;
}

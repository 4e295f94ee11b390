import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { env } from "@/lib/env";

/**
 * Promises the mails of the last week anew that wait although a mail server is configured: written before it was,
 * or given up by the queue. Older ones stay, since what they say may no longer be so. Gives how many. A mail that
 * is promised twice is sent once; nothing that anybody owns changes, so it leaves no event.
 */
export const requeueMail = command({
  name: "notifications.requeue-mail",
  permission: "mail.deliver",
  input: z.strictObject({}),
  target: noTarget,
  allow: () => true,
  async change({ tx }) {
    if (!env().SMTP_URL) return { result: { waiting: 0 }, audit: [] };
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "OutboxMail" WHERE "sentAt" IS NULL AND "createdAt" > now() - interval '7 days'
      ORDER BY id LIMIT 1000`;
    return {
      result: { waiting: rows.length },
      audit: [],
      jobs: rows.map(({ id }) => ({ kind: "notifications.deliver-mail" as const, data: { mailId: id } })),
    };
  },
});

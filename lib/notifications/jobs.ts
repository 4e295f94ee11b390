import { systemActor } from "@/lib/auth/actor";
import { decrypt } from "@/lib/crypto";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import type { Job, JobData } from "@/lib/jobs";
import { mailContext } from "@/lib/outbox";
import { sendLetter } from "./mailer";
import { recordDelivery } from "./record-delivery";

/**
 * Delivers one mail of the outbox. Does nothing when it was delivered, or while no mail server is configured:
 * then an owner reads it in the app. A refusal is written down and thrown, so that the queue tries again.
 */
export async function deliverMail({ mailId }: JobData["notifications.deliver-mail"]): Promise<void> {
  const smtpUrl = env().SMTP_URL;
  if (!smtpUrl) return;
  const mail = await db.outboxMail.findUnique({ where: { id: mailId } });
  if (!mail || mail.sentAt) return;
  const actor = systemActor("mail");
  const text = decrypt(mail.body, mailContext(mail.cause)).toString("utf8");
  try {
    await sendLetter(smtpUrl, { id: mail.id, to: mail.toAddress, subject: mail.subject, text });
  } catch (error) {
    const failure = error instanceof Error ? error.message.slice(0, 500) : "unknown";
    await recordDelivery(actor, { mailId, failure });
    throw error;
  }
  await recordDelivery(actor, { mailId, failure: null });
}

/**
 * Jobs for the mails of the last week that wait although a mail server is configured: written before it was, or
 * given up by the queue. Older ones stay, since what they say may no longer be so.
 */
export async function waitingMail(): Promise<Job[]> {
  if (!env().SMTP_URL) return [];
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM "OutboxMail" WHERE "sentAt" IS NULL AND "createdAt" > now() - interval '7 days'
    ORDER BY id LIMIT 1000`;
  return rows.map(({ id }) => ({ kind: "notifications.deliver-mail", data: { mailId: id } }));
}

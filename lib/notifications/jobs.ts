import { systemActor } from "@/lib/auth/actor";
import { decrypt } from "@/lib/crypto";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { inBatches, type JobAnswer, type JobData } from "@/lib/jobs";
import { mailContext } from "@/lib/outbox";
import { hookContext } from "./hooks";
import { sendLetter } from "./mailer";
import { postToHook } from "./post-to-hook";
import { recordDelivery } from "./record-delivery";
import { recordHook } from "./record-hook";
import { removeNotices } from "./remove-notices";
import { routeNotices } from "./route-notices";
import { hookAnswer } from "./rules/hook-answer";
import { hookBody } from "./rules/hook-body";
import { sendDigests } from "./send-digests";

/** As long as a mail server may take, in milliseconds. */
const LONGEST_DELIVERY = 60_000;

/**
 * Delivers one mail of the outbox. Does nothing when it was delivered, or while no mail server is configured:
 * then an owner reads it in the app. A refusal is written down and thrown, so that the queue tries again. A mail that
 * is promised twice (a start promises what waits) is sent by one at a time, and whoever waited finds it sent; the lock
 * goes with the connection of whoever dies.
 */
export async function deliverMail({ mailId }: JobData["notifications.deliver-mail"]): Promise<undefined> {
  const smtpUrl = env().SMTP_URL;
  if (!smtpUrl) return;
  const refusal = await db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`mail ${mailId}`}, 0))`;
      return deliverUnsent(smtpUrl, mailId);
    },
    { timeout: LONGEST_DELIVERY },
  );
  if (refusal) throw refusal;
}

/** Sends it unless it was sent, and writes down what came of it. Gives the refusal of the mail server. */
async function deliverUnsent(smtpUrl: string, mailId: string): Promise<unknown> {
  const mail = await db.outboxMail.findUnique({ where: { id: mailId } });
  if (!mail || mail.sentAt) return null;
  const actor = systemActor("mail");
  const text = decrypt(mail.body, mailContext(mail.cause)).toString("utf8");
  try {
    await sendLetter(smtpUrl, { id: mail.id, to: mail.toAddress, subject: mail.subject, text });
  } catch (error) {
    const failure = error instanceof Error ? error.message.slice(0, 500) : "unknown";
    await recordDelivery(actor, { mailId, failure });
    return error;
  }
  await recordDelivery(actor, { mailId, failure: null });
  return null;
}

/** Routes what people are told, batch by batch, until nothing is left. */
export async function routeTold(): Promise<JobAnswer> {
  const routed = await inBatches(
    () => routeNotices(systemActor("mail"), {}),
    (batch) => batch.routed,
  );
  return routed > 0
    ? { said: `${routed} ${routed === 1 ? "notification" : "notifications"} on their way` }
    : undefined;
}

/** Writes the digests that are due, batch by batch, until nobody waits for one. */
export async function sendDueDigests(): Promise<JobAnswer> {
  const digests = await inBatches(
    () => sendDigests(systemActor("mail"), {}),
    (batch) => batch.digests,
  );
  return digests > 0 ? { said: `${digests} ${digests === 1 ? "digest" : "digests"} written` } : undefined;
}

/** Removes what people were told long ago, batch by batch. */
export async function removeOldNotices(): Promise<JobAnswer> {
  const removed = await inBatches(
    () => removeNotices(systemActor("mail"), {}),
    (batch) => batch.removed,
  );
  return removed > 0
    ? { said: `${removed} old ${removed === 1 ? "notification was" : "notifications were"} removed` }
    : undefined;
}

/**
 * Posts one message to its channel. Does nothing when it was taken already, or the hook has ended. What may pass (a
 * chat that is down, or that has enough for now) is written down and thrown, so that the queue tries again; what will
 * not (a webhook that is gone) is written down alone.
 */
export async function postHookMessage({
  messageId,
}: JobData["notifications.post-to-hook"]): Promise<JobAnswer> {
  const message = await db.hookMessage.findUnique({
    where: { id: messageId },
    include: { hook: true, lines: { orderBy: { cause: "asc" } } },
  });
  if (!message?.hook.url || message.sentAt) return undefined;
  const { hook, lines } = message;
  const actor = systemActor("mail");
  const url = decrypt(message.hook.url, hookContext(hook.id)).toString("utf8");
  const answer = await postToHook(url, hookBody(hook.app, lines, env().KEYHOLDER_URL)).then(
    hookAnswer,
    // The error's own words may have the address in them.
    () => ({ kind: "later" as const, failure: "The chat does not answer." }),
  );
  await recordHook(actor, { messageId, failure: answer.kind === "sent" ? null : answer.failure });
  if (answer.kind === "later") throw new Error(answer.failure);
  return answer.kind === "never" ? { said: `A channel was not told. ${answer.failure}` } : undefined;
}

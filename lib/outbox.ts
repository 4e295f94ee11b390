import { encrypt } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import type { Job } from "@/lib/jobs";

export type Mail = {
  /** What it is about, once: the same cause makes no second mail ("invitation <id>"). */
  cause: string;
  to: string;
  subject: string;
  /** Plain text. May carry a one-time link: it is stored encrypted. */
  text: string;
  /** It carries a link into somebody's account: nobody reads it in the app, not even an owner. */
  sealed?: boolean;
};

/** The context under which a mail's body is encrypted: copied to another mail it does not decrypt. */
export const mailContext = (cause: string): string => `outbox ${cause}`;

/**
 * Writes mails into the outbox in the command's transaction, in one statement, and gives the jobs that deliver
 * them: put these into the command's `jobs`. Line breaks in an address or a subject are refused by the input
 * pieces and by the mailer (ASVS 1.3.11).
 */
export async function queueMail(tx: Tx, mails: readonly Mail[]): Promise<Job[]> {
  if (mails.length === 0) return [];
  const rows = await tx.outboxMail.createManyAndReturn({
    data: mails.map(({ cause, to, subject, text, sealed = false }) => ({
      cause,
      toAddress: to,
      subject,
      body: encrypt(text, mailContext(cause)),
      sealed,
    })),
    skipDuplicates: true,
    select: { id: true },
  });
  return rows.map(({ id }) => ({ kind: "notifications.deliver-mail", data: { mailId: id } }));
}

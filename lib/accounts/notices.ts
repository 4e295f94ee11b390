import type { Tx } from "@/lib/db";
import { env } from "@/lib/env";
import type { Job } from "@/lib/jobs";
import { queueMail } from "@/lib/outbox";

/** Something about their sign-in that an account's holder is told by mail (NIST 800-63B, ASVS 6.3.5 and 6.3.7). */
export type Notice = {
  /** What it is about, once: the same cause makes no second mail ("passkey <id> added"). */
  cause: string;
  subject: string;
  /** What happened, in whole sentences. Never a secret, and nothing that can be clicked to undo it unseen. */
  happened: string;
  at: Date;
  ip: string | null;
};

/**
 * Tells the holder of an account at every address of theirs: the register's, and the second one that they gave. A
 * change so reaches them through a channel other than the session in which it was made. Put the jobs into the
 * command's own.
 */
export async function tellHolder(tx: Tx, accountId: string, notice: Notice): Promise<Job[]> {
  const [holder] = await tx.$queryRaw<{ name: string; addresses: string[] }[]>`
    SELECT coalesce(p.name, c.name) AS name,
      array_remove(ARRAY[coalesce(p.email, c.email), a."noticeEmail"], NULL) AS addresses
    FROM "Account" a
    LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    WHERE a.id = ${accountId}::uuid`;
  if (!holder) return [];
  const text = [
    `Hello ${holder.name},`,
    "",
    notice.happened,
    `When: ${notice.at.toISOString().slice(0, 16).replace("T", " ")} UTC. From: ${notice.ip ?? "an unknown address"}.`,
    "",
    "If this was you, there is nothing to do. If it was not, open Keyholder, end your other sessions, and tell an owner:",
    new URL("/me", env().KEYHOLDER_URL).href,
  ].join("\n");
  return queueMail(
    tx,
    [...new Set(holder.addresses)].map((to, place) => ({
      cause: place === 0 ? notice.cause : `${notice.cause}, second address`,
      to,
      subject: notice.subject,
      text,
    })),
  );
}

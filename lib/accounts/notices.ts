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
  /** What to do if it was not them, where that is more than to look at one's sessions. */
  ifNot?: readonly string[];
};

/** How long after a change of address the one before it is told as well. */
const FORMER_ADDRESS_DAYS = 30;

/**
 * Tells the holder of an account at every address of theirs: the register's, the second one that they gave, and for a
 * while the one that the register had before (an address that somebody else has changed must not hide this). A
 * change so reaches them through a channel other than the session in which it was made. Put the jobs into the
 * command's own. `former`: addresses that were theirs until this change.
 */
export async function tellHolder(
  tx: Tx,
  accountId: string,
  notice: Notice,
  former: readonly string[] = [],
): Promise<Job[]> {
  const [holder] = await tx.$queryRaw<{ name: string; addresses: string[] }[]>`
    SELECT coalesce(p.name, c.name) AS name,
      array_remove(ARRAY[coalesce(p.email, c.email), a."noticeEmail",
        CASE WHEN coalesce(p."emailChangedAt", c."emailChangedAt") > now() - make_interval(days => ${FORMER_ADDRESS_DAYS})
          THEN coalesce(p."emailBefore", c."emailBefore") END], NULL) AS addresses
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
    ...(notice.ifNot ?? [
      "If this was you, there is nothing to do. If it was not, open Keyholder, end your other sessions, and tell an owner:",
      new URL("/me", env().KEYHOLDER_URL).href,
    ]),
  ].join("\n");
  return queueMail(
    tx,
    [...new Set([...holder.addresses, ...former])].map((to, place) => ({
      cause: place === 0 ? notice.cause : `${notice.cause}, address ${place + 1}`,
      to,
      subject: notice.subject,
      text,
    })),
  );
}

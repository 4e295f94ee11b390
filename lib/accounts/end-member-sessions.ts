import { z } from "zod";
import { tellHolder } from "@/lib/accounts/notices";
import { endSessionsOfAccounts } from "@/lib/auth/end-sessions";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { id, line } from "@/lib/input";

/**
 * Ends all sessions of somebody else, or one's own, by an administrator (ASVS 7.4.5), with all that is half signed in.
 * Its holder is told. They can sign in again: to keep them out, disable the account.
 */
export const endMemberSessions = command({
  name: "accounts.end-member-sessions",
  permission: "members.end-sessions",
  input: z.strictObject({ accountId: id(), reason: line(300) }),
  target: (tx, { accountId }) => lockHolder(tx, accountId),
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    const ended = await endSessionsOfAccounts(tx, [target.id], "ended by an administrator");
    const about = { objectType: "account", objectId: target.id, objectName: target.name };
    const notice = {
      cause: `sessions of ${target.id} ended at ${now.toISOString()}`,
      subject: "Keyholder: your sessions were ended",
      happened: `${actor.name} ended your sessions in Keyholder. Reason: ${input.reason}`,
      at: now,
      ip: actor.ip,
    };
    return {
      result: { ended },
      audit: [{ ...about, reason: input.reason, after: { sessionsEnded: ended } }],
      jobs: ended > 0 ? await tellHolder(tx, target.id, notice) : [],
    };
  },
});

/** An account, locked, with the name of whoever it is: a person of the studio or a client's contact. */
async function lockHolder(tx: Tx, accountId: string): Promise<{ id: string; name: string } | null> {
  const rows = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT a.id, coalesce(p.name, c.name) AS name
    FROM "Account" a
    LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    WHERE a.id = ${accountId}::uuid FOR UPDATE OF a`;
  return rows[0] ?? null;
}

import { z } from "zod";
import { endSessionsOfAccounts } from "@/lib/auth/end-sessions";
import { command, noTarget } from "@/lib/command";
import { line } from "@/lib/input";

/**
 * Ends the sessions of everybody but the one who asks, in an emergency (ASVS 7.4.5), clients' contacts included.
 * Everybody can sign in again.
 */
export const endEverybodysSessions = command({
  name: "accounts.end-everybodys-sessions",
  permission: "members.end-sessions",
  input: z.strictObject({ reason: line(300) }),
  target: noTarget,
  allow: () => true,
  async change({ tx, actor, input }) {
    const others = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Account" WHERE id IS DISTINCT FROM ${actor.accountId}::uuid ORDER BY id FOR UPDATE`;
    const ids = others.map(({ id }) => id);
    const ended = await endSessionsOfAccounts(tx, ids, "ended for everybody");
    const about = { objectType: "account", objectId: null, objectName: "Everybody else" };
    return {
      result: { ended },
      audit: [{ ...about, reason: input.reason, after: { accounts: ids.length, sessionsEnded: ended } }],
    };
  },
});

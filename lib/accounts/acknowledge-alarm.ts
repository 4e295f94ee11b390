import { z } from "zod";
import { command } from "@/lib/command";
import { id, line } from "@/lib/input";

/**
 * An administrator answers for the use of a break-glass account: what it was for. Not from that account, and not by
 * whoever is signed in with one.
 */
export const acknowledgeAlarm = command({
  name: "accounts.acknowledge-alarm",
  permission: "alarms.acknowledge",
  input: z.strictObject({ useId: id(), reason: line(300) }),
  target: async (tx, { useId }, actor) => {
    const rows = await tx.$queryRaw<
      { id: string; accountId: string; name: string; acknowledgedAt: Date | null; fromBreakGlass: boolean }[]
    >`
      SELECT u.id, u."accountId", p.name, u."acknowledgedAt",
        EXISTS (SELECT 1 FROM "Account" own WHERE own.id = ${actor.accountId}::uuid
          AND own."breakGlassAt" IS NOT NULL) AS "fromBreakGlass"
      FROM "BreakGlassUse" u JOIN "Account" a ON a.id = u."accountId" JOIN "Person" p ON p.id = a."personId"
      WHERE u.id = ${useId}::uuid FOR UPDATE OF u`;
    return rows[0] ?? null;
  },
  allow: ({ target }) =>
    !target.fromBreakGlass || "A break-glass account does not answer for its use. Sign in as yourself.",
  async change({ tx, actor, input, target, now }) {
    if (target.acknowledgedAt) return { result: null, audit: [] };
    await tx.breakGlassUse.update({
      where: { id: target.id },
      data: { acknowledgedAt: now, acknowledgedById: actor.personId, reason: input.reason },
    });
    const about = { objectType: "account", objectId: target.accountId, objectName: target.name };
    return { result: null, audit: [{ ...about, reason: input.reason, after: { alarmAnswered: target.id } }] };
  },
});

import { z } from "zod";
import { closingName, lockClosing } from "@/lib/closings/closing-row";
import { readGrantIds } from "@/lib/closings/read-stake";
import { engagementsOf } from "@/lib/closings/scope";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { endGrants } from "@/lib/register/end-grants";
import { revokeDue } from "@/lib/register/rules/due";
import { cancelItemsAt } from "@/lib/requests/cancel-items-at";

/**
 * Does what the last moment of a closing brings, for the next one whose moment has come: the seats and kits of its
 * engagements end, and whatever was given or asked since it was started is taken back too; what is found even later
 * (an import, a record), also after the certificate, comes to the same. Of several servers at once
 * each takes another one. `more` while there may be others.
 */
export const settleClosing = command({
  name: "closings.settle-closing",
  permission: "closings.follow",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  async target(tx) {
    const [due] = await tx.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM "Closing" c WHERE c."cancelledAt" IS NULL AND c."lastMoment" <= now()
        AND (c."settledAt" IS NULL AND c."certifiedAt" IS NULL OR EXISTS (
          SELECT 1 FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId"
          LEFT JOIN "Engagement" e ON e.id = g."engagementId"
          WHERE g.state IN ('to_grant', 'invited', 'active') AND (g."engagementId" = c."engagementId"
            OR c.everything AND c."certifiedAt" IS NULL AND (a."clientId" = c."clientId" OR e."clientId" = c."clientId"))))
      ORDER BY c."lastMoment", c.id LIMIT 1 FOR UPDATE OF c SKIP LOCKED`;
    return { closing: due ? await lockClosing(tx, due.id) : null };
  },
  allow: () => true,
  async change({ tx, actor, target: { closing }, now }) {
    if (!closing) return { result: { more: false as boolean, settled: 0 }, audit: [] };
    const reason = `${closingName(closing)} has ended (closing C-${closing.number}).`;
    // After the certificate the client may have other work: what hangs on that is not of this closing.
    const everything = closing.everything && !closing.certifiedAt;
    const grantIds = await readGrantIds(tx, { ...closing, everything }, { untaken: true });
    if (grantIds.length > 0)
      await endGrants.within(tx, actor, {
        ...{ grantIds, reason, cause: "closing", causeId: closing.id },
        dueByRisk: revokeDue(now),
      });
    await cancelItemsAt.within(tx, actor, {
      clientId: closing.clientId,
      engagementId: everything ? null : closing.engagementId,
      reason,
    });
    const { seats, lines } = await endSeatsAndKits(tx, { ...closing, everything }, now);
    await tx.closing.update({ where: { id: closing.id }, data: { settledAt: closing.settledAt ?? now } });
    return {
      result: { more: true, settled: 1 },
      audit: [
        {
          objectType: "closing",
          objectId: closing.id,
          objectName: `C-${closing.number}: ${closingName(closing)}`,
          clientId: closing.clientId,
          after: { lastMoment: "has come", seats, kitLines: lines, takenSince: grantIds.length },
        },
      ],
    };
  },
});

/** Ends the seats on the engagements that end, and the lines of their kits: two statements. Gives how many. */
export async function endSeatsAndKits(
  tx: Tx,
  closing: { clientId: string; engagementId: string | null; everything: boolean },
  now: Date,
): Promise<{ seats: number; lines: number }> {
  const seats = await tx.$executeRaw`
    UPDATE "Membership" SET "endedAt" = ${now}::timestamptz
    WHERE "endedAt" IS NULL AND "engagementId" IN (SELECT e.id FROM "Engagement" e WHERE ${engagementsOf(closing)})`;
  const lines = await tx.$executeRaw`
    UPDATE "KitLine" SET "endedAt" = ${now}::timestamptz
    WHERE "endedAt" IS NULL AND "engagementId" IN (SELECT e.id FROM "Engagement" e WHERE ${engagementsOf(closing)})`;
  return { seats, lines };
}

import { z } from "zod";
import { command } from "@/lib/command";
import { Prisma, type Tx } from "@/lib/db";
import { id } from "@/lib/input";
import type { Job } from "@/lib/jobs";
import { policyGrounds } from "@/lib/policy/rules/decide";
import {
  decidedItem,
  decisionEntry,
  type Given,
  giveApproved,
  weighApprovals,
} from "@/lib/requests/give-approved";
import { closeRequests, lockHolders, lockItems } from "@/lib/requests/lock-items";
import { type ItemDetail, readItems } from "@/lib/requests/read-items";
import { tellDecided } from "@/lib/requests/tell-decided";

/**
 * Approves and refuses what a rule of the access policy says so of, in a request that has just been asked. What a
 * person could not approve either (no agreement on file, a departure), and what would make conflicting duties, waits
 * for one, who sees why. The database
 * holds that it gives nothing above the smallest role, and no role that bills, manages users or takes personal data out.
 */
export const decideByPolicy = command({
  name: "requests.decide-by-policy",
  permission: "requests.decide-by-policy",
  input: z.strictObject({ requestId: id() }),
  async target(tx, { requestId }) {
    const asked = await tx.requestItem.findMany({ where: { requestId }, select: { id: true } });
    await lockHolders(
      tx,
      asked.map((item) => item.id),
    );
    await lockItems(tx, { requestId });
    const where = Prisma.sql`i."requestId" = ${requestId}::uuid AND i.state = 'waiting'
      AND i."policyOutcome" IN ('approve', 'refuse')`;
    return { items: await readItems(tx, where) };
  },
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    const refused = target.items.filter((item) => item.needs === "refuse");
    const easy = target.items.filter((item) => item.needs === "approve");
    const weighed =
      easy.length > 0
        ? await weighApprovals(tx, easy, () => ({ choice: { kind: "asked" }, until: null }), now)
        : new Map<string, never>();
    const given = new Map<string, Given>();
    for (const [itemId, approval] of weighed)
      if (approval.ok && approval.marks.length === 0) given.set(itemId, approval);
    const approved = easy.filter((item) => given.has(item.id));
    const rows = [
      ...approved.map(({ id: itemId }) => ({ id: itemId, state: "approved", until: given.get(itemId)?.end })),
      ...refused.map((item) => ({ id: item.id, state: "rejected", reason: sentenceOf(item) })),
    ];
    await tx.$executeRaw`
      UPDATE "RequestItem" i SET state = n.state, "decidedByPolicy" = true, "decidedAt" = ${now}::timestamptz,
        "decisionReason" = n.reason, "decidedUntil" = n.until
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS n(id uuid, state "RequestItemState", until timestamptz, reason text)
      WHERE i.id = n.id`;
    if (approved.length > 0) await giveApproved(tx, actor, approved, given);
    await closeRequests(tx, [input.requestId], now);
    const told = [
      ...(await tellDecided(
        tx,
        approved.map((item) => decidedItem(item, given.get(item.id) ?? null)),
        null,
      )),
      ...(await tellRefused(tx, refused)),
    ];
    return {
      jobs: told,
      result: { approved: approved.length, refused: refused.length },
      audit: [...approved, ...refused].map((item) =>
        decisionEntry(item, given.get(item.id) ?? null, {
          reason: item.needs === "refuse" ? sentenceOf(item) : null,
          rule: `version ${item.policyVersion}, ${policyGrounds.parse(item.policyGrounds).name}`,
        }),
      ),
    };
  },
});

/** Each sentence of a rule is told with the items that it refuses. */
async function tellRefused(tx: Tx, refused: readonly ItemDetail[]): Promise<Job[]> {
  const told: Job[] = [];
  for (const [sentence, items] of Map.groupBy(refused, sentenceOf))
    told.push(
      ...(await tellDecided(
        tx,
        items.map((item) => decidedItem(item, null)),
        sentence,
      )),
    );
  return told;
}

/** What the rule says to who asked. */
const sentenceOf = (item: ItemDetail): string =>
  policyGrounds.parse(item.policyGrounds).sentence ?? "The access policy refuses this.";

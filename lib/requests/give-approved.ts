import type { AuditEntry } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";
import { roleNames } from "@/lib/platforms/explain-role";
import { beginGrants } from "@/lib/register/begin-grants";
import { heldKey, readHeld } from "@/lib/requests/read-held";
import { readItemConflicts } from "@/lib/requests/read-item-conflicts";
import type { ItemDetail } from "@/lib/requests/read-items";
import { readParents } from "@/lib/requests/read-parents";
import { type Choice, chooseRoles } from "@/lib/requests/rules/choose-roles";
import { type Approval, approvalInWords, approve } from "@/lib/requests/rules/decide";
import { planLines } from "@/lib/requests/rules/plan-lines";
import { requestName } from "@/lib/requests/rules/words";

/** What an approval gives. */
export type Given = Extract<Approval, { ok: true }>;

/** What was chosen of an item, and an earlier end than was asked. */
type How = { choice: Choice; until: Date | null };

/** What each item would get, or what stands against it, by item; whoever would hold it stays as they are meanwhile. */
export async function weighApprovals(
  tx: Tx,
  items: readonly ItemDetail[],
  how: (item: ItemDetail) => How,
  now: Date,
): Promise<Map<string, Approval>> {
  const personIds = [...new Set(items.map((item) => item.personId))];
  await tx.$queryRaw`SELECT p.id FROM "Person" p WHERE p.id = ANY(${personIds}::uuid[]) ORDER BY p.id FOR SHARE`;
  const assetIds = [...new Set(items.map((item) => item.asset.id))];
  const held = await readHeld(tx, personIds, assetIds);
  const conflicts = await readItemConflicts(tx, items, (item) => {
    const chosen = chooseRoles(how(item).choice, item);
    return chosen.ok ? chosen.roles : [];
  });
  return new Map(
    items.map((item) => {
      const has = held.get(heldKey(item.personId, item.asset.id)) ?? [];
      return [item.id, approve(item, { ...how(item), held: has, conflicts: conflicts(item), now })];
    }),
  );
}

/** Begins the grants of everything that was approved; gives the number of tasks that follow. */
export async function giveApproved(
  tx: Tx,
  actor: Parameters<typeof beginGrants.within>[1],
  items: readonly ItemDetail[],
  given: ReadonlyMap<string, Given>,
): Promise<number> {
  const parents = await readParents(tx, [...new Set(items.map((item) => item.asset.id))]);
  const approved = items.flatMap((item) => {
    const approval = given.get(item.id);
    if (!approval) return [];
    const { identityId } = item.holder;
    const engagementId = item.engagement?.id ?? null;
    return [{ ...item, identityId, engagementId, roles: approval.roles, end: approval.end }];
  });
  await tx.requestItemRole.createMany({
    data: approved.flatMap((item) =>
      item.roles.map((role) => ({ itemId: item.id, roleId: role.id, as: "decided" as const })),
    ),
  });
  await tx.accessExceptionUse.createMany({
    data: approved.flatMap((item) =>
      (given.get(item.id)?.exceptionIds ?? []).map((exceptionId) => ({ exceptionId, itemId: item.id })),
    ),
    skipDuplicates: true,
  });
  const begun = await beginGrants.within(tx, actor, {
    grants: planLines(approved, parents),
    cause: "request",
  });
  return begun.tasks.length;
}

/** An item as the ones whom it concerns are told of it. */
export const decidedItem = (item: ItemDetail, approval: Given | null) => ({
  ...item,
  holderName: item.holder.name,
  assetName: item.asset.name,
  outcome: approval?.state ?? ("rejected" as const),
  gives: approval && approvalInWords(approval.roles, approval.end, item.lastsMinutes),
});

/** What the audit says of one decision. */
export function decisionEntry(
  item: ItemDetail,
  approval: Given | null,
  {
    reason,
    ...more
  }: { reason: string | null; rule?: string; state?: string; clientAnswer?: string; inPlaceOf?: string },
): AuditEntry {
  const asked = roleNames(item.asked, item.asset.type);
  return {
    objectType: "request",
    objectId: item.requestId,
    objectName: `${requestName(item.number)}: ${item.holder.name} on ${item.asset.name}`,
    clientId: item.clientId,
    reason,
    before: { state: "waiting" },
    after: {
      state: approval?.state ?? "rejected",
      asked: item.aboveSmallest ? `${asked}, more than the smallest` : asked,
      ...(approval ? { gives: approvalInWords(approval.roles, approval.end, item.lastsMinutes) } : {}),
      ...(approval && approval.marks.length > 0 ? { marked: approval.marks } : {}),
      ...more,
    },
  };
}

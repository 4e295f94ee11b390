import type { Reader } from "@/lib/db";
import type { RoleRow } from "@/lib/requests/rules/choose-roles";
import type { ClientAnswer, ItemContact, LeadApproval } from "@/lib/requests/rules/client-answer";

/** What the client and the security lead have said so far of items that need both. */
export type ClientSide = { clientAnswer: ClientAnswer | null; leadApproval: LeadApproval | null };

const NOTHING: ClientSide = { clientAnswer: null, leadApproval: null };

type AnswerRow = ClientAnswer & { itemId: string };
type ApprovalRow = Omit<LeadApproval, "roles"> & { id: string; itemId: string };

/** The answers and approvals of items, by item: three statements, however many. Asks no permission. */
export async function readClientSide(
  reader: Reader,
  itemIds: readonly string[],
): Promise<(itemId: string) => ClientSide> {
  if (itemIds.length === 0) return () => NOTHING;
  const answers = await reader.$queryRaw<AnswerRow[]>`
    SELECT a."itemId", a.agrees, coalesce(k.name, w.name) AS "byName", a."writtenById" IS NOT NULL AS written, a.words,
      a."answeredAt" AS at
    FROM "ClientAnswer" a LEFT JOIN "ClientContact" k ON k.id = a."contactId"
    LEFT JOIN "Person" w ON w.id = a."writtenById"
    WHERE a."itemId" = ANY(${[...itemIds]}::uuid[])`;
  const approvals = await reader.$queryRaw<ApprovalRow[]>`
    SELECT DISTINCT ON (l."itemId") l.id, l."itemId", l."leadId", p.name AS "leadName", l."inPlaceOfId",
      ip.name AS "inPlaceOfName", l.until, l.reason, l."approvedAt" AS at
    FROM "LeadApproval" l JOIN "Person" p ON p.id = l."leadId" LEFT JOIN "Person" ip ON ip.id = l."inPlaceOfId"
    WHERE l."itemId" = ANY(${[...itemIds]}::uuid[]) ORDER BY l."itemId", l.id DESC`;
  const roles =
    approvals.length === 0
      ? []
      : await reader.$queryRaw<(RoleRow & { approvalId: string })[]>`
          SELECT x."approvalId", pr.id, pr.key, pr.name, pr.rank, pr."heldOn", pr.capabilities::text[] AS capabilities,
            pr.requires, pr."group",
            (pr.verified OR pr."confirmedAt" IS NOT NULL OR pr."correctedAt" IS NOT NULL) AS verified
          FROM "LeadApprovalRole" x JOIN "PlatformRole" pr ON pr.id = x."roleId"
          WHERE x."approvalId" = ANY(${approvals.map((each) => each.id)}::uuid[]) ORDER BY pr.key`;
  const rolesOf = Map.groupBy(roles, (role) => role.approvalId);
  const answerOf = new Map(answers.map(({ itemId, ...answer }) => [itemId, answer]));
  const approvalOf = new Map(
    approvals.map(({ id, itemId, ...approval }) => [
      itemId,
      { ...approval, roles: (rolesOf.get(id) ?? []).map(({ approvalId: _, ...role }) => role) },
    ]),
  );
  return (itemId) => ({
    clientAnswer: answerOf.get(itemId) ?? null,
    leadApproval: approvalOf.get(itemId) ?? null,
  });
}

/** The contacts of the client of each item that needs its yes, with how they stand to it, by item: one statement. */
export async function readItemContacts(
  reader: Reader,
  itemIds: readonly string[],
): Promise<Map<string, ItemContact[]>> {
  const rows = await reader.$queryRaw<(ItemContact & { itemId: string })[]>`
    SELECT i.id AS "itemId", k.id AS "contactId", k.name, contact_standing(k.id, i.id) AS standing
    FROM "RequestItem" i JOIN "AccessRequest" r ON r.id = i."requestId"
    JOIN "ClientContact" k ON k."clientId" = r."clientId"
    WHERE i.id = ANY(${[...itemIds]}::uuid[]) AND i."policyOutcome" = 'security_lead_and_client' AND k."endedAt" IS NULL
    ORDER BY k.name, k.id`;
  return new Map(
    [...Map.groupBy(rows, (row) => row.itemId)].map(([itemId, of]) => [
      itemId,
      of.map(({ itemId: _, ...contact }) => contact),
    ]),
  );
}

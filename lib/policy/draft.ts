import type { AuditEntry, AuditJson } from "@/lib/audit/event";
import type { Prisma, Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";
import { wholeNumber } from "@/lib/input";
import { MOST_RULES, type PolicyRule, policyRules } from "@/lib/policy/rules/rule";

/** The draft as somebody saw it, so that of two who edit it the second notices. */
export const revision = { revision: wholeNumber(1, 1_000_000) };

export type LockedDraft = {
  rules: PolicyRule[];
  revision: number;
  basedOn: number;
  createdById: string | null;
};

/** The draft, locked; null when there is none. */
export async function lockDraft(tx: Tx): Promise<LockedDraft | null> {
  const [row] = await tx.$queryRaw<(Omit<LockedDraft, "rules"> & { rules: unknown })[]>`
    SELECT rules, revision, "basedOn", "createdById" FROM "AccessPolicyDraft" FOR UPDATE`;
  return row ? { ...row, rules: policyRules.parse(row.rules) } : null;
}

/** Raises conflict when the draft is not the one that was seen. */
export function refuseStale(draft: LockedDraft, seen: number): void {
  if (draft.revision !== seen)
    throw conflict("Somebody has changed this draft meanwhile. Nothing was changed; reload the page.");
}

/** The rule at a place of the draft. Raises invalid_input when there is none. */
export function ruleAt(draft: LockedDraft, place: number): PolicyRule {
  const rule = draft.rules[place - 1];
  if (!rule) throw invalidInput("There is no such rule in the draft. Reload the page.");
  return rule;
}

/** Keeps the draft with other rules. */
export async function keepDraft(tx: Tx, rules: readonly PolicyRule[], byId: string | null): Promise<void> {
  if (rules.length > MOST_RULES)
    throw conflict(`A policy has at most ${MOST_RULES} rules. Join some of them.`);
  await tx.accessPolicyDraft.update({
    where: { id: 1 },
    data: { rules: rulesAsJson(rules), revision: { increment: 1 }, updatedById: byId },
  });
}

/** Rules as the database keeps them. */
export const rulesAsJson = (rules: readonly PolicyRule[]): Prisma.InputJsonArray =>
  JSON.parse(JSON.stringify(rules));

/** Rules as the audit keeps them. */
export const rulesInAudit = (rules: readonly PolicyRule[]): AuditJson[] => JSON.parse(JSON.stringify(rules));

/** What the audit says of the draft: a rule before and after. */
export function draftEntry(before: PolicyRule | null, after: PolicyRule | null): AuditEntry {
  const [was = null] = before ? rulesInAudit([before]) : [];
  const [is = null] = after ? rulesInAudit([after]) : [];
  return {
    objectType: "access policy",
    objectId: null,
    objectName: `Draft: ${after?.name ?? before?.name ?? ""}`,
    before: was,
    after: is,
  };
}

import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { LAST_RULE, type PolicyRule, policyRules } from "@/lib/policy/rules/rule";
import { outcomeWords, whenInWords } from "@/lib/policy/rules/words";
import type { PolicyOutcome } from "@/prisma/generated/enums";

/** A rule as people read it. */
export type RuleInWords = {
  place: number;
  name: string;
  /** When it counts; empty: for all that is left. */
  when: string[];
  outcome: PolicyOutcome;
  outcomeText: string;
  sentence: string | null;
};

export type PolicyVersion = {
  number: number;
  note: string;
  activatedAt: Date;
  /** Null: as Keyholder came. */
  activatedBy: string | null;
  rules: RuleInWords[];
};

export type AccessPolicy = {
  /** The version that was asked for, or the one that counts. */
  shown: PolicyVersion;
  active: number;
  versions: Omit<PolicyVersion, "rules">[];
  draft: { basedOn: number; updatedAt: Date; rules: number } | null;
  can: { draft: boolean };
};

/** The access policy: one version with its rules in words, all versions, and whether there is a draft. */
export async function getAccessPolicy(actor: Actor, number?: number): Promise<AccessPolicy | null> {
  requirePermission(actor, "access-policy.read");
  const [versions, draft, nameOf] = await Promise.all([
    db.accessPolicyVersion.findMany({
      orderBy: { number: "desc" },
      include: { activatedBy: { select: { name: true } } },
    }),
    db.accessPolicyDraft.findUnique({ where: { id: 1 } }),
    clientNames(),
  ]);
  const [active] = versions;
  const shown = number === undefined ? active : versions.find((version) => version.number === number);
  if (!active || !shown) return null;
  const about = (version: typeof active) => ({
    number: version.number,
    note: version.note,
    activatedAt: version.activatedAt,
    activatedBy: version.activatedBy?.name ?? null,
  });
  return {
    shown: { ...about(shown), rules: inWords(policyRules.parse(shown.rules), nameOf) },
    active: active.number,
    versions: versions.map(about),
    draft: draft && {
      basedOn: draft.basedOn,
      updatedAt: draft.updatedAt,
      rules: policyRules.parse(draft.rules).length,
    },
    can: { draft: may(actor, "access-policy.draft") },
  };
}

export type PolicyDraft = {
  revision: number;
  basedOn: number;
  /** What it becomes when it is activated. */
  next: number;
  rules: (RuleInWords & { rule: PolicyRule | null })[];
  clients: { id: string; name: string }[];
};

/** The draft with its rules, to be changed; null when there is none. */
export async function getPolicyDraft(actor: Actor): Promise<PolicyDraft | null> {
  requirePermission(actor, "access-policy.draft");
  const [draft, last, clients] = await Promise.all([
    db.accessPolicyDraft.findUnique({ where: { id: 1 } }),
    db.accessPolicyVersion.aggregate({ _max: { number: true } }),
    db.client.findMany({ select: { id: true, name: true, endedAt: true }, orderBy: { name: "asc" } }),
  ]);
  if (!draft) return null;
  const rules = policyRules.parse(draft.rules);
  const words = inWords(rules, namer(clients));
  return {
    revision: draft.revision,
    basedOn: draft.basedOn,
    next: (last._max.number ?? 0) + 1,
    rules: words.map((each, index) => ({ ...each, rule: rules[index] ?? null })),
    clients: clients.filter((client) => !client.endedAt).map(({ id, name }) => ({ id, name })),
  };
}

/** The rules in words, the fixed last one with them. */
function inWords(rules: readonly PolicyRule[], nameOf: (id: string) => string): RuleInWords[] {
  return [...rules, LAST_RULE].map((rule: PolicyRule, index) => ({
    place: index + 1,
    name: rule.name,
    when: whenInWords(rule.when, nameOf),
    outcome: rule.outcome,
    outcomeText: outcomeWords[rule.outcome],
    sentence: rule.sentence ?? null,
  }));
}

const clientNames = async () => namer(await db.client.findMany({ select: { id: true, name: true } }));

function namer(clients: readonly { id: string; name: string }[]): (id: string) => string {
  const names = new Map(clients.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? "a client that is gone";
}

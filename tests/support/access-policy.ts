import { db } from "@/lib/db";
import { type PolicyRule, policyRules } from "@/lib/policy/rules/rule";

/** Makes these rules the version that counts: versions are only ever added. */
export async function usePolicy(rules: readonly PolicyRule[]): Promise<number> {
  const { _max } = await db.accessPolicyVersion.aggregate({ _max: { number: true } });
  const number = (_max.number ?? 0) + 1;
  await db.accessPolicyVersion.create({
    data: { number, rules: JSON.parse(JSON.stringify(policyRules.parse(rules))), note: "For a test" },
  });
  return number;
}

/** What Keyholder comes with: the smallest role to an owner or the security lead, more to the security lead. */
export const firstRules: readonly PolicyRule[] = [
  { name: "The smallest role", when: { size: "smallest" }, outcome: "one_approver" },
];

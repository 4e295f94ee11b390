import type { Reader } from "@/lib/db";
import { type PolicyRule, policyRules } from "@/lib/policy/rules/rule";

/** The policy that counts: the version with the highest number. Asks no permission: for commands and queries that have asked. */
export async function readPolicy(reader: Reader): Promise<{ number: number; rules: PolicyRule[] }> {
  const version = await reader.accessPolicyVersion.findFirstOrThrow({
    orderBy: { number: "desc" },
    select: { number: true, rules: true },
  });
  return { number: version.number, rules: policyRules.parse(version.rules) };
}

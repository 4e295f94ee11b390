import type { Prisma, Tx } from "@/lib/db";
import { readPolicy } from "@/lib/policy/read-policy";
import { decide } from "@/lib/policy/rules/decide";
import { readFacts } from "@/lib/requests/read-facts";
import type { PolicyOutcome } from "@/prisma/generated/enums";

/**
 * Asks the access policy about items (as `i`) that have just been made, and keeps with each of them the version, the
 * rule, what came out and the facts: three statements, however many. Gives what came out.
 */
export async function applyPolicy(tx: Tx, where: Prisma.Sql): Promise<PolicyOutcome[]> {
  const policy = await readPolicy(tx);
  const facts = await readFacts(tx, where);
  const rows = [...facts].map(([id, of]) => ({ id, ...decide(of, policy.rules) }));
  await tx.$executeRaw`
    UPDATE "RequestItem" i SET "policyVersion" = ${policy.number}, "policyOutcome" = n.outcome, "policyGrounds" = n.grounds
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS n(id uuid, outcome "PolicyOutcome", grounds jsonb)
    WHERE i.id = n.id`;
  return rows.map((row) => row.outcome);
}

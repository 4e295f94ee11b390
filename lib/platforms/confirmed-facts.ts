import { sha256Hex } from "@/lib/crypto";
import type { PlatformFacts } from "@/lib/platforms/facts";

/** The facts of a platform that an administrator can confirm, each as a whole. */
export const CONFIRMABLE = [
  "grantSteps",
  "removeSteps",
  "leftBehind",
  "approvalGate",
  "mfa",
  "inheritance",
] as const;
export type ConfirmableFact = (typeof CONFIRMABLE)[number];

/** A confirmation as its row has it. */
export type Confirmation = { fact: string; factSha256: string };

/** The fingerprint of a fact's words: a confirmation holds for these and no others. */
export function factHash(facts: PlatformFacts, fact: ConfirmableFact): string {
  return sha256Hex(JSON.stringify(facts[fact]));
}

/** Whether the source has verified a fact; true also where there is nothing to verify. */
export function isVerified(facts: PlatformFacts, fact: ConfirmableFact): boolean {
  switch (fact) {
    case "grantSteps":
      return facts.grantStepsVerified || facts.grantSteps.length === 0;
    case "removeSteps":
      return facts.removeVerified || facts.removeSteps.length === 0;
    case "leftBehind":
      return facts.leftBehind.every((each) => each.verified);
    case "approvalGate":
      return facts.approvalGate?.verified ?? true;
    case "mfa":
      return facts.mfa.verified;
    case "inheritance":
      return facts.inheritance.verified;
  }
}

/** The confirmations that still hold: of facts whose words are as they were then. */
export function holding<Row extends Confirmation>(
  facts: PlatformFacts,
  rows: readonly Row[],
): Map<ConfirmableFact, Row> {
  const found = CONFIRMABLE.flatMap((fact) => {
    const row = rows.find((each) => each.fact === fact && each.factSha256 === factHash(facts, fact));
    return row ? ([[fact, row]] as const) : [];
  });
  return new Map(found);
}

/** The facts as they stand now: what was confirmed counts as verified. */
export function standingFacts(facts: PlatformFacts, rows: readonly Confirmation[]): PlatformFacts {
  const confirmed = holding(facts, rows);
  const has = (fact: ConfirmableFact) => confirmed.has(fact);
  return {
    ...facts,
    grantStepsVerified: facts.grantStepsVerified || has("grantSteps"),
    removeVerified: facts.removeVerified || has("removeSteps"),
    leftBehind: facts.leftBehind.map((each) => ({ ...each, verified: each.verified || has("leftBehind") })),
    approvalGate: facts.approvalGate && {
      ...facts.approvalGate,
      verified: facts.approvalGate.verified || has("approvalGate"),
    },
    mfa: { ...facts.mfa, verified: facts.mfa.verified || has("mfa") },
    inheritance: { ...facts.inheritance, verified: facts.inheritance.verified || has("inheritance") },
  };
}

import { CAPABILITY_VERBS } from "@/lib/platforms/capabilities";
import { type Conflict, type Duty, type DutyPair, exampleOf } from "@/lib/preconditions/rules/conflicts";
import type { ConflictEffect, ConflictReach } from "@/prisma/generated/enums";

export const reachWords: Readonly<Record<ConflictReach, string>> = {
  account: "on the same account",
  client: "at the same client",
  studio: "anywhere in the studio",
};

export const effectWords: Readonly<Record<ConflictEffect, string>> = {
  refuse: "refused",
  mark: "marked",
};

/** Whether single roles count, as what is said of a pair. */
export const oneRoleWords = (oneRole: boolean): string =>
  oneRole ? "also by a single role" : "by different roles";

/** What is said of a pair: "marked at the same client, by different roles". */
export const termsInWords = ({ effect, reach, oneRole }: Pick<DutyPair, "effect" | "reach" | "oneRole">) =>
  `${effectWords[effect]} ${reachWords[reach]}, ${oneRoleWords(oneRole)}`;

/** A pair as a phrase: "export personal data and manage users". */
export const pairInWords = ({ first, second }: Pick<DutyPair, "first" | "second">): string =>
  `${CAPABILITY_VERBS[first]} and ${CAPABILITY_VERBS[second]}`;

/**
 * How one person comes to hold a pair, by one example of each duty; what is asked for, where it takes part:
 * "export personal data (Editor on Kite CRM) and manage users (Admin on Kite Shop, through the manager account)".
 */
export function conflictInWords(conflict: Conflict, asked: string | null = null): string {
  const { pair } = conflict;
  const example = exampleOf(conflict, asked);
  if (!example) return pairInWords(pair);
  const [first, second] = example.map(byWhich);
  if (first === second) return `${pairInWords(pair)} (both as ${first})`;
  return `${CAPABILITY_VERBS[pair.first]} (${first}) and ${CAPABILITY_VERBS[pair.second]} (${second})`;
}

/** By what somebody holds a pair, by one example of each duty: "Editor on Kite CRM, and Admin on Kite Shop". */
export const holdingInWords = (conflict: Conflict): string =>
  [...new Set((exampleOf(conflict) ?? []).map(byWhich))].join(", and ");

const byWhich = ({ roleName, assetName, through }: Duty): string =>
  `${roleName} on ${assetName}${through ? `, through ${through}` : ""}`;

import { CAPABILITY_VERBS } from "@/lib/platforms/capabilities";
import type { Conflict, Duty, DutyPair } from "@/lib/preconditions/rules/conflicts";
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

/** A pair as a phrase: "export personal data and manage users". */
export const pairInWords = ({ first, second }: Pick<DutyPair, "first" | "second">): string =>
  `${CAPABILITY_VERBS[first]} and ${CAPABILITY_VERBS[second]}`;

/**
 * How one person comes to hold a pair, by one example of each duty; what is asked for, where it takes part:
 * "export personal data (Editor on Kite CRM) and manage users (Admin on Kite Shop, through the manager account)".
 */
export function conflictInWords({ pair, first, second }: Conflict, asked: string | null = null): string {
  const best = (duties: readonly Duty[]) =>
    (asked === null ? undefined : duties.find((duty) => duty.asked === asked)) ?? duties[0];
  const [one, other] = [best(first), best(second)];
  if (!one || !other) return pairInWords(pair);
  if (one.assetId === other.assetId && one.roleName === other.roleName)
    return `${pairInWords(pair)} (both as ${byWhich(one)})`;
  return `${CAPABILITY_VERBS[pair.first]} (${byWhich(one)}) and ${CAPABILITY_VERBS[pair.second]} (${byWhich(other)})`;
}

const byWhich = ({ roleName, assetName, through }: Duty): string =>
  `${roleName} on ${assetName}${through ? `, through ${through}` : ""}`;

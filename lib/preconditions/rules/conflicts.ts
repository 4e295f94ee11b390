import { CAPABILITIES, type Capability } from "@/lib/platforms/capabilities";
import type { ConflictEffect, ConflictReach } from "@/prisma/generated/enums";

/** What can be declared as conflicting: what everybody can do is no duty. */
export const DUTIES = CAPABILITIES.filter((each) => each !== "view" && each !== "report");

/** Two duties that one person should not hold together. */
export type DutyPair = {
  id: string;
  first: Capability;
  second: Capability;
  reach: ConflictReach;
  effect: ConflictEffect;
  /** A single role that gives both counts too. */
  oneRole: boolean;
  reason: string;
};

/** What one person can do on one account, or would if what they ask for is given. */
export type Duty = {
  capability: Capability;
  roleName: string;
  assetId: string;
  assetName: string;
  clientId: string | null;
  clientName: string | null;
  /** The manager account, robot or shared login through which it is reached. */
  through: string | null;
  /** Held, or approved and not given yet. */
  grantId: string | null;
  /** Asked for: the key of what asks. */
  asked: string | null;
};

/** A pair that one person holds, or would hold, at one place. */
export type Conflict = {
  pair: DutyPair;
  /** What takes part, of the first duty and of the second: never empty. */
  first: readonly Duty[];
  second: readonly Duty[];
};

/** The two duties in the order in which a pair keeps them. */
export function orderedPair(one: Capability, other: Capability): [first: Capability, second: Capability] {
  return CAPABILITIES.indexOf(one) <= CAPABILITIES.indexOf(other) ? [one, other] : [other, one];
}

/**
 * The pairs that one person's duties make, each once for each place that its reach speaks of: an account, a client
 * (the studio's own accounts are one place of their own), the whole studio. Where the pair leaves single roles out, what
 * one role gives of both by itself is not looked at: only what comes together from different ones.
 */
export function conflictsIn(pairs: readonly DutyPair[], duties: readonly Duty[]): Conflict[] {
  return pairs.flatMap((pair) => {
    const places = Map.groupBy(
      duties.filter(({ capability }) => capability === pair.first || capability === pair.second),
      (duty) => placeOf(pair.reach, duty),
    );
    return [...places]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([, here]) => {
        const of = (capability: Capability) =>
          here.filter((duty) => duty.capability === capability).toSorted(byName);
        const both = [of(pair.first), of(pair.second)] as const;
        const [first, second] = pair.oneRole ? both : byDifferentRoles(...both);
        return first.length > 0 && second.length > 0 ? [{ pair, first, second }] : [];
      });
  });
}

/** Of each duty what meets the other one in another role. */
function byDifferentRoles(first: readonly Duty[], second: readonly Duty[]): [Duty[], Duty[]] {
  const meeting = (some: readonly Duty[], others: readonly Duty[]) =>
    some.filter((one) => others.some((other) => roleOf(other) !== roleOf(one)));
  return [meeting(first, second), meeting(second, first)];
}

/** One role in one hand: also where it reaches several accounts. */
const roleOf = ({ grantId, asked, assetId, roleName }: Duty): string =>
  grantId ?? JSON.stringify([asked, assetId, roleName]);

function placeOf(reach: ConflictReach, { assetId, clientId }: Duty): string {
  if (reach === "studio") return "";
  return reach === "client" ? (clientId ?? "") : assetId;
}

/** The conflicts in which something that is asked for takes part: what was so before is not its doing. */
export function conflictsOf(asked: string, conflicts: readonly Conflict[]): Conflict[] {
  return conflicts.filter((conflict) => partsOf(conflict).some((duty) => duty.asked === asked));
}

/** One example of each duty, in two roles where the pair wants that; with what is asked for, where it takes part. */
export function exampleOf(
  { pair, first, second }: Conflict,
  asked: string | null = null,
): [Duty, Duty] | null {
  const examples = first.flatMap((one) =>
    second
      .filter((other) => pair.oneRole || roleOf(one) !== roleOf(other))
      .map((other): [Duty, Duty] => [one, other]),
  );
  const own = examples.find((two) => asked !== null && two.some((duty) => duty.asked === asked));
  return own ?? examples[0] ?? null;
}

/** Everything that takes part in a conflict. */
export const partsOf = ({ first, second }: Conflict): Duty[] => [...first, ...second];

// What is asked for before what is held, so that a sentence names it first.
const orderOf = (duty: Duty) =>
  [
    duty.asked === null ? "1" : "0",
    duty.assetName,
    duty.roleName,
    duty.through ?? "",
    duty.asked,
    duty.grantId,
  ].join("\n");
const byName = (a: Duty, b: Duty) => (orderOf(a) < orderOf(b) ? -1 : 1);

import { type Capability, fromMask, toMask } from "@/lib/platforms/capabilities";
import type { PlatformCategory } from "@/lib/platforms/catalogue-schema";
import { roleNames } from "@/lib/platforms/explain-role";
import type { Offer } from "@/lib/platforms/role-offer";
import type { WorkKey } from "@/lib/platforms/work";
import type { RoleRow } from "@/lib/requests/rules/choose-roles";
import { weighAsset } from "@/lib/requests/rules/weigh";
import { nounsOf, workInWords } from "@/lib/requests/rules/words";

/** A key that somebody holds, on the account itself. */
export type HeldKey = {
  grantId: string;
  assetId: string;
  roleId: string;
  roleName: string;
  capabilities: readonly Capability[];
};

/** What a seat that somebody will have needs on one account: a line of its kit. */
export type KitNeed = {
  kitLineId: string;
  /** The role of the seat, as the kit spells it. */
  role: string;
  assetId: string;
  assetName: string;
  type: string;
  category: PlatformCategory;
  offer: Offer<RoleRow>;
  work: readonly WorkKey[];
  /** The accounts directly above it. */
  parentIds: readonly string[];
};

type Said = { because: string; assetId: string };

/** What becomes of one key. */
export type KeyLine = Said & { grantId: string } & (
    | { verdict: "keep" | "take_away" }
    /** The roles that take its place. */
    | { verdict: "lower"; toRoleIds: string[] }
  );

/** Work of a kit that nothing which is kept can do. */
export type ProposalLine = Said & { kitLineId: string; verdict: "propose" };

export type ComparedLine = KeyLine | ProposalLine;

/**
 * What somebody holds against what their seats will need, key by key:
 *
 * - held, and no more than the kits need there: kept;
 * - held with more than they need: lowered to the smallest roles, where these give nothing that is not held already;
 *   taken away, where what else is held is enough, or does not do the work either;
 * - held, and covered by no kit: taken away. Reaching an account through one above it covers nothing: a manager account
 *   reaches every other client, too. What a role on an account requires on the one above it is covered;
 * - needed, and not done by what is kept: proposed, and never given by itself.
 *
 * Every key gets exactly one line. Pure.
 */
export function compareAccess(held: readonly HeldKey[], needs: readonly KitNeed[]): ComparedLine[] {
  const places = [...Map.groupBy(needs, (need) => need.assetId).values()].map((of) => weighPlace(of, held));
  const covered = new Map(places.flatMap((place) => place.lines.map((line) => [line.grantId, line])));
  const above = places.flatMap((place) => place.above);
  return [
    ...held.map((key): KeyLine => {
      const required = above.find((each) => each.grantId === key.grantId);
      const line = covered.get(key.grantId);
      if (required && line?.verdict !== "keep")
        return { ...about(key), verdict: "keep", because: `A role on ${required.assetName} requires it.` };
      return (
        line ?? {
          ...about(key),
          verdict: "take_away",
          because: "No kit of theirs from that day on has this account.",
        }
      );
    }),
    ...places.flatMap((place) => place.proposals),
  ];
}

type Weighed = {
  lines: KeyLine[];
  above: { grantId: string; assetName: string }[];
  proposals: ProposalLine[];
};

function weighPlace(needs: readonly KitNeed[], held: readonly HeldKey[]): Weighed {
  const [place] = needs;
  if (!place) return { lines: [], above: [], proposals: [] };
  const work = [...new Set(needs.flatMap((need) => need.work))];
  const { needs: needed, smallest } = weighAsset(place, work);
  const roles = smallest.kind === "fits" ? smallest.roles : [];
  const here = roles.filter((role) => role.heldOn.includes(place.type));
  const required = roles.filter((role) => !here.includes(role));
  const upward = held.filter(
    (key) => place.parentIds.includes(key.assetId) && required.some((role) => role.id === key.roleId),
  );
  const direct = held.filter((key) => key.assetId === place.assetId);
  const need = toMask(needed);
  const enough = toMask(roles.flatMap((role) => role.capabilities)) | need;
  const fits = direct.filter((key) => (maskOf([key]) & ~enough) === 0);
  const over = direct.filter((key) => !fits.includes(key));
  const does = (mask: number) => (need & ~mask) === 0;

  const kits = [...new Set(needs.map((each) => each.role))].join(" and ");
  const adds = nounsOf(fromMask(maskOf(over) & ~enough));
  const enoughIsHeld = does(maskOf([...fits, ...upward]));
  const gives = toMask(here.flatMap((role) => role.capabilities));
  const canLower =
    here.length > 0 &&
    (gives & ~maskOf(direct)) === 0 &&
    required.every((role) => upward.some((key) => key.roleId === role.id));
  const lowers = over.length > 0 && !enoughIsHeld && canLower;
  const after = maskOf([...fits, ...upward]) | (lowers ? gives : 0);
  return {
    lines: [
      ...fits.map(
        (key): KeyLine => ({ ...about(key), verdict: "keep", because: `The kit of ${kits} needs it.` }),
      ),
      ...over.map((key): KeyLine => {
        if (lowers)
          return {
            ...about(key),
            verdict: "lower",
            toRoleIds: here.map((role) => role.id),
            because: `${roleNames(roles, place.type)} is enough for the kit of ${kits}; ${key.roleName} adds ${adds}.`,
          };
        const rest = enoughIsHeld
          ? "what else is held is enough"
          : "what the kit needs is proposed in its place";
        return {
          ...about(key),
          verdict: "take_away",
          because: `The kit of ${kits} does not need ${adds}; ${rest}.`,
        };
      }),
    ],
    above: upward.map((key) => ({ grantId: key.grantId, assetName: place.assetName })),
    proposals: needs.flatMap((each): ProposalLine[] => {
      const own = weighAsset(each, each.work);
      // What no role does cannot be asked for.
      if (own.smallest.kind === "none" || (toMask(own.needs) & ~after) === 0) return [];
      return [
        {
          kitLineId: each.kitLineId,
          assetId: each.assetId,
          verdict: "propose",
          because: `The kit of ${each.role} needs it, to ${workInWords(each.work)}.`,
        },
      ];
    }),
  };
}

const about = ({ grantId, assetId }: HeldKey) => ({ grantId, assetId });
const maskOf = (keys: readonly HeldKey[]) => toMask(keys.flatMap((key) => key.capabilities));

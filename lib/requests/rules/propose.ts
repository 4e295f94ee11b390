import type { PlatformCategory } from "@/lib/platforms/catalogue-schema";
import type { Offer } from "@/lib/platforms/role-offer";
import type { WorkKey } from "@/lib/platforms/work";
import { canReceive } from "@/lib/requests/rules/asking";
import { canAskRoles, canHoldTogether, type RoleRow } from "@/lib/requests/rules/choose-roles";
import {
  alreadyHeld,
  type Held,
  lostInChange,
  nearestInWords,
  type Weighed,
  weighAsset,
} from "@/lib/requests/rules/weigh";
import { requestName } from "@/lib/requests/rules/words";

/** One asset as the proposal needs it. */
export type ProposalAsset = {
  assetId: string;
  name: string;
  assetType: string;
  category: PlatformCategory;
  combine: "one" | "set";
  offer: Offer<RoleRow>;
};

/** More than the smallest on one asset, with its reason. */
export type More = { assetId: string; roleIds: readonly string[]; reason: string | null };

/** One person on one asset: what they hold, and why nothing is asked for them, if so. */
export type ProposedItem = {
  personId: string;
  personName: string;
  held: readonly Held[];
  /** Why this one is left out of the request, in words; null: it is asked for. */
  leftOut: string | null;
  /** What is held does the work already. */
  enough: boolean;
  /** What is asked for is held already, for a shorter time: it is kept longer. */
  keeps: boolean;
  /** What this person would lose by the change of role; null: nothing. */
  loses: string | null;
};

/** What is asked on one asset. */
export type Proposal<Asset extends ProposalAsset = ProposalAsset> = Weighed<RoleRow> & {
  asset: Asset;
  /** The roles that are asked for: the smallest, unless others were chosen. Empty when none fits and none was chosen. */
  asked: readonly RoleRow[];
  above: boolean;
  aboveReason: string | null;
  /** Why this cannot be asked so, in words; null: it can. */
  refusal: string | null;
  items: ProposedItem[];
};

type Person = { id: string; name: string; accessEndsAt: Date | null; endedAt: Date | null };

type Asked = {
  work: readonly WorkKey[];
  more: readonly More[];
  until: Date | null;
  /** It is asked to keep access longer: also by a smaller role than the one that is held. */
  longer?: boolean;
  now: Date;
  held: (personId: string, assetId: string) => readonly Held[];
  waiting: (personId: string, assetId: string) => number | null;
};

/** What a request would ask for: on each asset the smallest roles that do the work, or those that were chosen. */
export function propose<Asset extends ProposalAsset>(
  assets: readonly Asset[],
  people: readonly Person[],
  asked: Asked,
): Proposal<Asset>[] {
  return assets.map((asset) => {
    const weighed = weighAsset(
      { type: asset.assetType, category: asset.category, offer: asset.offer },
      asked.work,
    );
    const chosen = chooseAsked(
      asset,
      weighed,
      asked.more.find((more) => more.assetId === asset.assetId),
    );
    const items = people.map((person) =>
      proposeItem(asset, person, { ...asked, weighed, roles: chosen.asked, above: chosen.above }),
    );
    return { asset, ...weighed, ...chosen, items };
  });
}

type ChosenAsked = Pick<Proposal, "asked" | "above" | "aboveReason" | "refusal">;

function chooseAsked(
  asset: ProposalAsset,
  { smallest }: Weighed<RoleRow>,
  more: More | undefined,
): ChosenAsked {
  const enough = smallest.kind === "fits" ? smallest.roles : null;
  if (!more) {
    const nearest = smallest.kind === "none" ? smallest.nearest : [];
    const refusal =
      nearest.length > 0
        ? `No role on ${asset.name} does all of this work. Choose one of the nearest with a reason (${nearest.map((set) => nearestInWords(set, asset.assetType)).join("; ")}), or leave this account out.`
        : `No role on ${asset.name} does this work. Leave this account out.`;
    return { asked: enough ?? [], above: false, aboveReason: null, refusal: enough ? null : refusal };
  }
  const roles = asset.offer.roles.filter((role) => more.roleIds.includes(role.id));
  const refused = (refusal: string): ChosenAsked => ({
    asked: roles,
    above: true,
    aboveReason: more.reason,
    refusal,
  });
  if (roles.length < new Set(more.roleIds).size)
    return refused(`One of the roles is not held on ${asset.name}. Choose from the list.`);
  if (roles.length > 0 && !canHoldTogether(asset.offer, asset.assetType, more.roleIds))
    return refused(
      `Nobody can hold exactly these roles together on ${asset.name}. Choose fewer, or add what they require.`,
    );
  const can = canAskRoles(roles, enough, more.reason);
  if (!can.ok) return refused(can.sentence);
  return { asked: roles, above: can.above, aboveReason: can.above ? more.reason : null, refusal: null };
}

function proposeItem(
  asset: ProposalAsset,
  person: Person,
  asked: Asked & { weighed: Weighed<RoleRow>; roles: readonly RoleRow[]; above: boolean },
): ProposedItem {
  const held = asked.held(person.id, asset.assetId);
  const item = { personId: person.id, personName: person.name, held };
  const leave = (leftOut: string, enough = false): ProposedItem => ({
    ...item,
    ...{ leftOut, enough, keeps: false, loses: null },
  });
  const stays = canReceive(person, asked.now);
  if (stays !== true) return leave(stays);
  const number = asked.waiting(person.id, asset.assetId);
  if (number !== null)
    return leave(`${person.name} already waits for ${asset.name} in ${requestName(number)}.`);
  // Who asks for more has to hold all of that; else what the work needs is enough, by whatever role.
  const needs = asked.above ? asked.roles.flatMap((role) => role.capabilities) : asked.weighed.needs;
  const has = alreadyHeld(held, needs);
  const keeps = has !== null && asksToKeep(held, asked, asset.combine);
  if (has && !keeps && !asksForLonger(held, asked))
    return leave(`${person.name} already holds ${has}, which does this work.`, true);
  return {
    ...item,
    leftOut: null,
    enough: has !== null,
    keeps,
    loses: lostInChange(held, asked.roles, asset.combine),
  };
}

/** Whether it is asked to keep access longer that is held here itself, and would end before. */
function asksForLonger(held: readonly Held[], { longer, until }: Pick<Asked, "longer" | "until">): boolean {
  if (!longer || until === null) return false;
  return held.some(({ direct, endsAt }) => direct && endsAt !== null && endsAt < until);
}

/**
 * Whether these roles are held already, for a shorter time: then the request is to keep them longer. Where a platform
 * knows one role for each person they are all that is held.
 */
function asksToKeep(
  held: readonly Held[],
  { roles, until }: Pick<Asked, "until"> & { roles: readonly RoleRow[] },
  combine: "one" | "set",
): boolean {
  const direct = held.filter((each) => each.direct);
  const same = direct.filter((each) => roles.some((role) => role.id === each.roleId));
  const all = roles.length > 0 && same.length === roles.length;
  const ends = same.map((each) => each.endsAt).filter((end) => end !== null);
  const only = combine === "set" || direct.length === same.length;
  return all && only && until !== null && ends.some((end) => end < until);
}

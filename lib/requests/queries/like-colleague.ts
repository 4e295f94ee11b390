import { z } from "zod";
import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { forbidden, notFound } from "@/lib/errors";
import { id } from "@/lib/input";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import { WORK } from "@/lib/platforms/work";
import { type BasisAsset, readBasis } from "@/lib/requests/read-basis";
import { compareTemplate } from "@/lib/requests/rules/compare-template";
import { type Rung, rungOf } from "@/lib/requests/rules/ladder";
import { heldInWords } from "@/lib/requests/rules/weigh";
import { canAskFor } from "@/lib/requests/rules/who-may";
import { nounsOf, requestName } from "@/lib/requests/rules/words";

/** Whose access is the template, for whom, and what they have to do, as far as that is chosen. */
export const likeInput = z.strictObject({
  clientId: id(),
  colleagueId: id(),
  personIds: z.array(id()).max(50),
  work: z.array(z.enum(WORK.map((work) => work.key))).max(50),
});

/** One account of the client on which the colleague holds something. */
export type LikeLine = {
  assetId: string;
  name: string;
  accountId: string;
  platformName: string;
  mark: string;
  /** What the colleague holds, in words; its place on the ladder where it is held here itself. */
  holds: string;
  rung: Rung | null;
  /** The kinds of work that it can do. */
  does: string[];
  /** For the chosen work: the smallest roles, and what they leave out of what the colleague can do. Null: none chosen, or none fits. */
  smallest: { rung: Rung; leavesOut: string | null } | null;
  people: {
    personId: string;
    name: string;
    holds: string | null;
    waits: string | null;
    /** What the colleague can do here and they cannot; null: nothing. */
    lacks: string | null;
  }[];
};

export type LikeColleague = { colleague: { id: string; name: string }; lines: LikeLine[] };

/**
 * What a colleague can do on a client's accounts, beside what others hold there, and the smallest roles for the work
 * that is named: a template is compared and never copied. For who reads the register. Raises forbidden, and not_found
 * where there is no such client or colleague.
 */
export async function likeColleague(
  actor: Actor,
  { clientId, colleagueId, personIds, work }: z.output<typeof likeInput>,
): Promise<LikeColleague> {
  requirePermission(actor, "requests.ask");
  requirePermission(actor, "register.read");
  const can = canAskFor(actor, personIds);
  if (can !== true) throw forbidden(can);
  const assets = await db.asset.findMany({ where: { clientId, endedAt: null }, select: { id: true } });
  const basis = await readBasis(db, {
    clientId,
    assetIds: assets.map((asset) => asset.id),
    personIds: [...new Set([colleagueId, ...personIds])],
  });
  const colleague = basis?.people.find((person) => person.id === colleagueId);
  if (!basis || !colleague) throw notFound();
  const others = basis.people.filter(({ id: each }) => each !== colleagueId && personIds.includes(each));
  return {
    colleague: { id: colleague.id, name: colleague.name },
    lines: basis.assets.flatMap((asset) => {
      const held = basis.held(colleagueId, asset.assetId);
      if (held.length === 0) return [];
      const compared = compareTemplate(
        { type: asset.assetType, category: asset.category, offer: asset.offer },
        held,
        others.map((person) => basis.held(person.id, asset.assetId)),
        work,
      );
      return [
        {
          ...named(asset),
          holds: held.map(heldInWords).join("; "),
          rung: rungOfHeld(asset, held),
          does: WORK.filter(({ key }) => compared.does.includes(key)).map(({ label }) => label),
          smallest: compared.smallest && {
            rung: rungOf(asset.offer, asset.assetType, compared.smallest.roles),
            leavesOut: compared.smallest.leavesOut.length > 0 ? nounsOf(compared.smallest.leavesOut) : null,
          },
          people: others.map((person, place) => {
            const theirs = basis.held(person.id, asset.assetId);
            const number = basis.waiting(person.id, asset.assetId);
            const lacks = compared.lacks[place] ?? [];
            return {
              personId: person.id,
              name: person.name,
              holds: theirs.length > 0 ? theirs.map(heldInWords).join("; ") : null,
              waits: number === null ? null : requestName(number),
              lacks: lacks.length > 0 ? nounsOf(lacks) : null,
            };
          }),
        },
      ];
    }),
  };
}

const named = (asset: BasisAsset) => ({
  assetId: asset.assetId,
  name: asset.name,
  accountId: showAccountId({ ...asset, type: asset.assetType }),
  platformName: asset.platformName,
  mark: asset.mark,
});

function rungOfHeld(asset: BasisAsset, held: readonly { roleId: string; direct: boolean }[]): Rung | null {
  const roles = asset.offer.roles.filter((role) =>
    held.some((each) => each.direct && each.roleId === role.id),
  );
  return roles.length > 0 ? rungOf(asset.offer, asset.assetType, roles) : null;
}

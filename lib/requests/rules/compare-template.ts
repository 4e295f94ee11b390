import { type Capability, fromMask, toMask } from "@/lib/platforms/capabilities";
import { compareRoles } from "@/lib/platforms/explain-role";
import type { RoleOffer } from "@/lib/platforms/role-offer";
import type { WorkKey } from "@/lib/platforms/work";
import { workOf } from "@/lib/requests/rules/extension";
import { type AssetToWeigh, type Held, weighAsset } from "@/lib/requests/rules/weigh";

type Can = Pick<Held, "capabilities">;

/** How a colleague's access on one account compares. */
export type ComparedTemplate<R extends RoleOffer> = {
  /** The kinds of work that it can do. */
  does: WorkKey[];
  /** For each of the others what the colleague can do and they cannot. */
  lacks: Capability[][];
  /** The smallest roles for the named work, and what they leave out of the colleague's. Null: none named, or none fits. */
  smallest: { roles: readonly R[]; leavesOut: readonly Capability[] } | null;
};

/**
 * A colleague's access as a template: what it can do, what others lack of it, and the smallest roles for the work that
 * is named. The colleague's own roles never come back as a proposal: the work alone decides. Pure.
 */
export function compareTemplate<R extends RoleOffer>(
  asset: AssetToWeigh<R>,
  held: readonly Can[],
  others: readonly (readonly Can[])[],
  work: readonly WorkKey[],
): ComparedTemplate<R> {
  const can = (of: readonly Can[]) => of.flatMap((each) => each.capabilities);
  const mask = toMask(can(held));
  const weighed = work.length > 0 ? weighAsset(asset, work).smallest : null;
  const fits = weighed?.kind === "fits" ? weighed.roles : null;
  return {
    does: workOf(asset.category, can(held)),
    lacks: others.map((other) => fromMask(mask & ~toMask(can(other)))),
    smallest: fits && {
      roles: fits,
      leavesOut: compareRoles([{ capabilities: can(held) }], fits).adds,
    },
  };
}

import type { Reader } from "@/lib/db";
import type { Check } from "@/lib/requests/rules/checks";
import type { Proposal, ProposalAsset } from "@/lib/requests/rules/propose";
import { weighConflicts } from "@/lib/requests/weigh-conflicts";

/**
 * What a request would ask for without what conflicting duties refuse: that is left out, in words. `checks` say what
 * is asked for and marked. At most four statements, however many.
 */
export async function leaveConflictingOut<Asset extends ProposalAsset>(
  reader: Reader,
  proposals: readonly Proposal<Asset>[],
  at: { clientId: string; requesterId: string | null },
): Promise<{ proposals: Proposal<Asset>[]; checks: Check[] }> {
  const asked = proposals.flatMap(({ asset, asked: roles, items }) =>
    items
      .filter((item) => item.leftOut === null)
      .map(({ personId, personName }) => ({ personId, personName, assetId: asset.assetId, roles })),
  );
  const weighed = await weighConflicts(reader, asked, at);
  return {
    proposals: proposals.map((proposal) => ({
      ...proposal,
      items: proposal.items.map((item) => {
        const { leftOut } = weighed({ ...item, assetId: proposal.asset.assetId });
        return leftOut ? { ...item, leftOut, loses: null } : item;
      }),
    })),
    checks: asked.flatMap((each) => weighed(each).checks).filter((check) => check.stops === null),
  };
}

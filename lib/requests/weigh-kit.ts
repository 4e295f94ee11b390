import type { Reader } from "@/lib/db";
import type { Basis, BasisAsset } from "@/lib/requests/read-basis";
import type { Check } from "@/lib/requests/rules/checks";
import { type ProposedLine, proposeKit } from "@/lib/requests/rules/propose-kit";
import { weighConflicts } from "@/lib/requests/weigh-conflicts";

type KitLine = Parameters<typeof proposeKit>[0][number];

/**
 * What a kit asks for somebody, line by line, without what conflicting duties refuse: that is left out, in words.
 * `checks` say what is asked for and marked. At most four statements.
 */
export async function weighKit<Line extends KitLine>(
  reader: Reader,
  lines: readonly Line[],
  basis: Basis,
  { requesterId, now }: { requesterId: string | null; now: Date },
): Promise<{ proposed: ProposedLine<Line, BasisAsset>[]; checks: Check[] }> {
  const [holder] = basis.people;
  if (!holder) return { proposed: [], checks: [] };
  const proposed = proposeKit(lines, holder, { ...basis, now });
  const asked = proposed
    .filter((each) => each.leftOut === null)
    .map(({ line, proposal, item }) => ({ ...item, assetId: line.assetId, roles: proposal.asked }));
  const weighed = await weighConflicts(reader, asked, { clientId: basis.client.id, requesterId });
  return {
    proposed: proposed.map((each) => ({
      ...each,
      leftOut: each.leftOut ?? weighed({ ...each.item, assetId: each.line.assetId }).leftOut,
    })),
    checks: asked.flatMap((each) => weighed(each).checks).filter((check) => check.stops === null),
  };
}

import type { WorkKey } from "@/lib/platforms/work";
import { type Proposal, type ProposalAsset, type ProposedItem, propose } from "@/lib/requests/rules/propose";
import type { Held } from "@/lib/requests/rules/weigh";

type KitLine = { id: string; assetId: string; work: readonly WorkKey[] };
type Person = { id: string; name: string; accessEndsAt: Date | null; endedAt: Date | null };

type Known<Asset> = {
  assets: readonly Asset[];
  held: (personId: string, assetId: string) => readonly Held[];
  waiting: (personId: string, assetId: string) => number | null;
  now: Date;
};

/** A line of a kit for one person: the smallest roles, and why it is left out, if so. */
export type ProposedLine<Line extends KitLine, Asset extends ProposalAsset> = {
  line: Line;
  proposal: Proposal<Asset>;
  item: ProposedItem;
  /** Held already, waits already, no role does it, or conflicting duties; null: it is asked for. */
  leftOut: string | null;
};

/** What a kit asks for somebody, line by line, at the smallest roles. What they hold is enough, however long it lasts. */
export function proposeKit<Line extends KitLine, Asset extends ProposalAsset>(
  lines: readonly Line[],
  person: Person,
  known: Known<Asset>,
): ProposedLine<Line, Asset>[] {
  return lines.flatMap((line) => {
    const [proposal] = propose(
      known.assets.filter((asset) => asset.assetId === line.assetId),
      [person],
      { work: line.work, more: [], until: null, ...known },
    );
    const [item] = proposal?.items ?? [];
    return proposal && item ? [{ line, proposal, item, leftOut: item.leftOut ?? proposal.refusal }] : [];
  });
}

/** The lines that become one request each time: those with the same work. */
export function groupByWork<Proposed extends { line: KitLine }>(proposed: readonly Proposed[]): Proposed[][] {
  return [...Map.groupBy(proposed, ({ line }) => line.work.toSorted().join(" ")).values()];
}

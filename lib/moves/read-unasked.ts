import type { Reader } from "@/lib/db";
import { type MoveNeed, readDifference } from "@/lib/moves/read-difference";
import { type LiveSeat, readSeats } from "@/lib/moves/read-seats";
import type { ProposalLine } from "@/lib/moves/rules/compare-access";

/** What the kits of somebody's seats need that they do not hold. */
export type Unasked = {
  seats: LiveSeat[];
  /** Neither held nor asked for. */
  needs: MoveNeed[];
  lines: ProposalLine[];
  /** How many more of these needs wait for a decision already. */
  waiting: number;
};

/**
 * What the kits of somebody's seats need and nothing that they hold can do, without what waits for a decision already.
 * A constant number of statements. Asks no permission: for commands, and for queries that have asked.
 */
export async function readUnasked(reader: Reader, personId: string): Promise<Unasked> {
  const seats = await readSeats(reader, personId);
  const { needs, lines } = await readDifference(reader, personId, seats);
  const items = await reader.requestItem.findMany({
    where: { personId, state: "waiting" },
    select: { assetId: true },
  });
  const asked = new Set(items.map((item) => item.assetId));
  const lacking = lines.filter((line) => line.verdict === "propose");
  const open = lacking.filter((line) => !asked.has(line.assetId));
  const ids = new Set(open.map((line) => line.kitLineId));
  return {
    seats,
    lines: open,
    needs: needs.filter((need) => ids.has(need.kitLineId)),
    waiting: lacking.length - open.length,
  };
}

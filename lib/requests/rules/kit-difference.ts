import type { Capability } from "@/lib/platforms/capabilities";
import { compareRoles } from "@/lib/platforms/explain-role";
import { covers, type Held } from "@/lib/requests/rules/weigh";

/** A line of somebody's kit, as it compares with what they hold. */
export type LineToHold = {
  assetId: string;
  /** What its work needs there. */
  needs: readonly Capability[];
  /** The smallest roles that do it; empty where none does. */
  smallest: readonly { id: string; heldHere: boolean; capabilities: readonly Capability[] }[];
};

/** A role that somebody holds on an account itself, under the engagement. */
export type KeyHeld = { assetId: string; roleId: string; capabilities: readonly Capability[] };

/**
 * How what somebody holds differs from what the kit gives them: the lines whose work they cannot do, by whatever
 * they hold; and the keys that can do more than the smallest roles of their lines, or that no line asks for.
 */
export function kitDifference<Line extends LineToHold, Key extends KeyHeld>(
  lines: readonly Line[],
  held: (assetId: string) => readonly Pick<Held, "capabilities">[],
  keys: readonly Key[],
): { lacks: Line[]; more: { key: Key; adds: Capability[] }[] } {
  const given = Map.groupBy(lines, (line) => line.assetId);
  // What a role on the account requires on the account above it comes with the kit.
  const above = new Set(
    lines.flatMap((line) => line.smallest.filter((role) => !role.heldHere).map((role) => role.id)),
  );
  return {
    lacks: lines.filter((line) => !covers(held(line.assetId), line.needs)),
    more: keys.flatMap((key) => {
      if (above.has(key.roleId)) return [];
      const gives = (given.get(key.assetId) ?? []).flatMap((line) => line.smallest);
      const { adds } = compareRoles([{ capabilities: [...key.capabilities] }], gives.map(asRole));
      return adds.length > 0 ? [{ key, adds: [...adds] }] : [];
    }),
  };
}

const asRole = ({ capabilities }: { capabilities: readonly Capability[] }) => ({
  capabilities: [...capabilities],
});

import type { Reader } from "@/lib/db";
import { readConflicts } from "@/lib/preconditions/read-conflicts";
import { type Conflict, conflictsOf } from "@/lib/preconditions/rules/conflicts";
import type { RoleRow } from "@/lib/requests/rules/choose-roles";

type Item = { id: string; personId: string; asset: { id: string } };

/**
 * The conflicting duties that people would come to if these items gave these roles, each by its own item: with what
 * is held, and with each other. Two statements, however many. Asks no permission: for commands, and for queries that
 * have asked.
 */
export async function readItemConflicts<Of extends Item>(
  reader: Reader,
  items: readonly Of[],
  rolesOf: (item: Of) => readonly Pick<RoleRow, "id">[],
): Promise<(item: Item) => Conflict[]> {
  const asked = items.flatMap((item) =>
    rolesOf(item).map((role) => ({
      key: item.id,
      personId: item.personId,
      assetId: item.asset.id,
      roleId: role.id,
    })),
  );
  const found = await readConflicts(reader, [...new Set(asked.map(({ personId }) => personId))], asked);
  return (item) => conflictsOf(item.id, found.get(item.personId) ?? []);
}

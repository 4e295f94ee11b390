import type { RoleRow } from "@/lib/requests/rules/choose-roles";
import { requestName, workInWords } from "@/lib/requests/rules/words";

/** An approved item, as its grants need it. */
export type ApprovedItem = {
  id: string;
  number: number;
  personId: string;
  identityId: string | null;
  clientId: string;
  engagementId: string | null;
  asset: { id: string; type: string };
  work: readonly string[];
  reason: string;
  roles: readonly RoleRow[];
  end: Date;
  lastsMinutes: number | null;
};

/** Where the roles are held that others on the asset require: the asset above it, if the register has it. */
export type ParentAsset = { assetId: string; parentId: string; type: string; clientId: string | null };

/** A line of grants that begin, as the register takes it. */
export type GrantLine = {
  personId: string;
  identityId?: string;
  assetId: string;
  roleIds: string[];
  mode?: "add";
  engagementId?: string;
  purpose: string;
  endsAt: Date;
  lastsMinutes?: number;
  causeId: string;
};

/**
 * The grants of approved items. Roles that are held on the asset begin there; those that these require begin on
 * the asset above, once for each person however many assets need them, until the latest end. Where the register
 * has no such asset above, the platform gives them along with the others, and there is nothing to record.
 */
export function planLines(items: readonly ApprovedItem[], parents: readonly ParentAsset[]): GrantLine[] {
  const lines = items.map((item) => ({
    ...lineOf(item, item.clientId),
    assetId: item.asset.id,
    roleIds: item.roles.filter((role) => role.heldOn.includes(item.asset.type)).map((role) => role.id),
  }));
  const above = items.flatMap((item) =>
    item.roles
      .filter((role) => !role.heldOn.includes(item.asset.type))
      .flatMap((role): GrantLine[] => {
        const parent = parents.find(
          (each) => each.assetId === item.asset.id && role.heldOn.includes(each.type),
        );
        if (!parent) return [];
        return [
          { ...lineOf(item, parent.clientId), assetId: parent.parentId, roleIds: [role.id], mode: "add" },
        ];
      }),
  );
  const once = Map.groupBy(above, (line) => `${line.personId} ${line.assetId} ${line.roleIds[0]}`);
  const latest = [...once.values()].flatMap((same) =>
    same.toSorted((a, b) => b.endsAt.getTime() - a.endsAt.getTime()).slice(0, 1),
  );
  return [...lines.filter((line) => line.roleIds.length > 0), ...latest];
}

/** An engagement covers its own client's assets only. */
function lineOf(item: ApprovedItem, clientId: string | null): Omit<GrantLine, "assetId" | "roleIds"> {
  return {
    personId: item.personId,
    ...(item.identityId ? { identityId: item.identityId } : {}),
    ...(item.engagementId && clientId === item.clientId ? { engagementId: item.engagementId } : {}),
    purpose: `${workInWords(item.work)} (${requestName(item.number)}): ${item.reason}`.slice(0, 2000),
    endsAt: item.end,
    ...(item.lastsMinutes ? { lastsMinutes: item.lastsMinutes } : {}),
    causeId: item.id,
  };
}

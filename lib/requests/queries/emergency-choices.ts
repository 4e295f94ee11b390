import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import { rolesForAssets } from "@/lib/platforms/offers";

type Choice = { value: string; label: string; sub?: string; mark?: string };

/**
 * The accounts on which the actor may take access in an emergency, and of the chosen one its roles, the greatest
 * first: who is here needs more than they have. The command decides again.
 */
export async function emergencyChoices(
  actor: Actor,
  chosenId: string | undefined,
): Promise<{ accounts: Choice[]; chosen: { id: string; name: string; roles: Choice[] } | null }> {
  requirePermission(actor, "emergency.take");
  const leads = actor.roles.includes("owner") || actor.roles.includes("security_lead");
  const me = actor.personId ?? "";
  const near = {
    OR: [
      { custodianId: me },
      {
        client: {
          engagements: { some: { endedAt: null, memberships: { some: { personId: me, endedAt: null } } } },
        },
      },
    ],
  };
  const assets = await db.asset.findMany({
    where: {
      endedAt: null,
      OR: [{ clientId: null }, { client: { endedAt: null } }],
      ...(leads ? {} : { AND: near }),
    },
    orderBy: [{ client: { name: "asc" } }, { name: "asc" }],
    select: {
      id: true,
      name: true,
      type: true,
      platformId: true,
      externalId: true,
      client: { select: { name: true } },
      platform: { select: { mark: true, name: true } },
    },
  });
  const chosen = isId(chosenId) ? assets.find((asset) => asset.id === chosenId) : undefined;
  const offer = chosen ? (await rolesForAssets(db, [chosen.id])).get(chosen.id) : undefined;
  return {
    accounts: assets.map((asset) => ({
      value: asset.id,
      label: `${asset.name} (${showAccountId(asset)})`,
      sub: `${asset.client?.name ?? "The studio’s own"} · ${asset.platform.name}`,
      mark: asset.platform.mark,
    })),
    chosen: chosen
      ? {
          id: chosen.id,
          name: chosen.name,
          roles: (offer?.offer.roles ?? [])
            .filter((role) => role.heldOn.includes(chosen.type))
            .toReversed()
            .map((role) => ({ value: role.id, label: role.name, sub: role.meaning })),
        }
      : null,
  };
}

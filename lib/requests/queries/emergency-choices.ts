import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { rolesForAssets } from "@/lib/platforms/offers";
import { accountChoice, accountFields } from "@/lib/register/queries/register-choices";
import { takesAnywhere } from "@/lib/requests/rules/emergency";

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
      ...(takesAnywhere(actor) ? {} : { AND: near }),
    },
    orderBy: [{ client: { name: "asc" } }, { name: "asc" }],
    select: accountFields,
  });
  const chosen = isId(chosenId) ? assets.find((asset) => asset.id === chosenId) : undefined;
  const offer = chosen ? (await rolesForAssets(db, [chosen.id])).get(chosen.id) : undefined;
  return {
    accounts: assets.map(accountChoice),
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

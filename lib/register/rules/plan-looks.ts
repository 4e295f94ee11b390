import type { Capability } from "@/lib/platforms/capabilities";
import { RISKS, type Risk, roleRisk } from "@/lib/platforms/role-risk";
import { shortPlatformName } from "@/lib/platforms/short-name";
import type { NewTask } from "@/lib/register/insert-tasks";
import { type Administrator, routeRemoval } from "@/lib/register/rules/route-removal";

/** One platform on which a client has accounts, and where somebody may stand whom the register does not know there. */
export type LookPlace = {
  clientId: string;
  clientName: string;
  platformId: string;
  platformName: string;
  /** What the person could do there by the register, directly and from above. */
  capabilities: readonly Capability[];
  /** Who is custodian of the most of these accounts, and stays. */
  custodianId: string | null;
  administrators: readonly Administrator[];
};

type Looked = { id: string; name: string };

/**
 * The looks at places: one for each client and platform, as grave as what the person could do there, and never less
 * than elevated. With the custodian of the accounts, else with somebody who administers them, and never with the
 * person. Knows no causes; `due` says by when each risk is looked at.
 */
export function planLooks(
  person: Looked,
  places: readonly LookPlace[],
  due: Readonly<Record<Risk, Date>>,
): NewTask[] {
  return places.map((place) => {
    const risk = worse("elevated", roleRisk(place.capabilities));
    const custodianId = place.custodianId === person.id ? null : place.custodianId;
    return {
      kind: "look",
      personId: person.id,
      ...{ robotId: null, identityId: null, assetId: null, grants: [] },
      clientId: place.clientId,
      platformId: place.platformId,
      assigneeId:
        custodianId ?? routeRemoval({ aboutIds: [person.id], plannedId: null }, place.administrators),
      risk,
      dueAt: due[risk],
      title:
        `Look whether ${person.name} is anywhere else in ${shortPlatformName(place.platformName)} of ${place.clientName}`.slice(
          0,
          300,
        ),
    };
  });
}

const worse = (a: Risk, b: Risk): Risk => (RISKS.indexOf(b) > RISKS.indexOf(a) ? b : a);

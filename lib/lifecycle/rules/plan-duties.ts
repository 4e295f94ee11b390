import { withoutSuccessor } from "@/lib/lifecycle/rules/successors";
import type { Stake } from "@/lib/lifecycle/stake";
import { roleRisk } from "@/lib/platforms/role-risk";
import { shortPlatformName } from "@/lib/platforms/short-name";
import type { NewTask } from "@/lib/register/insert-tasks";

type Leaver = { id: string; name: string /** Their manager, when that one stays. */; heirId: string | null };

/**
 * The work of a departure that is no removal of a key: successors to name before the last administrator goes,
 * secrets to change, robots, custody and requests to hand over. One task for each account without a successor,
 * login, robot, client with custodies, and request. The order follows what is most urgent.
 */
export function planDuties(leaver: Leaver, stake: Stake): NewTask[] {
  const base = {
    personId: leaver.id,
    robotId: null,
    identityId: null,
    assetId: null,
    clientId: null,
    assigneeId: leaver.heirId,
    grants: [],
  } as const;
  const successors = withoutSuccessor(leaver.id, stake.administrations).map((asset): NewTask => {
    const custodian = asset.custodianId === leaver.id ? null : asset.custodianId;
    return {
      ...base,
      grants: [],
      kind: "name_successor",
      assetId: asset.assetId,
      clientId: asset.clientId,
      assigneeId: custodian ?? leaver.heirId,
      risk: "administrator",
      title: `Name an administrator of ${asset.assetName} (${shortPlatformName(asset.platformName)}) before ${leaver.name} goes, or give it back to the client`,
    };
  });
  const logins = stake.logins.map(
    (login): NewTask => ({
      ...base,
      grants: [],
      kind: "rotate_secret",
      identityId: login.id,
      assetId: login.assetId,
      clientId: login.clientId,
      assigneeId: login.heirId ?? leaver.heirId,
      risk: roleRisk(login.capabilities),
      title: `Change the password of the shared login ${login.address}, which ${leaver.name} knows`,
    }),
  );
  const robots = stake.robots.map(
    (robot): NewTask => ({
      ...base,
      grants: [],
      kind: "hand_over_robot",
      robotId: robot.id,
      risk: roleRisk(robot.capabilities),
      title: `Hand ${robot.name}, which ${leaver.name} owns, to a new owner and renew its secret`,
    }),
  );
  const custodies = [...Map.groupBy(stake.custodies, (custody) => custody.clientId)].map(
    ([clientId, assets]): NewTask => ({
      ...base,
      grants: [],
      kind: "hand_over_custody",
      clientId,
      assetId: assets.length === 1 ? (assets[0]?.assetId ?? null) : null,
      risk: "elevated",
      title: `Name a new custodian for ${custodyText(assets)} in place of ${leaver.name}`,
    }),
  );
  const requests = stake.requests
    .filter((request) => request.itemsForOthers > 0)
    .map(
      (request): NewTask => ({
        ...base,
        grants: [],
        kind: "hand_over_request",
        clientId: request.clientId,
        risk: "low",
        title:
          `Take over request R-${request.number} for ${request.others.join(", ")} (${request.clientName}) from ${leaver.name}`.slice(
            0,
            300,
          ),
      }),
    );
  return [...successors, ...logins, ...robots, ...custodies, ...requests];
}

function custodyText(assets: Stake["custodies"]): string {
  const [first] = assets;
  const whose = first?.clientName ?? "the studio";
  return assets.length === 1
    ? `${first?.assetName} (${shortPlatformName(first?.platformName ?? "")}, ${whose})`
    : `${assets.length} accounts of ${whose}`;
}

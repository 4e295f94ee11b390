import type { DataAgreed } from "@/lib/clients/rules/data-at-end";
import type { ClosingStake } from "@/lib/closings/read-stake";
import { roleRisk } from "@/lib/platforms/role-risk";
import { shortPlatformName } from "@/lib/platforms/short-name";
import type { NewTask } from "@/lib/register/insert-tasks";

/** A task of a closing, with the link or the data that it is about. */
export type ClosingTask = NewTask & { linkId: string | null; dataId: string | null };

type Closing = {
  clientId: string;
  clientName: string;
  agreed: DataAgreed;
  /** By when data is given back and deleted. */
  due: { returned: Date; deleted: Date };
};

/**
 * The work of a closing that is no removal of a key: accounts to give back before their last administrator goes, links
 * from the studio's manager accounts and partners to take away, secrets to change, data to return and delete as the
 * DPA says. One task for each account, link and login; for data one for each thing that is done with it.
 */
export function planClosing(
  { clientId, clientName, agreed, due }: Closing,
  stake: ClosingStake,
): ClosingTask[] {
  const base = {
    ...{ personId: null, robotId: null, identityId: null, assetId: null, clientId },
    ...{ linkId: null, dataId: null },
    grants: [],
  };
  const orphans = stake.orphans.map(
    (asset): ClosingTask => ({
      ...base,
      grants: [],
      kind: "name_successor",
      assetId: asset.assetId,
      assigneeId: asset.custodianId,
      risk: "administrator",
      title: `Give ${asset.assetName} (${shortPlatformName(asset.platformName)}) back to ${clientName}: nobody else administers it`,
    }),
  );
  const links = stake.links.map(
    (link): ClosingTask => ({
      ...base,
      grants: [],
      kind: "remove_link",
      linkId: link.linkId,
      assetId: link.belowId,
      assigneeId: link.keeperId,
      risk: "administrator",
      title: `Take the ${linkWords[link.kind]} ${link.aboveName} off ${link.belowName} (${shortPlatformName(link.platformName)})`,
    }),
  );
  const logins = stake.logins.map(
    (login): ClosingTask => ({
      ...base,
      grants: [],
      kind: "rotate_secret",
      identityId: login.identityId,
      assetId: login.assetId,
      assigneeId: login.keeperId,
      risk: roleRisk(login.capabilities),
      title: `Give the shared login ${login.address} back to ${clientName} with a new password, or change it so that nobody here knows it`,
    }),
  );
  const data = stake.data.flatMap((each): ClosingTask[] => {
    const task = {
      ...base,
      grants: [],
      kind: "return_data" as const,
      dataId: each.dataId,
      assigneeId: each.keeperId,
      risk: each.personalData ? ("personal_data" as const) : ("low" as const),
    };
    const returned = {
      ...task,
      dueAt: due.returned,
      title: `Give ${each.name} back to ${clientName} (kept in: ${each.keptWhere})`,
    };
    const deleted = {
      ...task,
      dueAt: due.deleted,
      title: `Delete ${each.name} of ${clientName} (kept in: ${each.keptWhere})`,
    };
    if (agreed.dataAtEnd === "returned") return [returned];
    return agreed.dataAtEnd === "deleted" ? [deleted] : [returned, deleted];
  });
  return [...orphans, ...links, ...logins, ...data].map((task) => ({
    ...task,
    title: task.title.slice(0, 300),
  }));
}

const linkWords: Record<ClosingStake["links"][number]["kind"], string> = {
  manager: "manager account",
  portfolio: "portfolio",
  partner: "partner",
  group: "group",
  parent: "parent account",
};

import type { Capability } from "@/lib/platforms/capabilities";
import { RISKS, type Risk, roleRisk } from "@/lib/platforms/role-risk";
import { shortPlatformName } from "@/lib/platforms/short-name";
import type { GrantEffect, TaskKind } from "@/prisma/generated/enums";

/** One grant that should be held: by a person, a robot or a shared login, one role on one asset. */
export type Holding = {
  grantId: string;
  personId: string | null;
  robotId: string | null;
  identityId: string | null;
  assetId: string;
  roleId: string;
  /** True while the invitation is out and not accepted: its removal is a withdrawal. */
  invited?: boolean;
};

/** What the plan has to know of roles, assets and holders: names for the sentence, capabilities for the risk. */
export type WorkCatalogue = {
  roles: ReadonlyMap<string, { name: string; capabilities: readonly Capability[] }>;
  assets: ReadonlyMap<
    string,
    {
      name: string;
      clientId: string | null;
      platformName: string;
      custodianId: string | null;
      /** Everybody has one role there, the last that was given: taking that away leaves none, unless the former is given anew. */
      oneRole?: boolean;
    }
  >;
  /** By person, robot or identity id; behind a robot stands its owner, behind a login whoever knows it. */
  holders: ReadonlyMap<string, { name: string; behindIds: readonly string[] }>;
};

/** A task before it has a row: what it is about, how grave it is, which grants it moves. */
export type PlannedTask = {
  kind: Extract<TaskKind, "grant" | "change" | "revoke">;
  personId: string | null;
  robotId: string | null;
  identityId: string | null;
  assetId: string;
  clientId: string | null;
  /** The asset's custodian, unless the task is about them. */
  assigneeId: string | null;
  risk: Risk;
  title: string;
  grants: { grantId: string; effect: GrantEffect }[];
};

/**
 * The work that makes the world agree when the register goes from `before` to `after`: one task for each holder,
 * identity and asset whose grants differ. Knows no causes and no time. The order follows the risk, the gravest
 * first, then the title, so that it is the same each time.
 */
export function planWork(
  before: readonly Holding[],
  after: readonly Holding[],
  catalogue: WorkCatalogue,
): PlannedTask[] {
  const wanted = new Set(after.map((holding) => holding.grantId));
  const had = new Set(before.map((holding) => holding.grantId));
  const removed = before.filter((holding) => !wanted.has(holding.grantId));
  const added = after.filter((holding) => !had.has(holding.grantId));
  const kept = after.filter((holding) => had.has(holding.grantId));
  const byPlace = Map.groupBy(
    [
      ...added.map((holding) => ({ holding, effect: "add" as const })),
      ...removed.map((holding) => ({ holding, effect: "remove" as const })),
    ],
    ({ holding }) => [holding.personId, holding.robotId, holding.identityId, holding.assetId].join(" "),
  );
  return [...byPlace.values()]
    .map((moves) => planOne(moves, kept, catalogue))
    .sort((a, b) => RISKS.indexOf(b.risk) - RISKS.indexOf(a.risk) || (a.title < b.title ? -1 : 1));
}

type Move = { holding: Holding; effect: GrantEffect };

function planOne(moves: readonly Move[], kept: readonly Holding[], catalogue: WorkCatalogue): PlannedTask {
  const [first] = moves;
  if (!first) throw new Error("A task without grants was planned.");
  const { personId, robotId, identityId, assetId } = first.holding;
  const asset = catalogue.assets.get(assetId);
  const holder = catalogue.holders.get(personId ?? robotId ?? identityId ?? "");
  if (!asset || !holder) throw new Error("The catalogue of a plan lacks an asset or a holder.");
  const added = moves.filter((move) => move.effect === "add").map((move) => move.holding);
  const removed = moves.filter((move) => move.effect === "remove").map((move) => move.holding);
  // What was given in an emergency has taken the former role's place on the platform: that one comes back.
  const back =
    asset.oneRole && added.length === 0 ? kept.filter((each) => isSamePlace(each, first.holding)) : [];
  const kind = removed.length === 0 ? "grant" : added.length + back.length === 0 ? "revoke" : "change";
  const { custodianId } = asset;
  const isTheirs = custodianId === personId || holder.behindIds.some((id) => id === custodianId);
  return {
    kind,
    personId,
    robotId,
    identityId,
    assetId,
    clientId: asset.clientId,
    assigneeId: isTheirs ? null : custodianId,
    risk: worstRisk(moves, catalogue),
    title: sentence(
      { added, removed, back },
      holder.name,
      `${asset.name} (${shortPlatformName(asset.platformName)})`,
      catalogue,
    ),
    grants: moves.map(({ holding, effect }) => ({ grantId: holding.grantId, effect })),
  };
}

/** Of the same holder on the same account, by the same login where both are known. */
const isSamePlace = (a: Holding, b: Holding): boolean =>
  a.assetId === b.assetId &&
  (a.personId ?? a.robotId ?? a.identityId) === (b.personId ?? b.robotId ?? b.identityId) &&
  (a.identityId === b.identityId || a.identityId === null || b.identityId === null);

function worstRisk(moves: readonly Move[], catalogue: WorkCatalogue): Risk {
  return moves
    .map(({ holding }) => roleRisk(catalogue.roles.get(holding.roleId)?.capabilities ?? []))
    .reduce((worst, risk) => (RISKS.indexOf(risk) > RISKS.indexOf(worst) ? risk : worst), "low");
}

function sentence(
  { added, removed, back }: Record<"added" | "removed" | "back", readonly Holding[]>,
  holder: string,
  place: string,
  catalogue: WorkCatalogue,
): string {
  const names = (holdings: readonly Holding[]) =>
    holdings
      .map((holding) => catalogue.roles.get(holding.roleId)?.name ?? "a role")
      .sort()
      .join(" + ");
  if (removed.length === 0) return `Give ${holder} ${names(added)} on ${place}`;
  if (added.length > 0) return `Change ${holder} from ${names(removed)} to ${names(added)} on ${place}`;
  if (back.length > 0) return `Change ${holder} from ${names(removed)} back to ${names(back)} on ${place}`;
  return removed.every((holding) => holding.invited)
    ? `Withdraw the invitation of ${holder} as ${names(removed)} on ${place}`
    : `Take ${names(removed)} on ${place} away from ${holder}`;
}

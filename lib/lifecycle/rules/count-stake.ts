import { withoutSuccessor } from "@/lib/lifecycle/rules/successors";
import type { Stake, StakeKey } from "@/lib/lifecycle/stake";

/** What a departure would take back, in numbers; as many tasks of each kind are made by the start. */
export type StakeCounts = {
  /** Places where something is taken away: one task each. Invitations and removals under way are among them. */
  keys: number;
  invitations: number;
  /** To be granted, and nobody has begun: they are simply not granted. */
  neverBegun: number;
  clients: number;
  platforms: number;
  withoutSuccessor: number;
  sharedLogins: number;
  robots: number;
  custodies: number;
  /** Tasks for custody: one for each client. */
  custodyTasks: number;
  requestsCancelled: number;
  requestsHandedOver: number;
  tasksHandedOn: number;
  /** Platforms of clients on which somebody looks whether they stand there too. */
  looks: number;
};

/** The grants that are taken back by a task: all but those that nobody has begun to give. */
export function keysToTake(keys: readonly StakeKey[]): StakeKey[] {
  return keys.filter((key) => key.state !== "to_grant" || key.begun);
}

/** The places of grants: what one task takes away. A removal that is under way keeps its own task. */
export function placesOf(keys: readonly StakeKey[]): StakeKey[][] {
  return [
    ...Map.groupBy(keys, (key) => key.removalTaskId ?? `${key.identityId ?? ""} ${key.assetId}`).values(),
  ];
}

/** Counts a stake. */
export function countStake(personId: string, stake: Stake): StakeCounts {
  const taken = keysToTake(stake.keys);
  const distinct = (values: readonly (string | null)[]) => new Set(values.filter(Boolean)).size;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    keys: placesOf(taken).length,
    invitations: taken.filter((key) => key.state === "invited").length,
    neverBegun: stake.keys.length - taken.length,
    clients: distinct(taken.map((key) => key.clientId)),
    platforms: distinct(taken.map((key) => key.platformId)),
    withoutSuccessor: withoutSuccessor(personId, stake.administrations).length,
    sharedLogins: stake.logins.length,
    robots: stake.robots.length,
    custodies: stake.custodies.length,
    custodyTasks: new Set(stake.custodies.map((custody) => custody.clientId)).size,
    requestsCancelled: sum(stake.requests.map((request) => request.ownItems)),
    requestsHandedOver: stake.requests.filter((request) => request.itemsForOthers > 0).length,
    tasksHandedOn: stake.tasks.length,
    looks: stake.looks.length,
  };
}

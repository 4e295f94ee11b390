import type { MadePlan } from "./make-plan";
import type { PlannedGrant } from "./plan-types";

/** What applying a plan writes, in numbers: rows of the file can write several things, or share one. */
export type Writes = {
  people: number;
  clients: number;
  accounts: number;
  grants: number;
  changes: number;
  /** Departures that start, unless they are more at once than is believable. */
  departures: number;
  /** Changes of role that are proposed. */
  moves: number;
  expired: number;
  invited: number;
};

/** Counts what would be written, each thing once; people of a file that is applied together included. */
export function countWrites(made: MadePlan): Writes {
  const none = {
    people: 0,
    clients: 0,
    accounts: 0,
    grants: 0,
    changes: 0,
    departures: 0,
    moves: 0,
    expired: 0,
    invited: 0,
  };
  const peoplePlan = made.kind === "people" ? made.plan : made.together?.plan;
  const entered = peoplePlan?.counts.new ?? 0;
  const departures = peoplePlan?.rows.filter((row) => row.leaving && !row.leaving.moves).length ?? 0;
  const moves = peoplePlan?.rows.filter((row) => row.moving).length ?? 0;
  const peopleChanged = peoplePlan?.rows.filter((row) => (row.person?.changes.length ?? 0) > 0).length ?? 0;
  if (made.kind === "people") return { ...none, people: entered, changes: peopleChanged, departures, moves };
  const grants = made.plan.rows.flatMap((row) => row.grants);
  const count = (keep: (grant: PlannedGrant) => boolean, key: (grant: PlannedGrant) => string) =>
    new Set(grants.filter(keep).map(key)).size;
  const isNew = (grant: PlannedGrant) => grant.outcome === "new";
  return {
    people:
      entered +
      count(
        ({ person }) => person.isNew,
        ({ person }) => person.ref,
      ),
    clients: count(
      ({ client }) => client.isNew,
      ({ client }) => client.ref,
    ),
    accounts: count(
      ({ asset }) => asset.isNew,
      ({ asset }) => asset.ref,
    ),
    grants: count(isNew, holdingKey),
    changes: grants.filter((grant) => grant.outcome === "changed").length + peopleChanged,
    departures,
    moves,
    expired: count((grant) => isNew(grant) && grant.hasExpired, holdingKey),
    invited: count((grant) => isNew(grant) && grant.isInvited, holdingKey),
  };
}

/** What makes a grant one in the register: a shared login's is one, however many know its secret. */
export function holdingKey(grant: PlannedGrant): string {
  const holder = grant.identity?.shared ? `login:${grant.identity.address}` : grant.person.ref;
  return `${holder}|${grant.asset.ref}|${grant.role.key}`;
}

import { findPlatform, findRole } from "@/lib/platforms/catalogue";
import type { RoleEntry } from "@/lib/platforms/catalogue-schema";
import type { PolicyGrounds } from "@/lib/policy/rules/decide";
import type { DraftContent } from "@/lib/requests/rules/draft";
import type {
  AccessException,
  AccessRequest,
  Asset,
  AssetLink,
  Client,
  ClientAnswer,
  ClientContact,
  Delegation,
  Departure,
  Device,
  DutyConflict,
  DutyConflictChange,
  Engagement,
  EthicalWall,
  Evidence,
  Finding,
  Grant,
  GrantTransition,
  Identity,
  IdentityHolder,
  KitLine,
  Membership,
  Person,
  RequestDraft,
  RequestItem,
  RequestItemRole,
  Robot,
  Task,
  TaskGrant,
} from "@/prisma/generated/client";
import type { Random } from "./random";

/** A row as a table has it: what every row must say, and what else it may. */
type Row<Model, Said extends keyof Model> = Pick<Model, Said> & Partial<Model>;

/** Rows of the demo studio, by table, in the order in which they can be inserted. */
export type Rows = {
  people: Row<Person, "id" | "name" | "startsOn" | "endsOn" | "endedAt" | "managerId" | "title" | "email">[];
  identities: Row<Identity, "id" | "address" | "kind" | "platformId" | "shared">[];
  holders: Row<IdentityHolder, "id" | "identityId" | "personId" | "since">[];
  devices: Row<
    Device,
    | "id"
    | "personId"
    | "name"
    | "kind"
    | "diskEncryption"
    | "automaticUpdates"
    | "screenLock"
    | "remoteWipe"
    | "attestedAt"
    | "attestedById"
    | "endedAt"
    | "createdAt"
  >[];
  robots: Row<Robot, "id" | "name" | "kind" | "ownerId" | "purpose">[];
  clients: Row<Client, "id" | "name" | "nameKey" | "endedAt">[];
  contacts: Row<ClientContact, "id" | "clientId" | "name" | "email">[];
  engagements: (Row<Engagement, "id" | "clientId" | "name" | "startsOn" | "longestGrantDays"> & {
    endsOn: Date;
  })[];
  memberships: Row<Membership, "id" | "engagementId" | "personId" | "role" | "since">[];
  assets: AssetRow[];
  kitLines: Row<KitLine, "id" | "engagementId" | "role" | "assetId" | "work">[];
  links: Row<AssetLink, "id" | "aboveId" | "belowId" | "kind" | "since">[];
  walls: Row<EthicalWall, "id" | "clientAId" | "clientBId" | "reason">[];
  exceptions: Row<
    AccessException,
    "id" | "precondition" | "personId" | "clientId" | "reason" | "approvedById" | "endsAt"
  >[];
  conflicts: Row<DutyConflict, "id" | "firstDuty" | "secondDuty" | "reach" | "effect" | "reason">[];
  conflictChanges: Row<DutyConflictChange, "id" | "conflictId" | "kind" | "reach" | "effect" | "reason">[];
  delegations: Row<Delegation, "id" | "delegatorId" | "delegateId" | "startsAt" | "endsAt" | "reason">[];
  requests: Omit<AccessRequest, "number">[];
  drafts: (Row<Omit<RequestDraft, "content">, "id" | "personId" | "clientId"> & { content: DraftContent })[];
  items: (Omit<RequestItem, "policyGrounds"> & { policyGrounds: PolicyGrounds })[];
  itemRoles: RequestItemRole[];
  clientAnswers: ClientAnswer[];
  departures: Row<Omit<Departure, "certificate">, "id" | "personId" | "kind" | "lastMoment" | "startedAt">[];
  grants: GrantRow[];
  transitions: GrantTransition[];
  tasks: TaskRow[];
  taskGrants: TaskGrant[];
  evidence: Row<Evidence, "id" | "taskId" | "kind" | "step" | "createdAt">[];
  findings: Finding[];
};

export type AssetRow = Omit<Asset, "endedById" | "createdById" | "updatedById">;
export type GrantRow = Grant & { endsAt: Date };
export type TaskRow = Omit<Task, "number" | "cancelledAt" | "cancelReason">;

/** What the parts of the generator hand on to each other: the rows so far, the time, and where to find things. */
export type Draft = {
  now: Date;
  random: Random;
  rows: Rows;
  /** The id of a role by the platform and the catalogue's key. */
  roleId: (platformId: string, key: string) => string;
  /** The catalogue's role by its id. */
  roleOf: (roleId: string) => RoleEntry;
};

/** A role as the database has it. */
export type KnownRole = { id: string; platformId: string; key: string };

/** A draft without rows, over the roles that the database has. */
export function emptyDraft(now: Date, random: Random, known: readonly KnownRole[]): Draft {
  const idOf = new Map(known.map((role) => [`${role.platformId} ${role.key}`, role.id]));
  const entryOf = new Map(known.map((role) => [role.id, entryOfRole(role)]));
  return {
    now,
    random,
    roleId: (platformId, key) => present(idOf.get(`${platformId} ${key}`), `${platformId} ${key}`),
    roleOf: (roleId) => present(entryOf.get(roleId), roleId),
    rows: {
      people: [],
      identities: [],
      holders: [],
      devices: [],
      robots: [],
      clients: [],
      contacts: [],
      engagements: [],
      memberships: [],
      assets: [],
      kitLines: [],
      links: [],
      walls: [],
      exceptions: [],
      conflicts: [],
      conflictChanges: [],
      delegations: [],
      requests: [],
      drafts: [],
      items: [],
      itemRoles: [],
      clientAnswers: [],
      departures: [],
      grants: [],
      transitions: [],
      tasks: [],
      taskGrants: [],
      evidence: [],
      findings: [],
    },
  };
}

/** The row with this name; throws when there is none, since then a list of the demo is wrong. */
export function named<Row extends { name: string }>(rows: readonly Row[], name: string): Row {
  const found = rows.find((row) => row.name === name);
  if (!found) throw new Error(`The demo has nothing that is called ${name}.`);
  return found;
}

function entryOfRole({ platformId, key }: KnownRole): RoleEntry | undefined {
  const platform = findPlatform(platformId);
  return platform && findRole(platform, key);
}

function present<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`The demo knows no role ${name}.`);
  return value;
}

import { findPlatform } from "@/lib/platforms/catalogue";
import { isAdministrator } from "@/lib/platforms/role-risk";
import type { NewTask } from "@/lib/register/insert-tasks";
import type { DueByRisk } from "@/lib/register/rules/due";
import { type Holding, planWork, type WorkCatalogue } from "@/lib/register/rules/plan-work";
import type { EvidenceKind, EvidenceStep, TaskCause, TaskOutcome } from "@/prisma/generated/enums";
import { type Draft, type GrantRow, named, type TaskRow } from "./rows";

type Making = {
  at: Date;
  byId: string | null;
  cause: TaskCause;
  causeId: string | null;
  due: DueByRisk;
};

/** A task and the grants that it moves. */
export type Work = { task: TaskRow; grants: GrantRow[] };

/** The work that the product itself plans when these grants are to be taken away and those to be given. */
export function planTasks(
  draft: Draft,
  before: readonly GrantRow[],
  after: readonly GrantRow[],
  making: Making,
): Work[] {
  const grants = [...before, ...after];
  const planned = planWork(before.map(holdingOf), after.map(holdingOf), workCatalogue(draft, grants));
  return planned.map((plan) => {
    const task = addTask(draft, plan, making);
    for (const { grantId, effect } of plan.grants)
      draft.rows.taskGrants.push({ taskId: task.id, grantId, effect });
    const ids = plan.grants.map((grant) => grant.grantId);
    return { task, grants: grants.filter((grant) => ids.includes(grant.id)) };
  });
}

/** Adds one open task; for work that no platform knows, with its own title. */
export function addTask(
  { random, rows }: Draft,
  task: NewTask,
  { at, byId, cause, causeId, due }: Making,
): TaskRow {
  const row: TaskRow = {
    id: random.id(at),
    kind: task.kind,
    state: "open",
    title: task.title,
    personId: task.personId,
    assetId: task.assetId,
    identityId: task.identityId,
    robotId: task.robotId,
    clientId: task.clientId,
    platformId: task.platformId ?? null,
    assigneeId: task.assigneeId,
    risk: task.risk,
    dueAt: task.dueAt ?? due[task.risk],
    waitsUntil: null,
    goesAhead: false,
    cause,
    causeId,
    outcome: null,
    attestedAt: null,
    attestedById: null,
    verifiedAt: null,
    verifiedById: null,
    createdAt: at,
    createdById: byId,
    updatedAt: at,
    updatedById: byId,
  };
  rows.tasks.push(row);
  return row;
}

type Done = {
  at: Date;
  byId: string;
  outcome?: TaskOutcome;
  note: string;
  kind?: EvidenceKind;
  /** Of a look: under which addresses somebody looked. */
  lookedUnder?: string[];
};

/** Somebody says that a task is done, with a note as evidence. The grants are the caller's to move. */
export function attest(draft: Draft, task: TaskRow, done: Done): void {
  const { at, byId, outcome = "done" } = done;
  Object.assign(task, {
    state: "attested",
    outcome,
    attestedAt: at,
    attestedById: byId,
    updatedAt: at,
    updatedById: byId,
  });
  addEvidence(draft, task.id, "attest", done);
}

/** A second person has looked. */
export function verify(draft: Draft, task: TaskRow, done: Done): void {
  const { at, byId } = done;
  Object.assign(task, {
    state: "verified",
    verifiedAt: at,
    verifiedById: byId,
    updatedAt: at,
    updatedById: byId,
  });
  addEvidence(draft, task.id, "verify", done);
}

/** How far it is: invited, or waiting for the platform until a moment. */
export function progress(
  draft: Draft,
  task: TaskRow,
  done: Done & { state: "invited" | "waiting_for_platform"; waitsUntil: Date },
): void {
  const { at, byId, state, waitsUntil } = done;
  Object.assign(task, { state, waitsUntil, updatedAt: at, updatedById: byId });
  addEvidence(draft, task.id, "progress", done);
}

/** Who does a task: its assignee, else somebody who administers things here and whom it is not about. */
export function doerOf(draft: Draft, task: TaskRow): string {
  const { people } = draft.rows;
  if (task.assigneeId) return task.assigneeId;
  const candidates = ["Erik Levy", "Chloé Weber", "Jonas Weber"].map((name) => named(people, name).id);
  return candidates.find((id) => id !== task.personId) ?? named(people, "Ingrid Dahl").id;
}

/** Who looks as the second person: the security lead, or the managing director where it is hers to do. */
export function secondOf(draft: Draft, task: TaskRow): string {
  const ingrid = named(draft.rows.people, "Ingrid Dahl").id;
  return task.personId === ingrid || task.attestedById === ingrid
    ? named(draft.rows.people, "Aoife Raman").id
    : ingrid;
}

function addEvidence({ random, rows }: Draft, taskId: string, taken: EvidenceStep, done: Done): void {
  const { at, byId, note, kind = "note", lookedUnder = [] } = done;
  rows.evidence.push({
    id: random.id(at),
    taskId,
    kind,
    step: taken,
    note,
    lookedUnder,
    createdAt: at,
    createdById: byId,
  });
}

function holdingOf(grant: GrantRow): Holding {
  const { personId, robotId, identityId, assetId, roleId, state } = grant;
  return { grantId: grant.id, personId, robotId, identityId, assetId, roleId, invited: state === "invited" };
}

function workCatalogue({ rows, roleOf }: Draft, grants: readonly GrantRow[]): WorkCatalogue {
  const assets = rows.assets.map((row) => {
    const { name, clientId, custodianId, platformId } = row;
    return [
      row.id,
      { name, clientId, custodianId, platformName: findPlatform(platformId)?.name ?? platformId },
    ] as const;
  });
  const knowing = Map.groupBy(rows.holders, (row) => row.identityId);
  const holders = new Map<string, { name: string; behindIds: string[] }>();
  for (const row of rows.people) holders.set(row.id, { name: row.name, behindIds: [] });
  for (const row of rows.robots) holders.set(row.id, { name: row.name, behindIds: [row.ownerId] });
  for (const row of rows.identities) {
    const behindIds = (knowing.get(row.id) ?? []).map(({ personId }) => personId);
    holders.set(row.id, { name: row.address, behindIds });
  }
  return {
    roles: new Map(grants.map((grant) => [grant.roleId, roleOf(grant.roleId)])),
    assets: new Map(assets),
    holders,
  };
}

/** Whether the grant administers its asset. */
export const isAdministering = (draft: Draft, grant: GrantRow): boolean =>
  isAdministrator(draft.roleOf(grant.roleId).capabilities);

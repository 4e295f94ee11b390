import type { AuditEntry } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";
import { invalidInput } from "@/lib/errors";
import { holderIdOf } from "@/lib/register/input";
import { insertGrants, type NewGrant } from "@/lib/register/insert-grants";
import { grantEntry, type LockedGrant, lockHeldAt } from "@/lib/register/lock-grants";
import type { LockedTask } from "@/lib/register/lock-tasks";
import { newIds, takeId } from "@/lib/register/new-ids";
import { readPlaces } from "@/lib/register/read-places";

/** The roles that were really given, and what the holder has there besides. */
export type Differences = { roles: { id: string; name: string }[]; held: LockedGrant[] };

export type GivenDifferently = { audit: AuditEntry[]; findingId: string | null };

/** Reads and locks what a task that was done differently touches. Null for work that is no grant. */
export async function readDifferences(
  tx: Tx,
  taskId: string,
  roleIds: readonly string[],
): Promise<Differences | null> {
  const task = await tx.task.findUnique({
    where: { id: taskId },
    select: {
      assetId: true,
      personId: true,
      robotId: true,
      identityId: true,
      grants: { select: { grantId: true } },
    },
  });
  if (!task?.assetId || task.grants.length === 0) return null;
  if (roleIds.length === 0)
    throw invalidInput("Choose the roles that were really given.", {
      roleIds: ["Choose at least one role."],
    });
  const holder = {
    ...(task.personId ? { personId: task.personId } : {}),
    ...(task.robotId ? { robotId: task.robotId } : {}),
    ...(task.identityId ? { identityId: task.identityId } : {}),
  };
  const places = await readPlaces(tx, [{ ...holder, assetId: task.assetId, roleIds }]);
  const held = await lockHeldAt(tx, [{ holderId: holderIdOf(task), assetId: task.assetId }]);
  return { roles: [...places.roles.values()], held };
}

type Giving = {
  task: LockedTask;
  grants: readonly LockedGrant[];
  differences: Differences;
  how: string;
  now: Date;
  byId: string | null;
};

/**
 * Records the roles that were given although others were approved: active grants with the same purpose and end,
 * tied to the task, and a finding that waits for the security lead. Raises invalid_input when they are the same.
 */
export async function giveDifferently(tx: Tx, giving: Giving): Promise<GivenDifferently> {
  const { task, grants, differences, how, now, byId } = giving;
  const added = new Set(task.grants.filter((g) => g.effect === "add").map((g) => g.grantId));
  // What the task had to give when it was attested; what an earlier attestation gave and lost again is not asked.
  const approved = grants.filter((g) => added.has(g.id) && (g.state === "to_grant" || g.state === "invited"));
  const [like] = approved;
  const given = new Set(differences.roles.map((role) => role.id));
  if (!like || (approved.length === given.size && approved.every((grant) => given.has(grant.roleId))))
    throw invalidInput("These are the roles that were approved. Choose “done as asked”.", {
      roleIds: ["These are the roles that were approved."],
    });
  const known = new Set([...approved, ...differences.held].map((grant) => grant.roleId));
  const extra = differences.roles.filter((role) => !known.has(role.id));
  const ids = await newIds(tx, extra.length);
  const made = extra.map((role) => ({ role, row: newGrant(takeId(ids), role.id, like, task.id, how, now) }));
  await insertGrants(
    tx,
    made.map(({ row }) => row),
    { now, byId, cause: "correction", causeId: task.id },
  );
  await tx.taskGrant.createMany({
    data: made.map(({ row }) => ({ taskId: task.id, grantId: row.id, effect: "add" as const })),
  });
  const names = (roles: readonly string[]) => [...roles].sort().join(" + ");
  const detail = `${like.holderName} on ${like.assetName}: approved was ${names(approved.map((g) => g.roleName))}, given was ${names(differences.roles.map((r) => r.name))}.`;
  const finding = await tx.finding.create({
    data: {
      kind: "granted_differently",
      grantId: made[0]?.row.id ?? like.id,
      taskId: task.id,
      detail,
      openedAt: now,
      openedById: byId,
    },
  });
  return {
    findingId: finding.id,
    audit: [
      ...made.map(({ role, row }) =>
        grantEntry(
          { ...like, id: row.id, roleName: role.name },
          { after: { state: "active", proof: "attested", cause: "correction" } },
        ),
      ),
      {
        objectType: "finding",
        objectId: finding.id,
        objectName: detail,
        clientId: like.clientId,
        after: { kind: "granted_differently" },
      },
    ],
  };
}

function newGrant(
  id: string,
  roleId: string,
  like: LockedGrant,
  taskId: string,
  how: string,
  now: Date,
): NewGrant {
  const { personId, robotId, identityId, assetId, engagementId, purpose, endsAt } = like;
  return {
    id,
    personId,
    robotId,
    identityId,
    assetId,
    roleId,
    engagementId,
    purpose,
    startsAt: now,
    // An end that has passed cannot be the end of what begins now; the finding says that it has none.
    endsAt: endsAt && endsAt > now ? endsAt : null,
    state: "active",
    proof: "attested",
    provedHow: how,
    taskId,
  };
}

import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { finishLook } from "@/lib/lifecycle/finish-look";
import { attestTask } from "@/lib/register/attest-task";
import { readLooks } from "@/lib/register/read-looks";
import { verifyTask } from "@/lib/register/verify-task";
import { leftNothing } from "./grants";

/** What somebody says of a look who has looked under each name, and they were not there. */
export async function lookedEverywhere(taskId: string) {
  const look = (await readLooks(db, [taskId])).get(taskId);
  return {
    taskId,
    lookedUnder: look?.names.map((name) => name.address) ?? [],
    note: "Looked in the list of users and in the pending invitations.",
  };
}

/** Does a task, whatever its kind: a look is finished, everything else attested as done. */
export async function doTask(actor: Actor, taskId: string): Promise<void> {
  const { kind } = await db.task.findUniqueOrThrow({ where: { id: taskId }, select: { kind: true } });
  if (kind === "look") await finishLook(actor, await lookedEverywhere(taskId));
  else
    await attestTask(actor, {
      ...{ taskId, outcome: "done", note: "Removed, and looked.", followUps: await leftNothing(taskId) },
    });
}

/** Finishes the open looks of a departure; where four eyes are asked for, `second` looks too. */
export async function doLooks(actor: Actor, departureId: string, second: Actor): Promise<void> {
  const looks = await db.task.findMany({
    where: { causeId: departureId, kind: "look", state: { in: ["open", "attested"] } },
    orderBy: { number: "asc" },
    select: { id: true, state: true },
  });
  for (const { id, state } of looks) if (state === "open") await doTask(actor, id);
  for (const { id } of await db.task.findMany({
    where: {
      ...{ id: { in: looks.map((look) => look.id) }, state: "attested" },
      risk: { in: ["personal_data", "billing", "administrator"] },
    },
    select: { id: true },
  }))
    await verifyTask(second, { taskId: id, note: "Looked too, and nobody was there." });
}

/**
 * Certified departures with a place where nobody has looked: a platform of a client that the person had a seat or a
 * given grant at within two years before they left, by whatever the register knows of it since.
 */
export const notLookedAt = () => db.$queryRaw<unknown[]>`
  SELECT d.number, worked."clientId", a."platformId"
  FROM "Departure" d
  JOIN LATERAL (
    SELECT e."clientId" FROM "Membership" m JOIN "Engagement" e ON e.id = m."engagementId"
    WHERE m."personId" = d."personId" AND m.since <= d."startedAt"
      AND coalesce(m."endedAt", d."startedAt") > d."startedAt" - interval '24 months'
    UNION
    SELECT a."clientId" FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId"
    WHERE g."personId" = d."personId" AND g."createdAt" <= d."certifiedAt"
      AND coalesce(g."closedAt", d."startedAt") > d."startedAt" - interval '24 months'
      AND EXISTS (SELECT 1 FROM "GrantTransition" s WHERE s."grantId" = g.id AND s.state IN ('invited', 'active'))
  ) worked ON true
  JOIN "Asset" a ON a."clientId" = worked."clientId" AND a."endedAt" IS NULL AND a."createdAt" <= d."startedAt"
  WHERE d."certifiedAt" IS NOT NULL AND d."cancelledAt" IS NULL AND NOT EXISTS (
    SELECT 1 FROM "Task" t WHERE t.kind = 'look' AND t.cause = 'departure' AND t."causeId" = d.id
      AND t."clientId" = worked."clientId" AND t."platformId" = a."platformId"
      AND t.state IN ('attested', 'verified'))`;

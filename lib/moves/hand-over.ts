import type { AuditEntry } from "@/lib/audit/event";
import { Prisma, type Tx } from "@/lib/db";
import { planDuties } from "@/lib/lifecycle/rules/plan-duties";
import type { Duties } from "@/lib/moves/read-duties";
import { behindTask } from "@/lib/register/behind";
import { insertTasks } from "@/lib/register/insert-tasks";
import { revokeDue } from "@/lib/register/rules/due";

type Given = {
  moveId: string;
  person: { id: string; name: string };
  /** Who takes over; null: nobody is there for it, and the tasks are nobody's. */
  heir: { id: string; name: string } | null;
  now: Date;
  byId: string | null;
};

/**
 * Hands over what somebody looks after at the clients whom they leave: the register names the heir as custodian and as
 * owner of the robots, their undone tasks there become the custodian's or the heir's, and there is work that makes it
 * so on the platforms and changes the secrets that they know. A constant number of statements.
 */
export async function handOver(
  tx: Tx,
  duties: Duties,
  { moveId, person, heir, now, byId }: Given,
): Promise<{ tasks: number; audit: AuditEntry[] }> {
  const { stake } = duties;
  const audit: AuditEntry[] = [];
  const changed = (objectType: string, term: string) => (row: Moved) => ({
    objectType,
    objectId: row.id,
    objectName: row.name,
    clientId: row.clientId,
    before: { [term]: person.name },
    after: { [term]: row.goesTo },
  });
  if (heir) {
    const assets = await tx.$queryRaw<Moved[]>`
      UPDATE "Asset" a SET "custodianId" = ${heir.id}::uuid, "updatedAt" = ${now}::timestamptz, "updatedById" = ${byId}::uuid
      WHERE a.id = ANY(${stake.custodies.map((each) => each.assetId)}::uuid[]) AND a."custodianId" = ${person.id}::uuid
      RETURNING a.id, a.name, a."clientId", ${heir.name}::text AS "goesTo"`;
    const robots = await tx.$queryRaw<Moved[]>`
      UPDATE "Robot" r SET "ownerId" = ${heir.id}::uuid, "updatedAt" = ${now}::timestamptz, "updatedById" = ${byId}::uuid
      WHERE r.id = ANY(${stake.robots.map((each) => each.id)}::uuid[]) AND r."ownerId" = ${person.id}::uuid
      RETURNING r.id, r.name, NULL::uuid AS "clientId", ${heir.name}::text AS "goesTo"`;
    audit.push(...assets.map(changed("asset", "custodian")), ...robots.map(changed("robot", "owner")));
  }
  const handedOn = await tx.$queryRaw<Moved[]>`
    WITH theirs AS (
      SELECT t.id, (
        SELECT p.id FROM "Person" p LEFT JOIN "Asset" a ON a.id = t."assetId"
        WHERE p.id IN (a."custodianId", ${heir?.id ?? null}::uuid) AND p.id <> ${person.id}::uuid
          AND p.id IS DISTINCT FROM t."personId" AND p.id <> ALL(${behindTask(Prisma.sql`t`)})
          AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL
        ORDER BY (p.id = a."custodianId") IS TRUE DESC LIMIT 1) AS "assigneeId"
      FROM "Task" t WHERE t.id = ANY(${duties.tasks.map((task) => task.id)}::uuid[])
    )
    UPDATE "Task" t SET "assigneeId" = theirs."assigneeId", "updatedAt" = ${now}::timestamptz, "updatedById" = ${byId}::uuid
    FROM theirs WHERE theirs.id = t.id
    RETURNING t.id, t.number || ': ' || t.title AS name, t."clientId",
      (SELECT p.name FROM "Person" p WHERE p.id = t."assigneeId") AS "goesTo"`;
  audit.push(...handedOn.map(changed("task", "assignee")));
  // Whoever owns a robot by now cannot prove that themselves.
  const planned = planDuties({ ...person, heirId: heir?.id ?? null }, stake).map((task) =>
    task.kind === "hand_over_robot" && heir ? { ...task, assigneeId: null } : task,
  );
  const tasks = await insertTasks(tx, planned, {
    now,
    byId,
    cause: "role_change",
    causeId: moveId,
    due: revokeDue(now),
  });
  return { tasks: tasks.made.length + handedOn.length, audit: [...audit, ...tasks.audit] };
}

type Moved = { id: string; name: string; clientId: string | null; goesTo: string | null };

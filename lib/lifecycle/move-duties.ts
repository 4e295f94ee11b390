import type { AuditEntry } from "@/lib/audit/event";
import type { Tx } from "@/lib/db";
import { handOnPlans } from "@/lib/lifecycle/hand-on-plans";

type Moved = {
  id: string;
  name: string;
  clientId: string | null;
  was?: string | null;
  goesTo?: string | null;
};
type Given = {
  /** The departure or the absence whose tasks prove it. */
  cause: "departure" | "absence";
  causeId: string;
  person: { id: string; name: string };
  heir: { id: string; name: string };
  /** Only these; null: all that is open. */
  taskIds: string[] | null;
  now: Date;
  byId: string | null;
};

/** What went to somebody else, in counts, and its audit. */
export type MovedDuties = {
  robots: number;
  custodies: number;
  tasks: number;
  plans: number;
  audit: AuditEntry[];
};

/**
 * Gives the robots, the custodies, the requests and the plans for shared logins of somebody to another: the register
 * names the new owner and custodian, and the tasks that prove it become theirs. A constant number of statements.
 */
export async function moveDuties(tx: Tx, given: Given): Promise<MovedDuties> {
  const { person, heir, now, byId } = given;
  const robots = await moveRobots(tx, given);
  const assets = await moveCustodies(tx, given);
  const tasks = await moveTasks(tx, given);
  const plans = given.taskIds
    ? []
    : await handOnPlans(tx, { personId: person.id, heirId: heir.id, now, byId });
  const moved =
    (objectType: string, term: string) =>
    (row: Moved): AuditEntry => ({
      objectType,
      objectId: row.id,
      objectName: row.name,
      clientId: row.clientId,
      before: { [term]: person.name },
      after: { [term]: heir.name },
    });
  return {
    robots: robots.length,
    custodies: assets.length,
    tasks: tasks.length,
    plans: plans.length,
    audit: [
      ...robots.map(moved("robot", "owner")),
      ...assets.map(moved("asset", "custodian")),
      ...tasks.map((row) => ({
        ...moved("task", "assignee")(row),
        before: { assignee: row.was ?? null },
        after: { assignee: row.goesTo ?? null },
      })),
      ...plans,
    ],
  };
}

function moveRobots(tx: Tx, given: Given): Promise<Moved[]> {
  return tx.$queryRaw<Moved[]>`
    UPDATE "Robot" rb SET "ownerId" = ${given.heir.id}::uuid, "updatedAt" = ${given.now}::timestamptz,
      "updatedById" = ${given.byId}::uuid
    WHERE rb."ownerId" = ${given.person.id}::uuid AND rb."endedAt" IS NULL
      AND (${given.taskIds}::uuid[] IS NULL OR rb.id IN (
        SELECT t."robotId" FROM "Task" t WHERE t.id = ANY(${given.taskIds}::uuid[])
          AND t."causeId" = ${given.causeId}::uuid AND t.kind = 'hand_over_robot'))
    RETURNING rb.id, rb.name, NULL::uuid AS "clientId"`;
}

function moveCustodies(tx: Tx, given: Given): Promise<Moved[]> {
  return tx.$queryRaw<Moved[]>`
    UPDATE "Asset" a SET "custodianId" = ${given.heir.id}::uuid, "updatedAt" = ${given.now}::timestamptz,
      "updatedById" = ${given.byId}::uuid
    WHERE a."custodianId" = ${given.person.id}::uuid AND a."endedAt" IS NULL
      AND (${given.taskIds}::uuid[] IS NULL OR EXISTS (
        SELECT 1 FROM "Task" t WHERE t.id = ANY(${given.taskIds}::uuid[])
          AND t."causeId" = ${given.causeId}::uuid AND t.kind = 'hand_over_custody'
          AND t."clientId" IS NOT DISTINCT FROM a."clientId"))
    RETURNING a.id, a.name, a."clientId"`;
}

/** A robot's task is about its owner, now the heir, who cannot prove it themselves: it goes to somebody else's pile. */
function moveTasks(tx: Tx, given: Given): Promise<Moved[]> {
  return tx.$queryRaw<Moved[]>`
    UPDATE "Task" t SET
      "assigneeId" = CASE WHEN t.kind = 'hand_over_robot' THEN NULL ELSE ${given.heir.id}::uuid END, "updatedAt" = ${given.now}::timestamptz,
      "updatedById" = ${given.byId}::uuid
    FROM "Task" old LEFT JOIN "Person" p ON p.id = old."assigneeId"
    WHERE old.id = t.id AND t.cause = ${given.cause}::"TaskCause" AND t."causeId" = ${given.causeId}::uuid
      AND t.kind IN ('hand_over_robot', 'hand_over_custody', 'hand_over_request')
      AND t.state IN ('open', 'invited', 'waiting_for_platform')
      AND (t."assigneeId" IS NOT DISTINCT FROM ${given.heir.id}::uuid) = (t.kind = 'hand_over_robot')
      AND (${given.taskIds}::uuid[] IS NULL OR t.id = ANY(${given.taskIds}::uuid[]))
    RETURNING t.id, t.number || ': ' || t.title AS name, t."clientId", p.name AS was,
      CASE WHEN t.kind = 'hand_over_robot' THEN NULL ELSE (SELECT h.name FROM "Person" h WHERE h.id = ${given.heir.id}::uuid) END
        AS "goesTo"`;
}

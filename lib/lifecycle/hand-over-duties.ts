import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/event";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { refuseClosed } from "@/lib/lifecycle/cancel-departure";
import { lockDeparture } from "@/lib/lifecycle/departure-row";
import { handOnPlans } from "@/lib/lifecycle/hand-on-plans";
import { readHeir } from "@/lib/lifecycle/read-heir";
import { canHandOver } from "@/lib/lifecycle/rules/may";

/**
 * Gives the robots, the custodies, the requests and the plans for shared logins of somebody who leaves to one who stays:
 * the register names the new owner and custodian, and the tasks that prove it become theirs. All that is open, or the
 * tasks named. Set-wise.
 *
 * Raises forbidden for one's own departure; invalid_input for an heir who leaves too; conflict when there is nothing.
 */
export const handOverDuties = command({
  name: "lifecycle.hand-over-duties",
  permission: "departures.start",
  input: z.strictObject({
    departureId: id(),
    heirId: id(),
    taskIds: z.array(id()).max(20_000).optional(),
  }),
  target: (tx, input) => lockDeparture(tx, input.departureId),
  allow: ({ actor, target }) => canHandOver(actor, target),
  async change({ tx, actor, input, target: departure, now }) {
    refuseClosed(departure);
    const heir = await readHeir(tx, input.heirId, departure.personId);
    const given = {
      departureId: departure.id,
      personId: departure.personId,
      heirId: heir.id,
      taskIds: input.taskIds ?? null,
      now,
      byId: actor.personId,
    };
    const robots = await moveRobots(tx, given);
    const assets = await moveCustodies(tx, given);
    const tasks = await moveTasks(tx, given);
    const plans = given.taskIds ? [] : await handOnPlans(tx, given);
    if (robots.length + assets.length + tasks.length + plans.length === 0)
      throw conflict(`Nothing of ${departure.personName} is left to hand over.`);
    const was = departure.personName;
    const moved =
      (objectType: string, term: string) =>
      (row: Moved): AuditEntry => ({
        objectType,
        objectId: row.id,
        objectName: row.name,
        clientId: row.clientId,
        before: { [term]: was },
        after: { [term]: heir.name },
      });
    return {
      result: { robots: robots.length, custodies: assets.length, tasks: tasks.length, heir: heir.name },
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
  },
});

type Moved = {
  id: string;
  name: string;
  clientId: string | null;
  was?: string | null;
  goesTo?: string | null;
};
type Given = {
  departureId: string;
  personId: string;
  heirId: string;
  taskIds: string[] | null;
  now: Date;
  byId: string | null;
};

function moveRobots(tx: Tx, given: Given): Promise<Moved[]> {
  return tx.$queryRaw<Moved[]>`
    UPDATE "Robot" rb SET "ownerId" = ${given.heirId}::uuid, "updatedAt" = ${given.now}::timestamptz,
      "updatedById" = ${given.byId}::uuid
    WHERE rb."ownerId" = ${given.personId}::uuid AND rb."endedAt" IS NULL
      AND (${given.taskIds}::uuid[] IS NULL OR rb.id IN (
        SELECT t."robotId" FROM "Task" t WHERE t.id = ANY(${given.taskIds}::uuid[])
          AND t."causeId" = ${given.departureId}::uuid AND t.kind = 'hand_over_robot'))
    RETURNING rb.id, rb.name, NULL::uuid AS "clientId"`;
}

function moveCustodies(tx: Tx, given: Given): Promise<Moved[]> {
  return tx.$queryRaw<Moved[]>`
    UPDATE "Asset" a SET "custodianId" = ${given.heirId}::uuid, "updatedAt" = ${given.now}::timestamptz,
      "updatedById" = ${given.byId}::uuid
    WHERE a."custodianId" = ${given.personId}::uuid AND a."endedAt" IS NULL
      AND (${given.taskIds}::uuid[] IS NULL OR EXISTS (
        SELECT 1 FROM "Task" t WHERE t.id = ANY(${given.taskIds}::uuid[])
          AND t."causeId" = ${given.departureId}::uuid AND t.kind = 'hand_over_custody'
          AND t."clientId" IS NOT DISTINCT FROM a."clientId"))
    RETURNING a.id, a.name, a."clientId"`;
}

/** A robot's task is about its owner, now the heir, who cannot prove it themselves: it goes to somebody else's pile. */
function moveTasks(tx: Tx, given: Given): Promise<Moved[]> {
  return tx.$queryRaw<Moved[]>`
    UPDATE "Task" t SET
      "assigneeId" = CASE WHEN t.kind = 'hand_over_robot' THEN NULL ELSE ${given.heirId}::uuid END, "updatedAt" = ${given.now}::timestamptz,
      "updatedById" = ${given.byId}::uuid
    FROM "Task" old LEFT JOIN "Person" p ON p.id = old."assigneeId"
    WHERE old.id = t.id AND t.cause = 'departure' AND t."causeId" = ${given.departureId}::uuid
      AND t.kind IN ('hand_over_robot', 'hand_over_custody', 'hand_over_request')
      AND t.state IN ('open', 'invited', 'waiting_for_platform')
      AND (t."assigneeId" IS NOT DISTINCT FROM ${given.heirId}::uuid) = (t.kind = 'hand_over_robot')
      AND (${given.taskIds}::uuid[] IS NULL OR t.id = ANY(${given.taskIds}::uuid[]))
    RETURNING t.id, t.number || ': ' || t.title AS name, t."clientId", p.name AS was,
      CASE WHEN t.kind = 'hand_over_robot' THEN NULL ELSE (SELECT h.name FROM "Person" h WHERE h.id = ${given.heirId}::uuid) END
        AS "goesTo"`;
}

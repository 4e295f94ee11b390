import { z } from "zod";
import { command } from "@/lib/command";

type Moved = { id: string; number: number; clientId: string; name: string; was: Date; is: Date };

/**
 * Moves the last moment of closings whose engagement has been given a later last day since, and with it the due times
 * of what is still to be done: by as much. Two statements, however many.
 */
export const moveClosings = command({
  name: "closings.move-closings",
  permission: "closings.follow",
  input: z.strictObject({}),
  // "endsOn" is the day on which the last moment lies; a later one is over at its end.
  target: (tx) => tx.$queryRaw<Moved[]>`
    SELECT d.id, d.number, d."clientId", c.name || ': ' || e.name AS name, d."lastMoment" AS was,
      (e."endsOn" + 1)::timestamp AT TIME ZONE 'UTC' AS "is"
    FROM "Closing" d JOIN "Engagement" e ON e.id = d."engagementId" JOIN "Client" c ON c.id = d."clientId"
    WHERE d."cancelledAt" IS NULL AND d."certifiedAt" IS NULL AND e."endedAt" IS NULL
      AND (e."endsOn" + 1)::timestamp AT TIME ZONE 'UTC' >= d."lastMoment" + interval '1 day'
    ORDER BY d.id FOR UPDATE OF d SKIP LOCKED`,
  allow: () => true,
  async change({ tx, actor, target: moved, now }) {
    if (moved.length === 0) return { result: { moved: 0 }, audit: [] };
    await tx.$executeRaw`
      UPDATE "Task" t SET "dueAt" = t."dueAt" + (m."is" - m.was), "updatedAt" = ${now}::timestamptz,
        "updatedById" = ${actor.personId}::uuid
      FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) AS m(id uuid, was timestamptz, "is" timestamptz)
      WHERE t.cause = 'closing' AND t."causeId" = m.id AND t.state IN ('open', 'invited', 'waiting_for_platform')`;
    await tx.$executeRaw`
      UPDATE "Closing" d SET "lastMoment" = m."is", "settledAt" = NULL
      FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) AS m(id uuid, "is" timestamptz)
      WHERE d.id = m.id`;
    return {
      result: { moved: moved.length },
      audit: moved.map((each) => ({
        objectType: "closing",
        objectId: each.id,
        objectName: `C-${each.number}: ${each.name}`,
        clientId: each.clientId,
        before: { lastMoment: each.was.toISOString() },
        after: { lastMoment: each.is.toISOString() },
      })),
    };
  },
});

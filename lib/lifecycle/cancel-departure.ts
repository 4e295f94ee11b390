import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/event";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";
import { type DepartureRow, lockDeparture } from "@/lib/lifecycle/departure-row";
import { type KeyToAskAgain, readToAskAgain } from "@/lib/lifecycle/read-to-ask-again";
import { canCancel } from "@/lib/lifecycle/rules/may";
import { cancelTask } from "@/lib/register/cancel-task";
import { keepGrants } from "@/lib/register/keep-grants";

/** What came of it. */
export type CancelledDeparture = {
  departureId: string;
  /** Grants that are wanted again. */
  kept: number;
  /** Of those, removals that a platform was already asked for: somebody has to withdraw that there. */
  askedAlready: number;
  /** What was gone already: it comes back only by being asked for. */
  toAskAgain: KeyToAskAgain[];
};

/**
 * Cancels a departure, because the person stays after all: what is not yet removed is wanted again, the open tasks
 * are cancelled, and they can sign in without an end. What was removed stays removed and is listed. Custodies and
 * robots that were handed over stay with who has them now. Of who is away nothing is wanted again: it stays suspended. A
 * constant number of statements.
 *
 * Raises forbidden for one's own; conflict when it was cancelled before, or the certificate is issued.
 */
export const cancelDeparture = command({
  name: "lifecycle.cancel-departure",
  permission: "departures.start",
  timeoutMs: 60_000,
  input: z.strictObject({ departureId: id(), reason: paragraph() }),
  target: (tx, input) => lockDeparture(tx, input.departureId),
  allow: ({ actor, target }) => canCancel(actor, target),
  async change({ tx, actor, input, target: departure, now }) {
    refuseClosed(departure);
    const { reason } = input;
    const backTo = await giveToAbsence(tx, departure, now, actor.personId);
    const open = await readOpen(tx, departure.id);
    const kept =
      open.grantIds.length > 0
        ? await keepGrants.within(tx, actor, { grantIds: open.grantIds, reason, cause: "recorded" })
        : null;
    if (open.taskIds.length > 0) await cancelTask.within(tx, actor, { taskIds: open.taskIds, reason });
    await tx.departure.update({
      where: { id: departure.id },
      data: { cancelledAt: now, cancelledById: actor.personId, cancelReason: reason },
    });
    // Whoever is away stays away, and signs in again when they return.
    await tx.$executeRaw`
      UPDATE "Person" SET "accessEndsAt" = "awaySince", "updatedAt" = ${now}::timestamptz,
        "updatedById" = ${actor.personId}::uuid
      WHERE id = ${departure.personId}::uuid`;
    const result: CancelledDeparture = {
      departureId: departure.id,
      kept: kept?.kept.length ?? 0,
      askedAlready: kept?.askedAlready.length ?? 0,
      toAskAgain: await readToAskAgain(tx, departure.id),
    };
    return {
      result,
      audit: [
        {
          objectType: "departure",
          objectId: departure.id,
          objectName: `D-${departure.number}: ${departure.personName}`,
          before: { state: "under way" },
          after: { state: "cancelled", kept: result.kept, toAskAgain: result.toAskAgain.length },
          reason,
        },
        ...backTo,
        {
          objectType: "person",
          objectId: departure.personId,
          objectName: departure.personName,
          before: { accessEndsAt: departure.lastMoment.toISOString() },
          after: { accessEndsAt: null },
          reason,
        },
      ],
    };
  },
});

/**
 * Whoever is away gets nothing back by staying: the undone work of the departure is their absence's again, but for its
 * looks, which an absence has none of. One statement, however many; nothing for whoever is here. Gives their audit.
 */
async function giveToAbsence(
  tx: Tx,
  departure: DepartureRow,
  now: Date,
  byId: string | null,
): Promise<AuditEntry[]> {
  const tasks = await tx.$queryRaw<{ id: string; name: string; clientId: string | null }[]>`
    UPDATE "Task" t SET cause = 'absence', "causeId" = b.id, "updatedAt" = ${now}::timestamptz,
      "updatedById" = ${byId}::uuid
    FROM "Absence" b
    WHERE b."personId" = ${departure.personId}::uuid AND b."begunAt" IS NOT NULL AND b."endedAt" IS NULL
      AND t.cause = 'departure' AND t."causeId" = ${departure.id}::uuid AND t.kind <> 'look'
      AND t.state IN ('open', 'invited', 'waiting_for_platform')
    RETURNING t.id, t.number || ': ' || t.title AS name, t."clientId"`;
  return tasks.map(({ id, name, clientId }) => ({
    objectType: "task",
    objectId: id,
    objectName: name,
    clientId,
    before: { cause: "departure" },
    after: { cause: "absence" },
  }));
}

/** Raises conflict when a departure is over, one way or the other. */
export function refuseClosed(departure: DepartureRow): void {
  if (departure.cancelledAt)
    throw conflict(`This departure has been cancelled: ${departure.personName} stays.`);
  if (departure.certifiedAt)
    throw conflict(
      `The certificate of this departure is issued, and ${departure.personName} has left. Nothing more is changed on it.`,
    );
}

/** The grants that its open removals take away, and its other open tasks. */
async function readOpen(tx: Tx, departureId: string): Promise<{ grantIds: string[]; taskIds: string[] }> {
  const rows = await tx.$queryRaw<{ taskId: string; moves: boolean; grantIds: string[] }[]>`
    SELECT t.id AS "taskId", t.kind = 'revoke' AS moves,
      array(SELECT tg."grantId" FROM "TaskGrant" tg WHERE tg."taskId" = t.id AND tg.effect = 'remove') AS "grantIds"
    FROM "Task" t
    WHERE t.cause = 'departure' AND t."causeId" = ${departureId}::uuid
      AND t.state IN ('open', 'invited', 'waiting_for_platform')`;
  return {
    grantIds: [...new Set(rows.filter((row) => row.moves).flatMap((row) => row.grantIds))],
    taskIds: rows.filter((row) => !row.moves).map((row) => row.taskId),
  };
}

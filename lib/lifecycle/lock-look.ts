import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { conflict } from "@/lib/errors";
import { type DepartureRow, lockDeparture } from "@/lib/lifecycle/departure-row";
import { lockTask } from "@/lib/register/lock-task";
import type { LockedTask } from "@/lib/register/lock-tasks";
import { type Look, readLooks } from "@/lib/register/read-looks";

/** A look of a departure under lock, with where it looks. */
export type LookInHand = { task: LockedTask; departure: DepartureRow; look: Look };

/** Locks the departure that a look belongs to. Null when there is none. */
export async function lockDepartureOfLook(tx: Tx, taskId: string): Promise<DepartureRow | null> {
  const found = await tx.task.findUnique({
    where: { id: taskId, kind: "look", cause: "departure" },
    select: { causeId: true },
  });
  return found?.causeId ? lockDeparture(tx, found.causeId) : null;
}

/** Locks the departure, then its look. Null when there is none, or none for the actor to see. */
export async function lockLook(tx: Tx, actor: Actor, taskId: string): Promise<LookInHand | null> {
  const departure = await lockDepartureOfLook(tx, taskId);
  const inHand = departure && (await lockTask(tx, actor, taskId));
  if (!departure || !inHand) return null;
  const look = (await readLooks(tx, [taskId])).get(taskId);
  return look ? { task: inHand.task, departure, look } : null;
}

/** Raises conflict while the person is still here: a look before the last moment proves nothing of the time after it. */
export function refuseBeforeLastMoment({ lastMoment, personName }: DepartureRow, now: Date): void {
  if (lastMoment > now)
    throw conflict(
      `${personName} is here until the last moment, so a look would prove nothing of the time until then. Look after it.`,
    );
}

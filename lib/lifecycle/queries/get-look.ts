import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { getTask } from "@/lib/register/queries/get-task";
import { type Look, readLooks } from "@/lib/register/read-looks";

/** A role that somebody may be found in, and the kinds of account that it is held on. */
export type LookRole = { id: string; name: string; meaning: string; heldOn: string[] };

export type LookDetail = Look & {
  /** The roles of the platform; none where the actor does not answer it. */
  roles: LookRole[];
  /** Until when the person is still here: before it a look is not finished. Null when that is over. */
  hereUntil: Date | null;
};

/** Where a look looks, under which names, what it has found, and what its form needs. Null for other tasks, and where the actor sees none. */
export async function getLook(actor: Actor, taskId: string): Promise<LookDetail | null> {
  const task = await getTask(actor, taskId);
  if (task?.kind !== "look") return null;
  const [looks, roles, departure] = await Promise.all([
    readLooks(db, [taskId]),
    task.can.answer && task.platform
      ? db.platformRole.findMany({
          where: { platformId: task.platform.id, retiredAt: null },
          orderBy: [{ rank: "asc" }, { name: "asc" }],
          select: { id: true, name: true, meaning: true, heldOn: true },
        })
      : [],
    task.cause === "departure" && task.causeId
      ? db.departure.findUnique({ where: { id: task.causeId }, select: { lastMoment: true } })
      : null,
  ]);
  const look = looks.get(taskId);
  if (!look) return null;
  const hereUntil = departure && departure.lastMoment > new Date() ? departure.lastMoment : null;
  return { ...look, roles, hereUntil };
}

import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { somebody } from "@/lib/people/somebody";

/**
 * Who can be given a task: everybody who can sign in and do work, but not whom it is about, themselves or
 * through a robot or a shared login. Raises forbidden.
 */
export async function listAssignees(
  actor: Actor,
  task: { subjectId: string | null; behindIds?: readonly string[] },
): Promise<{ value: string; label: string; sub?: string }[]> {
  requirePermission(actor, "work.do");
  const people = await db.person.findMany({
    where: {
      ...somebody,
      endedAt: null,
      account: {
        disabledAt: null,
        roles: { hasSome: ["owner", "security_lead", "account_manager", "hr", "staff"] },
      },
      id: { notIn: [...(task.subjectId ? [task.subjectId] : []), ...(task.behindIds ?? [])] },
    },
    orderBy: { name: "asc" },
    select: { id: true, name: true, title: true },
  });
  return people.map(({ id, name, title }) => ({ value: id, label: name, ...(title ? { sub: title } : {}) }));
}

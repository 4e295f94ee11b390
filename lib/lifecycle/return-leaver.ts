import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/event";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { id, paragraph } from "@/lib/input";
import { lockPerson } from "@/lib/people/lock";
import { cancelTask } from "@/lib/register/cancel-task";

/**
 * Somebody whose departure is under way, or who has left, works here again, because an HR system says so: it gives back
 * the person, never the access. A departure is cancelled, but what it takes away is still taken away: its removals stay
 * on the worklist under a cause of their own, so that the next departure takes them over. Who has left begins a new
 * stay, without seats and keys. An account that administers Keyholder stays closed until an owner enables it.
 *
 * Gives whether anything changed: nothing for whoever is here.
 */
export const returnLeaver = command({
  name: "lifecycle.return-leaver",
  permission: "departures.start",
  input: z.strictObject({ personId: id(), reason: paragraph() }),
  target: (tx, input) => lockPerson(tx, input.personId),
  allow: ({ actor, target }) => actor.personId !== target.id || "Nobody takes back their own departure.",
  async change({ tx, actor, input, target: person, now }) {
    const departure = await tx.departure.findFirst({
      where: { personId: person.id, cancelledAt: null, certifiedAt: null },
      select: { id: true, number: true },
    });
    const result: { returned: boolean } = { returned: departure !== null || person.endedAt !== null };
    if (!result.returned) return { result, audit: [] };
    const { reason } = input;
    const byId = actor.personId;
    const audit: AuditEntry[] = [];
    if (departure) {
      await leaveRemovals(tx, departure.id, now, byId);
      const tasks = await openTasks(tx, departure.id);
      if (tasks.length > 0) await cancelTask.within(tx, actor, { taskIds: tasks, reason });
      await tx.departure.update({
        where: { id: departure.id },
        data: { cancelledAt: now, cancelledById: byId, cancelReason: reason },
      });
      audit.push({
        objectType: "departure",
        objectId: departure.id,
        objectName: `D-${departure.number}: ${person.name}`,
        before: { state: "under way" },
        after: { state: "cancelled", kept: 0 },
        reason,
      });
    }
    if (person.endedAt && person.email) await giveIdentity(tx, person.id, person.email, now);
    const stay = person.endedAt ? { startsOn: now, endsOn: null, endedAt: null, endedById: null } : {};
    await tx.person.update({
      where: { id: person.id },
      // Whoever is away stays away, and signs in again when they return.
      data: { ...stay, accessEndsAt: person.awaySince, updatedById: byId },
    });
    const closed = await tx.$executeRaw`
      UPDATE "Account" SET "disabledAt" = ${now}::timestamptz, "updatedAt" = ${now}::timestamptz
      WHERE "personId" = ${person.id}::uuid AND "disabledAt" IS NULL
        AND roles && ARRAY['owner', 'security_lead']::"Role"[]`;
    audit.push({
      objectType: "person",
      objectId: person.id,
      objectName: person.name,
      before: { accessEndsAt: person.accessEndsAt?.toISOString() ?? null, left: person.endedAt !== null },
      after: {
        accessEndsAt: person.awaySince?.toISOString() ?? null,
        left: false,
        accountClosed: closed > 0,
      },
      reason,
    });
    return { result, audit };
  },
});

/** Its removals go on without it. */
async function leaveRemovals(tx: Tx, departureId: string, now: Date, byId: string | null): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Task" SET cause = 'recorded', "causeId" = NULL, "updatedAt" = ${now}::timestamptz,
      "updatedById" = ${byId}::uuid
    WHERE cause = 'departure' AND "causeId" = ${departureId}::uuid AND kind = 'revoke'
      AND state IN ('open', 'invited', 'waiting_for_platform')`;
}

async function openTasks(tx: Tx, departureId: string): Promise<string[]> {
  const tasks = await tx.task.findMany({
    where: {
      cause: "departure",
      causeId: departureId,
      state: { in: ["open", "invited", "waiting_for_platform"] },
    },
    select: { id: true },
  });
  return tasks.map((task) => task.id);
}

/** Their work address is theirs again, unless somebody else has it by now. */
async function giveIdentity(tx: Tx, personId: string, address: string, now: Date): Promise<void> {
  const known = await tx.identity.count({ where: { address, platformId: null, endedAt: null } });
  if (known > 0) return;
  await tx.identity.create({
    data: { address, kind: "work", holders: { create: { personId, since: now } } },
  });
}

import { z } from "zod";
import { endSessionsOf } from "@/lib/auth/end-sessions";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { absenceObject, lockAbsence } from "@/lib/lifecycle/absence-row";
import { handOnTasks } from "@/lib/lifecycle/hand-on-tasks";
import { moveDuties } from "@/lib/lifecycle/move-duties";
import { readManager } from "@/lib/lifecycle/read-heir";
import { readStake } from "@/lib/lifecycle/read-stake";
import { canKeepAbsence } from "@/lib/lifecycle/rules/absence";
import { planDuties } from "@/lib/lifecycle/rules/plan-duties";
import { endGrants } from "@/lib/register/end-grants";
import { insertTasks } from "@/lib/register/insert-tasks";
import { revokeDue } from "@/lib/register/rules/due";
import { cancelItemsOf } from "@/lib/requests/cancel-items-of";

/**
 * Suspends somebody's access because they are away: every key is taken back and remembered, so that each can be
 * confirmed when they return; secrets of shared logins are changed; duties and work go to whoever stands in, else to
 * the manager; what waits for them to hold is cancelled; sessions end, and they cannot sign in until they return. A
 * constant number of statements.
 *
 * Raises forbidden for one's own; conflict before its first day, when it has begun or ended, or when they leave.
 */
export const beginAbsence = command({
  name: "lifecycle.begin-absence",
  permission: "departures.start",
  timeoutMs: 60_000,
  input: z.strictObject({ absenceId: id() }),
  target: (tx, input) => lockAbsence(tx, input.absenceId),
  allow: ({ actor, target }) => canKeepAbsence(actor, target),
  async change({ tx, actor, target: absence, now }) {
    if (absence.endedAt || absence.begunAt)
      throw conflict(
        `This absence of ${absence.personName} has begun already, or is over. Reload the page to see it.`,
      );
    if (absence.startsOn > now)
      throw conflict(`${absence.personName} is here until the day before the absence. It begins by itself.`);
    const { personId, personName } = absence;
    const person = await tx.person.findUniqueOrThrow({ where: { id: personId } });
    if (person.endedAt || person.accessEndsAt)
      throw conflict(`${personName} is leaving or has left: their departure takes everything back already.`);

    const byId = actor.personId;
    const stake = await readStake(tx, personId);
    // Whoever was to stand in may be leaving meanwhile: then the manager has the work.
    const standIn =
      absence.standInId && absence.standInName ? { id: absence.standInId, name: absence.standInName } : null;
    const heirId = standIn?.id ?? (await readManager(tx, personId));
    const about = { cause: "absence", causeId: absence.id } as const;
    const reason = `${personName} is away (absence A-${absence.number}).`;

    await tx.suspendedKey.createMany({
      data: stake.keys.map(({ grantId }) => ({ absenceId: absence.id, grantId })),
    });
    const grantIds = stake.keys.map((key) => key.grantId);
    if (grantIds.length > 0)
      await endGrants.within(tx, actor, { grantIds, reason, ...about, dueByRisk: revokeDue(now) });
    // Who administers alone is seen by the end of the grants, which asks for another administrator first.
    const work = planDuties({ id: personId, name: personName, heirId }, { ...stake, administrations: [] });
    const duties = await insertTasks(tx, work, { now, byId, ...about, due: revokeDue(now) });
    const handedOn = await handOnTasks(tx, { personId, heirId, now, byId });
    const moved = standIn
      ? await moveDuties(tx, {
          ...about,
          person: { id: personId, name: personName },
          heir: standIn,
          taskIds: null,
          now,
          byId,
        })
      : null;
    await cancelItemsOf.within(tx, actor, { personIds: [personId], reason });
    await tx.absence.update({ where: { id: absence.id }, data: { begunAt: now } });
    await tx.person.update({
      where: { id: personId },
      data: { awaySince: now, accessEndsAt: now, updatedAt: now, updatedById: byId },
    });
    const sessions = await endSessionsOf(tx, { personIds: [personId] }, "absence");
    return {
      result: { absenceId: absence.id, suspended: grantIds.length },
      audit: [
        {
          ...absenceObject(absence),
          before: { state: "planned" },
          after: { state: "away", suspended: grantIds.length, sessionsEnded: sessions },
        },
        ...duties.audit,
        ...handedOn.audit,
        ...(moved?.audit ?? []),
      ],
    };
  },
});

import { z } from "zod";
import type { AuditEntry } from "@/lib/audit/event";
import type { Actor } from "@/lib/auth/actor";
import { changeSeats } from "@/lib/clients/change-seats";
import { sameRole } from "@/lib/clients/rules/kit-lines";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { id } from "@/lib/input";
import type { Job } from "@/lib/jobs";
import { askForNeeds } from "@/lib/moves/ask-for-needs";
import { handOver } from "@/lib/moves/hand-over";
import { lockMove, type MoveRow, moveName, moveObject } from "@/lib/moves/move-row";
import { readDuties } from "@/lib/moves/read-duties";
import { type LiveSeat, readSeats } from "@/lib/moves/read-seats";
import { refreshLines } from "@/lib/moves/refresh-lines";
import { planCarryingOut } from "@/lib/moves/rules/plan-carrying-out";
import { tellCarriedOut } from "@/lib/moves/tell-of-move";
import { checkPerson } from "@/lib/people/check-person";
import { askForNewEnds } from "@/lib/register/ask-for-new-ends";
import { beginGrants } from "@/lib/register/begin-grants";
import { endGrants } from "@/lib/register/end-grants";
import { lockGrants } from "@/lib/register/lock-grants";
import { moveEnds } from "@/lib/register/move-ends";
import { ENDING_STATES } from "@/lib/register/rules/grant-life";

/** What came of it; "nothing": its day has not come, or it is over already. */
export type CarriedOut = {
  outcome: "done" | "cancelled" | "nothing";
  takenAway: number;
  lowered: number;
  asked: number;
  /** Lines that nobody had decided. */
  fellBack: number;
};

type Outcome = { result: CarriedOut; audit: AuditEntry[]; jobs?: Job[] };

const NOTHING: CarriedOut = { outcome: "nothing", takenAway: 0, lowered: 0, asked: 0, fellBack: 0 };

/**
 * Carries out a move whose day has come, once, all of it in one transaction: the new title and seats count, what was
 * decided to go becomes work of the list, what is lowered becomes a change of role, what the new kits need is asked
 * for, and what the person looked after at clients whom they leave is handed over. A line that nobody has decided falls
 * to what the rule says, and those who should have decided are told. A move of somebody who leaves is closed: the
 * departure takes everything back. While they are away for long it waits, and counts what is given back to them.
 */
export const carryOutMove = command({
  name: "moves.carry-out-move",
  permission: "moves.carry-out",
  timeoutMs: 60_000,
  input: z.strictObject({ moveId: id() }),
  target: (tx, input) => lockMove(tx, input.moveId),
  allow: () => true,
  async change({ tx, actor, target: move, now }): Promise<Outcome> {
    if (move.state === "done" || move.state === "cancelled") return { result: NOTHING, audit: [] };
    if (move.leaving) return closeForDeparture(tx, move, now);
    if (move.away || move.effectiveOn > now) return { result: NOTHING, audit: [] };
    // What changes from here on was looked at: note_role_change reads it when the transaction ends.
    await tx.$executeRaw`SELECT set_config('keyholder.access_looked_at', 'true', true)`;
    const by = { now, byId: actor.personId };
    const reason = `${move.personName} changes their role (${moveName(move.number)}).`;
    const about = { cause: "role_change", causeId: move.id } as const;

    const { difference, lines } = await refreshLines(tx, move);
    const before = await readSeats(tx, move.personId);
    const duties = await readDuties(tx, move.personId, before, move);
    const plan = planCarryingOut(lines, difference, await readEnding(tx, move.personId), now);

    if (plan.takeAway.length > 0)
      await endGrants.within(tx, actor, { grantIds: plan.takeAway, reason, ...about });
    if (plan.lower.length > 0)
      await beginGrants.within(tx, actor, {
        grants: plan.lower.map(({ role, ...line }) => ({
          ...line,
          personId: move.personId,
          mode: "replace" as const,
          purpose: `Kit of ${role} (${moveName(move.number)})`,
        })),
        ...about,
      });
    const kept = await lockGrants(
      tx,
      plan.shorten.map((each) => each.grantId),
    );
    const shorter = kept.flatMap((grant) => {
      const end = plan.shorten.find((each) => each.grantId === grant.id);
      return end ? [{ grant, endsAt: end.endsAt }] : [];
    });
    const audit: AuditEntry[] = await moveEnds(tx, shorter, { ...by, reason });
    audit.push(
      ...(await askForNewEnds(
        tx,
        shorter.map(({ grant }) => grant.id),
        by,
      )),
    );

    await moveSeats(tx, actor, move, before);
    audit.push(...(await changePerson(tx, move, by)));
    const heir = await readHeir(tx, move);
    const person = { id: move.personId, name: move.personName };
    const handed = await handOver(tx, duties, { moveId: move.id, person, heir, ...by });
    const asked = await askForNeeds(tx, actor, plan.ask, {
      personId: move.personId,
      seats: await readSeats(tx, move.personId),
      requesterId: await readRequester(tx, move),
      reason: `${reason} The kit of the new role needs it.`,
      now,
    });

    await tx.$executeRaw`
      UPDATE "MoveLine" l SET decision = n.decision, "fellBack" = n."fellBack", reason = n.reason,
        "decidedAt" = coalesce(l."decidedAt", ${now}::timestamptz)
      FROM jsonb_to_recordset(${JSON.stringify(plan.settled)}::jsonb)
        AS n("lineId" uuid, decision "MoveDecision", "fellBack" boolean, reason text)
      WHERE l.id = n."lineId"`;
    await tx.move.update({
      where: { id: move.id },
      data: { state: "done", carriedOutAt: now, decidedAt: now },
    });
    const counts = {
      takenAway: plan.takeAway.length,
      lowered: plan.settled.filter((line) => line.decision === "lower").length,
      asked,
      fellBack: plan.settled.filter((line) => line.fellBack).length,
    };
    return {
      result: { outcome: "done", ...counts },
      audit: [
        {
          ...moveObject(move),
          before: { state: move.state },
          after: { state: "done", ...counts, handedOver: handed.tasks },
          reason: move.note,
        },
        ...audit,
        ...handed.audit,
      ],
      jobs: await tellCarriedOut(tx, { ...move, ...counts }, duties.delegations),
    };
  },
});

async function closeForDeparture(tx: Tx, move: MoveRow, now: Date): Promise<Outcome> {
  const reason = `${move.personName} leaves, and the departure takes everything back.`;
  await tx.move.update({
    where: { id: move.id },
    data: { state: "cancelled", cancelledAt: now, cancelReason: reason },
  });
  return {
    result: { ...NOTHING, outcome: "cancelled" },
    audit: [{ ...moveObject(move), before: { state: move.state }, after: { state: "cancelled" }, reason }],
  };
}

const readEnding = (tx: Tx, personId: string) =>
  tx.grant.findMany({
    where: { personId, state: { in: [...ENDING_STATES] } },
    select: { assetId: true, roleId: true },
  });

/** Ends and begins seats; what has ended since, or begun already, is left as it is. */
async function moveSeats(tx: Tx, actor: Actor, move: MoveRow, before: readonly LiveSeat[]): Promise<void> {
  const isOver = (seat: LiveSeat) => move.ends.includes(seat.membershipId);
  const stay = before.filter((seat) => !isOver(seat));
  const running = await tx.engagement.findMany({
    where: { id: { in: move.begins.map((seat) => seat.engagementId) }, endedAt: null },
    select: { id: true },
  });
  const begin = move.begins
    .filter(({ engagementId }) => running.some(({ id }) => id === engagementId))
    .filter(
      (seat) =>
        !stay.some((each) => each.engagementId === seat.engagementId && sameRole(each.role, seat.role)),
    )
    .map(({ engagementId, role }) => ({ engagementId, role, personId: move.personId }));
  const end = before.filter(isOver).map((seat) => seat.membershipId);
  if (begin.length + end.length > 0) await changeSeats.within(tx, actor, { end, begin });
}

/** The new title, team and manager; what an HR system reported counts already. A manager who has left since, or would close a circle, is not taken. */
async function changePerson(
  tx: Tx,
  move: MoveRow,
  { now, byId }: { now: Date; byId: string | null },
): Promise<AuditEntry[]> {
  const person = await tx.person.findUniqueOrThrow({ where: { id: move.personId } });
  const managerId = (await canManage(tx, move)) ? move.managerId : null;
  const isNews = move.proposedById !== null;
  const wanted = {
    title: isNews ? move.title : null,
    department: isNews ? move.department : null,
    managerId,
  };
  const changes = Object.entries(wanted).filter(([, value]) => value !== null);
  await tx.person.update({
    where: { id: person.id },
    data: { ...Object.fromEntries(changes), roleChangedAt: null, updatedAt: now, updatedById: byId },
  });
  if (changes.length === 0) return [];
  return [
    {
      objectType: "person",
      objectId: person.id,
      objectName: person.name,
      before: Object.fromEntries(changes.map(([name]) => [name, person[name as keyof typeof wanted]])),
      after: Object.fromEntries(changes),
    },
  ];
}

async function canManage(tx: Tx, { managerId, personId }: MoveRow): Promise<boolean> {
  if (!managerId) return false;
  const none = { email: null, employeeNumber: null, startsOn: null, endsOn: null };
  try {
    await checkPerson(tx, { ...none, managerId }, personId);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** Who takes over: whom the move names, else the manager after it, when they stay. */
async function readHeir(tx: Tx, move: MoveRow): Promise<{ id: string; name: string } | null> {
  const [heir] = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT h.id, h.name FROM "Person" p JOIN "Person" h ON h.id = coalesce(${move.heirId}::uuid, p."managerId")
    WHERE p.id = ${move.personId}::uuid AND h.id <> p.id AND h."endedAt" IS NULL AND h."accessEndsAt" IS NULL`;
  return heir ?? null;
}

/** In whose name is asked: who proposed the move, else who decided it, when they are still there; else the person. */
async function readRequester(tx: Tx, move: MoveRow): Promise<string> {
  const ids = [move.proposedById, ...move.lines.map((line) => line.decidedById)].filter(
    (each) => each !== null,
  );
  const there = await tx.person.findMany({
    where: { id: { in: ids }, endedAt: null, accessEndsAt: null },
    select: { id: true },
  });
  return ids.find((each) => there.some((person) => person.id === each)) ?? move.personId;
}

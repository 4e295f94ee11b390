import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { changeSeats } from "@/lib/clients/change-seats";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { confirmKey } from "@/lib/lifecycle/confirm-key";
import { endAbsence } from "@/lib/lifecycle/end-absence";
import { placeHold } from "@/lib/lifecycle/place-hold";
import { planAbsence } from "@/lib/lifecycle/plan-absence";
import { addPerson } from "@/lib/people/add-person";
import { attestTask } from "@/lib/register/attest-task";
import { carryOutDemoMove } from "./carry-out-demo-move";
import { goneLately } from "./cast";
import { certifyLeft } from "./certify-left";
import { isDemo } from "./is-demo";
import { daysBefore } from "./moments";

/**
 * What the demo shows of people besides departures that are under way, by the commands that do it everywhere: the
 * certificates of those who left lately; a legal hold; a change of role that was carried out; somebody who joins next
 * week, somebody who has been away since today with their keys suspended, somebody who has returned with keys to
 * confirm, and somebody who goes on a sabbatical in three weeks. Nothing where that was done before, or the database is
 * no demo.
 */
export const fillStays = command({
  name: "demo.fill-stays",
  permission: "demo.fill",
  timeoutMs: 120_000,
  input: z.strictObject({}),
  // Two servers may start at once.
  async target(tx) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.demo', 0))`;
    return { isDue: (await isDemo(tx)) && (await tx.absence.count()) === 0 };
  },
  allow: ({ actor }) =>
    actor.system !== null || "The demo studio is added by Keyholder itself, when it starts.",
  async change({ tx, actor, target, now }) {
    if (target.isDue) {
      for (const { name } of goneLately) await certifyLeft(tx, name);
      await hold(tx, actor);
      await carryOutDemoMove(tx, actor, now);
      await stays(tx, actor, now);
    }
    // The audit has each of these commands.
    return { result: { filled: target.isDue }, audit: [] };
  },
});

async function hold(tx: Tx, actor: Actor): Promise<void> {
  const { id: personId } = await tx.person.findFirstOrThrow({ where: { name: "Tariq Haddad" } });
  await placeHold.within(tx, actor, {
    personId,
    reason: "A dispute about the reason of the termination: nothing of his work may be deleted.",
  });
}

async function stays(tx: Tx, actor: Actor, now: Date): Promise<void> {
  const day = (ahead: number) => daysBefore(now, -ahead).toISOString().slice(0, 10);
  const [away, back, later] = await readQuiet(tx);
  if (!away || !back || !later) throw new Error("The demo has too few people who could be away.");
  const lotte = await addPerson.within(tx, actor, {
    name: "Lotte Brandt",
    email: "lotte.brandt@clickelement.example",
    title: "Media buyer",
    managerId: away.managerId,
    startsOn: day(6),
  });
  const seat = await readSeatWithKit(tx);
  if (seat) await changeSeats.within(tx, actor, { begin: [{ ...seat, personId: lotte.id }] });
  await planAbsence.within(tx, actor, {
    ...{ personId: away.id, kind: "parental", standInId: away.managerId },
    ...{ startsOn: day(0), expectedOn: day(150) },
  });
  await planAbsence.within(tx, actor, {
    ...{ personId: later.id, kind: "sabbatical", startsOn: day(20), expectedOn: day(110) },
  });
  const { absenceId } = await planAbsence.within(tx, actor, {
    ...{ personId: back.id, kind: "illness", startsOn: day(-25), expectedOn: day(-1) },
  });
  await giveBack(tx, actor, absenceId);
}

/** They have returned today: two keys were taken away meanwhile, most are answered, and the others wait. */
async function giveBack(tx: Tx, actor: Actor, absenceId: string): Promise<void> {
  const tasks = await tx.task.findMany({
    where: { cause: "absence", causeId: absenceId, kind: "revoke" },
    select: { id: true, followUps: { select: { id: true } }, grants: { select: { grantId: true } } },
    orderBy: { number: "asc" },
  });
  for (const { id: taskId, followUps } of tasks.slice(0, 2))
    await attestTask.within(tx, actor, {
      ...{ taskId, outcome: "done", note: "Removed; the people list no longer shows the name." },
      followUps: followUps.map(({ id }) => ({
        ids: [id],
        answer: "skipped" as const,
        note: "None was there.",
      })),
    });
  await endAbsence.within(tx, actor, { absenceId });
  for (const { grantId } of tasks.slice(2, -3).flatMap(({ grants }) => grants))
    await confirmKey.within(tx, actor, { absenceId, grantId, answer: "needed" });
}

/** Those who hold a few keys and look after nothing, and stay: nothing else of the demo is about them. */
function readQuiet(tx: Tx): Promise<{ id: string; managerId: string }[]> {
  return tx.$queryRaw<{ id: string; managerId: string }[]>`
    SELECT p.id, p."managerId" FROM "Person" p JOIN "Person" m ON m.id = p."managerId" AND m."accessEndsAt" IS NULL
    JOIN "Grant" g ON g."personId" = p.id AND g.state = 'active'
    JOIN "PlatformRole" r ON r.id = g."roleId"
    WHERE p.kind = 'employee' AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL AND p."endsOn" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Person" r WHERE r."managerId" = p.id)
      AND NOT EXISTS (SELECT 1 FROM "Asset" a WHERE a."custodianId" = p.id)
      AND NOT EXISTS (SELECT 1 FROM "Robot" b WHERE b."ownerId" = p.id)
      AND NOT EXISTS (SELECT 1 FROM "IdentityHolder" h JOIN "Identity" i ON i.id = h."identityId" AND i.shared
        WHERE h."personId" = p.id AND h."endedAt" IS NULL)
      AND NOT EXISTS (SELECT 1 FROM "RequestItem" i WHERE i."personId" = p.id AND i.state = 'waiting')
      AND NOT EXISTS (SELECT 1 FROM "AccessRequest" q WHERE q."requesterId" = p.id AND q."closedAt" IS NULL)
      AND NOT EXISTS (SELECT 1 FROM "DepartureReport" r WHERE r."personId" = p.id)
      AND NOT EXISTS (SELECT 1 FROM "Move" v WHERE v."personId" = p.id)
    GROUP BY p.id HAVING count(*) > 4
    ORDER BY count(*) FILTER (WHERE r.capabilities && ARRAY['manage_users', 'own']::"Capability"[]), count(*), p.name
    LIMIT 3`;
}

/** The role with the largest kit of the engagements that run. */
async function readSeatWithKit(tx: Tx): Promise<{ engagementId: string; role: string } | undefined> {
  const [seat] = await tx.$queryRaw<{ engagementId: string; role: string }[]>`
    SELECT k."engagementId", k.role FROM "KitLine" k JOIN "Engagement" e ON e.id = k."engagementId"
    WHERE k."endedAt" IS NULL AND e."endedAt" IS NULL
    GROUP BY k."engagementId", k.role ORDER BY count(*) DESC, min(k.id::text) LIMIT 1`;
  return seat;
}

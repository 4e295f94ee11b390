import fc from "fast-check";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { settleDelegations } from "@/lib/delegations/settle-delegations";
import { cancelDeparture } from "@/lib/lifecycle/cancel-departure";
import { changeLastMoment } from "@/lib/lifecycle/change-last-moment";
import { confirmKey } from "@/lib/lifecycle/confirm-key";
import { endAbsence } from "@/lib/lifecycle/end-absence";
import { finishLook } from "@/lib/lifecycle/finish-look";
import { issueCertificate } from "@/lib/lifecycle/issue-certificate";
import { planAbsence } from "@/lib/lifecycle/plan-absence";
import { DEPARTURE_KINDS } from "@/lib/lifecycle/rules/kinds";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { addPerson } from "@/lib/people/add-person";
import { endPerson } from "@/lib/people/end-person";
import { attestTask } from "@/lib/register/attest-task";
import { expireGrants } from "@/lib/register/expire-grants";
import { verifyTask } from "@/lib/register/verify-task";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { type Call, call } from "./access-life";
import { asNow } from "./as-now";
import { inDays, leftNothing } from "./grants";
import { lookedEverywhere, notLookedAt } from "./looks";
import type { World } from "./world";

/** One step in the stays of people: what is tried, and on which of what there is. */
export type StayStep = { does: StayDeed; at: number; more: number };

const deeds = [
  "join",
  "ask",
  "decide",
  "attest",
  "verify",
  "leave",
  "moveDate",
  "stay",
  "certify",
  "goAway",
  "comeBack",
  "confirm",
  "end",
  "expire",
] as const;

type StayDeed = (typeof deeds)[number];

/** Any step; most sequences shall have something held, and somebody who leaves or is away. */
export const anyStayStep: fc.Arbitrary<StayStep> = fc.record({
  does: fc.constantFrom(
    ...deeds,
    "ask" as const,
    "decide" as const,
    "attest" as const,
    "attest" as const,
    "join" as const,
    "goAway" as const,
    "goAway" as const,
    "comeBack" as const,
    "comeBack" as const,
    "confirm" as const,
    "confirm" as const,
  ),
  at: fc.nat(50),
  more: fc.nat(50),
});

const nothing = "00000000-0000-7000-8000-000000000000";
const operator = systemActor("operator");
const clock = systemActor("clock");
const inOrder = { orderBy: { id: "asc" }, select: { id: true } } as const;
const pick = <Each>(all: readonly Each[], at: number): Each | undefined => all[at % Math.max(1, all.length)];
const one = async (rows: Promise<{ id: string }[]>, at: number): Promise<string> =>
  pick(await rows, at)?.id ?? nothing;

/** Six people who hold two keys each when it begins. */
export async function settleIn({ assets, role }: World): Promise<void> {
  const at = new Date("2026-01-10T09:00:00Z");
  const held = (assetId: string, roleId: string) => ({
    assetId,
    roleId,
    purpose: "Campaigns",
    startsAt: at,
    endsAt: inDays(300),
    state: "active" as const,
    cause: "recorded" as const,
    transitions: { create: { state: "active" as const, at } },
  });
  for (let number = 1; number <= 6; number += 1)
    await db.person.create({
      data: {
        name: `Here ${number}`,
        title: "Comes and goes",
        startsOn: at,
        grants: {
          create: [
            held(assets.kiteAds, role("google_ads", "Read only")),
            held(assets.kiteAnalytics, role("ga4", "Viewer")),
          ],
        },
      },
    });
}

/** Those whose stays these are: not who works the studio meanwhile. */
const anybody = (at: number) =>
  one(db.person.findMany({ where: { title: "Comes and goes" }, ...inOrder }), at);
const openDeparture = (at: number) =>
  one(db.departure.findMany({ where: { cancelledAt: null, certifiedAt: null }, ...inOrder }), at);

/** Joins, leaves, absences and returns, with whatever there is at that moment. */
export const stayDeedsIn = (world: World): Record<StayDeed, (step: StayStep) => Promise<Call>> => ({
  async join({ at, more }) {
    const startsOn = inDays(more % 3 === 0 ? 3 : -30)
      .toISOString()
      .slice(0, 10);
    const managerId = more % 2 === 0 ? await anybody(at) : world.people.erik.personId;
    const manager = managerId === nothing ? world.people.erik.personId : managerId;
    return call(addPerson, operator, {
      name: `Somebody ${at} ${more}`,
      title: "Comes and goes",
      startsOn,
      managerId: manager,
    });
  },
  async ask({ at, more }) {
    return call(askForAccess, await asNow(world, "hannah"), {
      clientId: world.kite.id,
      assetIds: [pick([world.assets.kiteAds, world.assets.kiteAnalytics, world.assets.kiteMeta], more) ?? ""],
      personIds: [await anybody(at)],
      work: [more % 2 === 0 ? "look-at-reports" : "publish-campaigns"],
      until: inDays(20 + more),
      reason: "The season",
    });
  },
  async decide({ at }) {
    const waiting = db.requestItem.findMany({ where: { state: "waiting" }, ...inOrder });
    return call(decideItems, await asNow(world, "ingrid"), {
      itemIds: [await one(waiting, at)],
      decision: "smallest",
      reason: "Looked at",
    });
  },
  async attest({ at }) {
    const undone = { state: { in: ["open", "invited"] } } as const;
    const taskId = await one(
      db.task.findMany({ where: { state: { in: [...undone.state.in] } }, ...inOrder }),
      at,
    );
    const task = await db.task.findUnique({ where: { id: taskId } });
    if (task?.kind === "look")
      return call(finishLook, await asNow(world, "ingrid"), await lookedEverywhere(taskId));
    return call(attestTask, await asNow(world, "erik"), {
      taskId,
      followUps: await leftNothing(taskId),
      outcome: "done",
      note: "Looked at the list of users",
    });
  },
  async verify({ at }) {
    const done = db.task.findMany({ where: { state: "attested" }, ...inOrder });
    return call(verifyTask, await asNow(world, "ingrid"), {
      taskId: await one(done, at),
      note: "Looked too",
    });
  },
  async leave({ at, more }) {
    return call(startDeparture, operator, {
      personId: await anybody(at),
      kind: pick(DEPARTURE_KINDS, more) ?? "leaves",
      lastMoment: inDays(more % 2 === 0 ? -0.01 : 5),
      ...(more % 5 === 0 ? { heirId: await anybody(more) } : {}),
    });
  },
  async moveDate({ at, more }) {
    return call(changeLastMoment, operator, {
      departureId: await openDeparture(at),
      lastMoment: inDays((more % 9) - 2),
      terminateNow: more % 4 === 0,
    });
  },
  async stay({ at }) {
    return call(cancelDeparture, operator, { departureId: await openDeparture(at), reason: "They stay." });
  },
  async certify({ at }) {
    return call(issueCertificate, operator, { departureId: await openDeparture(at) });
  },
  async goAway({ at, more }) {
    return call(planAbsence, operator, {
      personId: await anybody(at),
      kind: "other",
      startsOn: inDays(more % 3 === 0 ? 4 : 0)
        .toISOString()
        .slice(0, 10),
      ...(more % 2 === 0 ? { standInId: await anybody(more) } : {}),
    });
  },
  async comeBack({ at }) {
    const absenceId = await one(db.absence.findMany({ where: { endedAt: null }, ...inOrder }), at);
    return call(endAbsence, operator, { absenceId });
  },
  async confirm({ at, more }) {
    const keys = await db.suspendedKey.findMany({
      where: { answer: null, absence: { outcome: "returned" } },
      orderBy: { grantId: "asc" },
    });
    const key = pick(keys, at);
    return call(confirmKey, await asNow(world, "ingrid"), {
      absenceId: key?.absenceId ?? nothing,
      grantId: key?.grantId ?? nothing,
      answer: more % 3 === 0 ? "dropped" : "needed",
      work: "look-at-reports",
    });
  },
  async end({ at }) {
    return call(endPerson, operator, { personId: await anybody(at) });
  },
  async expire({ at }) {
    const id = await one(db.grant.findMany(inOrder), at);
    await db.$executeRaw`
      UPDATE "Grant" SET "endsAt" = greatest("startsAt" + interval '1 millisecond', now() - interval '1 second')
      WHERE id = ${id}::uuid AND "endsAt" > now() AND state IN ('to_grant', 'invited', 'active')`;
    return call(expireGrants, clock, {});
  },
});

/** What `brokenStays` gives when all is well. */
export const noBrokenStays = { held: [], twice: [], unplanned: [], signedIn: [], notLooked: [] };

/** What must never be of stays, whatever has been tried. Gives the ids of what breaks each rule. */
export async function brokenStays(): Promise<Record<string, unknown[]>> {
  await settleDelegations(clock, {});
  const [held, twice, unplanned, signedIn, notLooked] = await Promise.all([
    // Without a stay, or leaving, or away: neither wanted nor active.
    db.$queryRaw<{ id: string }[]>`
      SELECT g.id FROM "Grant" g JOIN "Person" p ON p.id = g."personId"
      WHERE g.state IN ('to_grant', 'invited', 'active')
        AND (p."endedAt" IS NOT NULL OR p."accessEndsAt" IS NOT NULL)`,
    // No grant is taken back by two tasks, so none is on two departures.
    db.$queryRaw<{ id: string }[]>`
      SELECT x."grantId" AS id FROM "TaskGrant" x JOIN "Task" t ON t.id = x."taskId"
      WHERE x.effect = 'remove' AND t.kind = 'revoke' AND t.state IN ('open', 'invited', 'waiting_for_platform')
      GROUP BY x."grantId" HAVING count(*) > 1`,
    // Whatever is to be gone is on the worklist.
    db.$queryRaw<{ id: string }[]>`
      SELECT g.id FROM "Grant" g WHERE g.state = 'removal_due' AND NOT EXISTS (
        SELECT 1 FROM "TaskGrant" x JOIN "Task" t ON t.id = x."taskId" WHERE x."grantId" = g.id AND x.effect = 'remove'
          AND t.state IN ('open', 'invited', 'waiting_for_platform'))`,
    db.$queryRaw<{ id: string }[]>`
      SELECT p.id FROM "Person" p WHERE p."awaySince" IS NOT NULL AND p."accessEndsAt" > p."awaySince"`,
    notLookedAt(),
  ]);
  return { held, twice, unplanned, signedIn, notLooked };
}

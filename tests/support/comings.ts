import fc from "fast-check";
import { systemActor } from "@/lib/auth/actor";
import { addMembership } from "@/lib/clients/add-membership";
import { setKit } from "@/lib/clients/set-kit";
import { cancelClosing } from "@/lib/closings/cancel-closing";
import { issueCertificate as certifyClosing } from "@/lib/closings/issue-certificate";
import { settleClosing } from "@/lib/closings/settle-closing";
import { startClosing } from "@/lib/closings/start-closing";
import { db } from "@/lib/db";
import { beginAbsence } from "@/lib/lifecycle/begin-absence";
import { cancelDeparture } from "@/lib/lifecycle/cancel-departure";
import { changeLastMoment } from "@/lib/lifecycle/change-last-moment";
import { confirmKey } from "@/lib/lifecycle/confirm-key";
import { endAbsence } from "@/lib/lifecycle/end-absence";
import { finishLook } from "@/lib/lifecycle/finish-look";
import { issueCertificate as certifyDeparture } from "@/lib/lifecycle/issue-certificate";
import { planAbsence } from "@/lib/lifecycle/plan-absence";
import { recordFind } from "@/lib/lifecycle/record-find";
import { DEPARTURE_KINDS } from "@/lib/lifecycle/rules/kinds";
import { startDeparture } from "@/lib/lifecycle/start-departure";
import { carryOutMove } from "@/lib/moves/carry-out-move";
import { decideLines } from "@/lib/moves/decide-lines";
import { proposeMove } from "@/lib/moves/propose-move";
import { addPerson } from "@/lib/people/add-person";
import { attestTask } from "@/lib/register/attest-task";
import { recordGrant } from "@/lib/register/record-grant";
import { verifyTask } from "@/lib/register/verify-task";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { type Call, call } from "./access-life";
import { inDays, leftNothing } from "./grants";
import { makeCorner, papers } from "./journeys/corner";
import { lookedEverywhere, notLookedAt } from "./looks";
import type { World } from "./world";

/** One step in the coming and going of people and of work, with whatever there is at that moment. */
export type ComingStep = { does: Coming; at: number; more: number };

const comings = [
  "join",
  "hold",
  "ask",
  "decide",
  "attest",
  "verify",
  "depart",
  "moveMoment",
  "stay",
  "certify",
  "planAbsence",
  "beginAbsence",
  "comeBack",
  "confirmKey",
  "proposeMove",
  "decideMove",
  "carryOut",
  "close",
  "settle",
  "goOn",
  "certifyClosing",
] as const;

type Coming = (typeof comings)[number];

/** Any step. What gives people something to lose, and what proves it gone, comes more often than the rest. */
export const anyComing: fc.Arbitrary<ComingStep> = fc.record({
  does: fc.constantFrom(...comings, ...(["hold", "hold", "attest", "attest", "verify", "join"] as const)),
  at: fc.nat(50),
  more: fc.nat(50),
});

const ROLES = ["Media buyer", "Analyst"];
const clock = systemActor("clock");
const nothing = "00000000-0000-7000-8000-000000000000";
const pick = <Each>(all: readonly Each[], at: number): Each | undefined => all[at % Math.max(1, all.length)];
const dayIn = (days: number) => inDays(days).toISOString().slice(0, 10);

/** A client with two engagements and two accounts, and three people who may work for it: what one sequence has to itself. */
export async function makeSmallStudio({ people, role }: World) {
  const mark = crypto.randomUUID().slice(0, 8);
  const corner = await makeCorner({ name: "Corner", mark }, papers);
  const clientId = corner.id;
  const { id: second } = await db.asset.create({
    data: {
      clientId,
      platformId: "google_ads",
      type: "ad_account",
      externalId: String(Math.floor(1e9 + Math.random() * 8e9)),
      name: `Shopping ${mark}`,
    },
  });
  const project = await db.engagement.create({
    data: { clientId, name: "Project", startsOn: inDays(-30), endsOn: inDays(300), ...papers },
  });
  const assetIds = [corner.assets[0]?.id ?? nothing, second];
  const engagementIds = [corner.engagements[0]?.id ?? nothing, project.id];
  for (const [place, engagementId] of engagementIds.entries())
    await setKit(people.hannah.actor, {
      engagementId,
      role: ROLES[place] ?? "",
      lines: [{ assetId: assetIds[place] ?? nothing, work: ["look-at-reports"] }],
    });
  const personIds: string[] = [];
  for (const name of ["Ada", "Ben", "Cleo"]) {
    const { id } = await addPerson(people.sara.actor, {
      name: `${name} ${mark}`,
      email: `${name}-${mark}@studio.example`,
      kind: "employee",
      managerId: people.hannah.personId,
    } as Parameters<typeof addPerson>[1]);
    personIds.push(id);
  }
  return {
    clientId,
    assetIds,
    engagementIds,
    personIds,
    roleIds: [role("google_ads", "Standard", "ad_account")],
  };
}

type SmallStudio = Awaited<ReturnType<typeof makeSmallStudio>>;

/** What HR, the security lead, an account manager, the custodian and the clock do there. */
export function comingsIn(
  { people }: World,
  { clientId, assetIds, engagementIds, personIds, roleIds }: SmallStudio,
): Record<Coming, (step: ComingStep) => Promise<Call>> {
  const { sara, ingrid, hannah, aoife } = people;
  const person = (at: number) => pick(personIds, at) ?? nothing;
  const first = async (rows: Promise<{ id: string }[]>, at: number) => pick(await rows, at)?.id ?? nothing;
  const mine = { personId: { in: personIds } };
  const some = { orderBy: { id: "asc" }, select: { id: true } } as const;
  const departure = (at: number) =>
    first(db.departure.findMany({ where: { ...mine, cancelledAt: null, certifiedAt: null }, ...some }), at);
  const absence = (at: number) =>
    first(db.absence.findMany({ where: { ...mine, endedAt: null }, ...some }), at);
  const task = (at: number, states: ("open" | "invited" | "attested")[]) =>
    first(
      db.task.findMany({
        where: { state: { in: states }, OR: [{ clientId }, { personId: { in: personIds } }] },
        ...some,
      }),
      at,
    );
  const move = (at: number) =>
    first(db.move.findMany({ where: { ...mine, state: { in: ["waiting", "decided"] } }, ...some }), at);
  const closing = (at: number) =>
    first(db.closing.findMany({ where: { clientId, cancelledAt: null, certifiedAt: null }, ...some }), at);
  return {
    async join({ at, more }) {
      const engagementId = pick(engagementIds, more) ?? nothing;
      return call(addMembership, hannah.actor, {
        engagementId,
        personId: person(at),
        role: pick(ROLES, at + more) ?? "",
      });
    },
    async hold({ at, more }) {
      return call(recordGrant, aoife.actor, {
        grants: [
          {
            personId: person(at),
            assetId: pick(assetIds, more) ?? nothing,
            roleIds,
            engagementId: pick(engagementIds, more) ?? nothing,
            purpose: "Campaigns",
            endsAt: inDays(90),
            proof: "attested",
            how: "Seen in the list of users",
          },
        ],
      });
    },
    async ask({ at, more }) {
      return call(askForAccess, hannah.actor, {
        clientId,
        assetIds: [pick(assetIds, more) ?? nothing],
        personIds: [person(at)],
        work: ["publish-campaigns"],
        reason: "The season",
        until: inDays(40),
      });
    },
    async decide({ at }) {
      const waiting = db.requestItem.findMany({ where: { state: "waiting", ...mine }, ...some });
      return call(decideItems, ingrid.actor, {
        itemIds: [await first(waiting, at)],
        decision: "smallest",
        reason: "Looked at",
      });
    },
    async attest({ at, more }) {
      const taskId = await task(at, ["open", "invited"]);
      if ((await db.task.findUnique({ where: { id: taskId } }))?.kind === "look") {
        const looked = await lookedEverywhere(taskId);
        return more % 4 === 0
          ? call(recordFind, aoife.actor, {
              ...{ ...looked, assetId: pick(assetIds, at) ?? nothing, roleIds },
              ...{ foundUnder: looked.lookedUnder[0], finishes: more % 8 === 0 },
            })
          : call(finishLook, aoife.actor, looked);
      }
      return call(attestTask, aoife.actor, {
        taskId,
        followUps: await leftNothing(taskId),
        outcome: more % 5 === 0 ? "not_there" : "done",
        note: "Looked at the list of users",
      });
    },
    async verify({ at }) {
      return call(verifyTask, ingrid.actor, { taskId: await task(at, ["attested"]), note: "Looked too" });
    },
    async depart({ at, more }) {
      return call(startDeparture, sara.actor, {
        personId: person(at),
        kind: pick(DEPARTURE_KINDS, more) ?? "leaves",
        lastMoment: more % 2 === 0 ? new Date() : inDays(3),
      });
    },
    async moveMoment({ at, more }) {
      return call(changeLastMoment, sara.actor, {
        departureId: await departure(at),
        lastMoment: more % 2 === 0 ? inDays(more) : new Date(),
      });
    },
    async stay({ at }) {
      return call(cancelDeparture, sara.actor, { departureId: await departure(at), reason: "They stay" });
    },
    async certify({ at }) {
      return call(certifyDeparture, sara.actor, { departureId: await departure(at) });
    },
    async planAbsence({ at }) {
      return call(planAbsence, sara.actor, { personId: person(at), kind: "parental", startsOn: dayIn(0) });
    },
    async beginAbsence({ at }) {
      return call(beginAbsence, clock, { absenceId: await absence(at) });
    },
    async comeBack({ at }) {
      return call(endAbsence, sara.actor, { absenceId: await absence(at) });
    },
    async confirmKey({ at, more }) {
      const keys = await db.suspendedKey.findMany({
        where: { absence: mine },
        orderBy: { grantId: "asc" },
        select: { absenceId: true, grantId: true },
      });
      const { absenceId = nothing, grantId = nothing } = pick(keys, at) ?? {};
      return call(confirmKey, sara.actor, {
        absenceId,
        grantId,
        answer: more % 3 === 0 ? "dropped" : "needed",
        work: "publish-campaigns",
      });
    },
    async proposeMove({ at, more }) {
      const seats = db.membership.findMany({ where: { personId: person(at), endedAt: null }, ...some });
      return call(proposeMove, sara.actor, {
        personId: person(at),
        title: `Title ${more}`,
        ends: (await seats).slice(0, 1).map(({ id }) => id),
        begins: [{ engagementId: pick(engagementIds, more) ?? nothing, role: pick(ROLES, more) ?? "" }],
        effectiveOn: dayIn(0),
      });
    },
    async decideMove({ at, more }) {
      const moveId = await move(at);
      const lines = await db.moveLine.findMany({ where: { moveId }, orderBy: { id: "asc" } });
      const line = pick(lines, more);
      const kept = more % 2 === 0 && line?.grantId;
      return call(decideLines, hannah.actor, {
        moveId,
        lines: [
          {
            lineId: line?.id ?? nothing,
            decision: kept ? "keep" : line?.grantId ? "take_away" : "ask",
            reason: "Looked at",
            ...(kept ? { keepUntil: dayIn(30) } : {}),
          },
        ],
      });
    },
    async carryOut({ at }) {
      return call(carryOutMove, systemActor("mover"), { moveId: await move(at) });
    },
    async close({ at, more }) {
      return call(startClosing, hannah.actor, {
        clientId,
        ...(at % 5 === 0 ? {} : { engagementId: pick(engagementIds, at) ?? nothing }),
        lastMoment: more % 2 === 0 ? new Date() : inDays(5),
      });
    },
    async settle() {
      return call(settleClosing, clock, {});
    },
    async goOn({ at }) {
      return call(cancelClosing, ingrid.actor, { closingId: await closing(at), reason: "It goes on" });
    },
    async certifyClosing({ at }) {
      return call(certifyClosing, hannah.actor, { closingId: await closing(at) });
    },
  };
}

/** What `outOfCause` gives when all is well. */
export const nothingOutOfCause = {
  withoutStay: [],
  away: [],
  withoutEngagement: [],
  onTwoDepartures: [],
  notLooked: [],
};

/** What nobody may hold, whatever has come and gone: grants that are wanted without a cause, and on no worklist. */
export async function outOfCause(): Promise<Record<string, unknown[]>> {
  const [withoutStay, away, withoutEngagement, onTwoDepartures, notLooked] = await Promise.all([
    db.$queryRaw<unknown[]>`
      SELECT g.id, g.state::text FROM "Grant" g JOIN "Person" p ON p.id = g."personId"
      WHERE g.state IN ('to_grant', 'invited', 'active') AND (p."endedAt" IS NOT NULL OR EXISTS (
        SELECT 1 FROM "Departure" d WHERE d."personId" = p.id AND d."cancelledAt" IS NULL))`,
    db.$queryRaw<unknown[]>`
      SELECT g.id, g.state::text FROM "Grant" g
      JOIN "Absence" a ON a."personId" = g."personId" AND a."begunAt" IS NOT NULL AND a."endedAt" IS NULL
      WHERE g.state IN ('to_grant', 'invited', 'active')`,
    db.$queryRaw<unknown[]>`
      SELECT g.id, g.state::text FROM "Grant" g JOIN "Engagement" e ON e.id = g."engagementId"
      WHERE g.state IN ('to_grant', 'invited', 'active') AND (e."endedAt" IS NOT NULL OR EXISTS (
        SELECT 1 FROM "Closing" c WHERE c."cancelledAt" IS NULL AND c."certifiedAt" IS NULL AND c."settledAt" IS NOT NULL
          AND (c."engagementId" = e.id OR c."engagementId" IS NULL AND c."clientId" = e."clientId")))`,
    db.$queryRaw<unknown[]>`
      SELECT x."grantId" FROM "TaskGrant" x JOIN "Task" t ON t.id = x."taskId"
      WHERE t.cause = 'departure' AND x.effect = 'remove' AND t.state <> 'cancelled'
      GROUP BY x."grantId" HAVING count(DISTINCT t."causeId") > 1`,
    notLookedAt(),
  ]);
  return { withoutStay, away, withoutEngagement, onTwoDepartures, notLooked };
}

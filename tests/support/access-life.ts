import fc from "fast-check";
import { expect } from "vitest";
import type { z } from "zod";
import { type Actor, systemActor } from "@/lib/auth/actor";
import type { Command } from "@/lib/command";
import { db } from "@/lib/db";
import { endDelegation } from "@/lib/delegations/end-delegation";
import { makeDelegation } from "@/lib/delegations/make-delegation";
import { attestTask } from "@/lib/register/attest-task";
import { changeGrantEnd } from "@/lib/register/change-grant-end";
import { expireGrants } from "@/lib/register/expire-grants";
import { giveBack } from "@/lib/register/give-back";
import { letLapse } from "@/lib/register/let-lapse";
import { noteProgress } from "@/lib/register/note-progress";
import { reopenTask } from "@/lib/register/reopen-task";
import { canStep } from "@/lib/register/rules/grant-life";
import { verifyTask } from "@/lib/register/verify-task";
import { withdrawGrants } from "@/lib/register/withdraw-grants";
import { answerItems } from "@/lib/requests/answer-items";
import { askExtension } from "@/lib/requests/ask-extension";
import { askForAccess } from "@/lib/requests/ask-for-access";
import { decideItems } from "@/lib/requests/decide-items";
import { expireItems } from "@/lib/requests/expire-items";
import { reviewEmergency } from "@/lib/requests/review-emergency";
import { takeEmergencyAccess } from "@/lib/requests/take-emergency-access";
import { withdrawRequest } from "@/lib/requests/withdraw-request";
import type { GrantState } from "@/prisma/generated/enums";
import { inDays, leftNothing } from "./grants";
import type { Name, World } from "./world";

/** One step of somebody: what they try, and on which of what there is. */
export type Step = { does: Deed; by: Name; at: number; more: number };

/** A command that somebody gives, with its input. */
export type Call = { command: Command; actor: Actor; input: unknown };

/** Who tries: an owner, a security lead, an account manager, who asks, who leaves, and the custodian. */
export const tryers: readonly Name[] = ["aoife", "ingrid", "hannah", "omar", "tariq", "erik"];

const clock = systemActor("clock");
const nothing = "00000000-0000-7000-8000-000000000000";
const pick = <Each>(all: readonly Each[], at: number): Each | undefined => all[at % Math.max(1, all.length)];

/** A call whose input fits its command; the types of the two are forgotten here, as on the way to another process. */
export const call = <Schema extends z.ZodType>(
  command: Command<Schema>,
  actor: Actor,
  input: z.input<Schema>,
): Call => ({ command: command as unknown as Command, actor, input });

const inOrder = { orderBy: { id: "asc" }, select: { id: true } } as const;
const one = async (rows: Promise<{ id: string }[]>, at: number): Promise<string> =>
  pick(await rows, at)?.id ?? nothing;

const anyGrant = (at: number) => one(db.grant.findMany(inOrder), at);
const heldGrant = (at: number) =>
  one(db.grant.findMany({ where: { state: { in: ["to_grant", "invited", "active"] } }, ...inOrder }), at);
const anyTask = (at: number) =>
  one(db.task.findMany({ where: { state: { notIn: ["verified", "cancelled"] } }, ...inOrder }), at);
const openRequest = (at: number) =>
  one(db.accessRequest.findMany({ where: { closedAt: null }, ...inOrder }), at);

const deeds = [
  "ask",
  "extend",
  "decide",
  "withdrawRequest",
  "attest",
  "verify",
  "invite",
  "reopen",
  "takeBack",
  "giveBack",
  "letLapse",
  "moveEnd",
  "emergency",
  "review",
  "delegate",
  "endDelegation",
  "answer",
  "expire",
  "runOut",
] as const;

type Deed = (typeof deeds)[number];

/** These people work for Kite: what is asked for them there has an engagement. */
export async function joinKite({ kite, people }: World, names: readonly Name[] = ["omar"]): Promise<void> {
  await db.membership.createMany({
    data: names.map((name) => ({
      engagementId: kite.engagementId,
      personId: people[name].personId,
      role: "Media buyer",
    })),
  });
}

/** What people and the clock do, with whatever there is at that moment; most of it is not theirs to do. */
export const deedsIn = (
  { assets, kite, people, role }: World,
  contact: Actor,
): Record<Deed, (step: Step) => Promise<Call>> => ({
  /** Of some requests the engagement says that the client approves them. */
  async ask({ by, at, more }) {
    await db.engagement.update({
      where: { id: kite.engagementId },
      data: { clientApprovesGrants: more % 4 === 0 },
    });
    const time = more % 3 === 0 ? { lastsMinutes: 60 } : { until: inDays(20 + (more % 40)) };
    return call(askForAccess, people[by].actor, {
      clientId: kite.id,
      assetIds: [pick([assets.kiteAds, assets.kiteAnalytics, assets.kiteMeta], at) ?? ""],
      personIds: [people[pick(tryers, more) ?? "omar"].personId],
      work: [more % 2 === 0 ? "look-at-reports" : "publish-campaigns"],
      reason: "The season",
      ...time,
    });
  },
  async extend({ by, at, more }) {
    const input = { grantId: await anyGrant(at), until: inDays(60 + more), reason: "It goes on" };
    return call(askExtension, people[by].actor, input);
  },
  async decide({ by, at, more }) {
    const waiting = db.requestItem.findMany({ where: { state: "waiting" }, ...inOrder });
    return call(decideItems, people[by].actor, {
      itemIds: [await one(waiting, at)],
      decision: pick(["smallest", "asked", "reject"] as const, more) ?? "reject",
      reason: "Looked at",
    });
  },
  async withdrawRequest({ by, at }) {
    return call(withdrawRequest, people[by].actor, { requestId: await openRequest(at) });
  },
  async attest({ by, at, more }) {
    const taskId = await anyTask(at);
    return call(attestTask, people[by].actor, {
      taskId,
      followUps: await leftNothing(taskId),
      outcome: more % 5 === 0 ? "not_there" : "done",
      note: "Looked at the list of users",
    });
  },
  async verify({ by, at }) {
    const done = db.task.findMany({ where: { state: "attested" }, ...inOrder });
    return call(verifyTask, people[by].actor, { taskId: await one(done, at), note: "Looked too" });
  },
  async invite({ by, at }) {
    const toGive = db.task.findMany({ where: { kind: "grant", state: "open" }, ...inOrder });
    return call(noteProgress, people[by].actor, { taskId: await one(toGive, at), progress: "invited" });
  },
  async reopen({ by, at }) {
    const done = db.task.findMany({ where: { state: { in: ["attested", "verified"] } }, ...inOrder });
    return call(reopenTask, people[by].actor, { taskId: await one(done, at), reason: "It was not so" });
  },
  async takeBack({ by, at }) {
    const input = { grantIds: [await anyGrant(at)], reason: "No longer needed" };
    return call(withdrawGrants, people[by].actor, input);
  },
  async giveBack({ by, at }) {
    return call(giveBack, people[by].actor, { grantIds: [await anyGrant(at)] });
  },
  async letLapse({ by, at }) {
    return call(letLapse, people[by].actor, { grantId: await anyGrant(at) });
  },
  async moveEnd({ by, at, more }) {
    const input = { grantId: await heldGrant(at), endsAt: inDays(10 + more), reason: "Another end" };
    return call(changeGrantEnd, people[by].actor, input);
  },
  async emergency({ by, at, more }) {
    const roleIds = [role("google_ads", at % 2 === 0 ? "Admin" : "Billing", "ad_account")];
    const input = { assetId: assets.kiteAds, roleIds, hours: 1 + (more % 4), reason: "It burns" };
    return call(takeEmergencyAccess, people[by].actor, input);
  },
  async review({ by, at, more }) {
    return call(reviewEmergency, people[by].actor, {
      emergencyId: await one(db.emergencyAccess.findMany(inOrder), at),
      verdict: more % 2 === 0 ? "justified" : "not_justified",
      note: "Looked at the changes",
    });
  },
  async delegate({ by, more }) {
    const delegateId = people[pick(tryers, more) ?? "omar"].personId;
    return call(makeDelegation, people[by].actor, {
      delegateId,
      until: inDays(5).toISOString().slice(0, 10),
      reason: "A holiday",
    });
  },
  async endDelegation({ by, at }) {
    const delegationId = await one(db.delegation.findMany({ where: { endedAt: null }, ...inOrder }), at);
    return call(endDelegation, people[by].actor, { delegationId });
  },
  async answer({ at, more }) {
    const asked = db.requestItem.findMany({
      where: { state: "waiting", policyOutcome: "security_lead_and_client" },
      ...inOrder,
    });
    return call(answerItems, contact, {
      itemIds: [await one(asked, at)],
      answer: more % 3 === 0 ? "no" : "yes",
      reason: "As agreed",
    });
  },
  /** The end of one grant comes, and the clock runs. */
  async expire({ at }) {
    const id = await anyGrant(at);
    await db.$executeRaw`
      UPDATE "Grant" SET "endsAt" = greatest("startsAt" + interval '1 millisecond', now() - interval '1 second')
      WHERE id = ${id}::uuid AND "endsAt" > now() AND state IN ('to_grant', 'invited', 'active')`;
    return call(expireGrants, clock, {});
  },
  async runOut({ at }) {
    await db.$executeRaw`
      UPDATE "AccessRequest" SET "expiresAt" = "createdAt" + interval '1 millisecond'
      WHERE id = ${await openRequest(at)}::uuid`;
    return call(expireItems, clock, {});
  },
});

/** Any step of anybody. */
export const anyStep: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom(
    ...deeds,
    // Otherwise most sequences end before anything is held.
    "ask" as const,
    "moveEnd" as const,
    "decide" as const,
    "decide" as const,
    "attest" as const,
    "attest" as const,
    "answer" as const,
  ),
  by: fc.constantFrom(...tryers),
  at: fc.nat(50),
  more: fc.nat(50),
});

/** What `broken` gives when all is well. */
export const nothingBroken = {
  own: [],
  unagreed: [],
  ownTask: [],
  lost: [],
  unplanned: [],
  twice: [],
  endless: [],
  bare: [],
};

/** What must never be, whatever has been tried. Gives the ids of what breaks each rule. */
export async function broken(): Promise<Record<string, unknown[]>> {
  const rows = (sql: Promise<unknown[]>) => sql;
  const [own, unagreed, ownTask, lost, unplanned, twice, endless, bare] = await Promise.all([
    rows(db.$queryRaw`
      SELECT id FROM "RequestItem"
      WHERE "decidedById" IN ("requesterId", "personId") OR "inPlaceOfId" IN ("requesterId", "personId")`),
    rows(db.$queryRaw`
      SELECT i.id FROM "RequestItem" i
      WHERE i."policyOutcome" = 'security_lead_and_client' AND i.state IN ('approved', 'lowered')
        AND NOT EXISTS (SELECT 1 FROM "ClientAnswer" c WHERE c."itemId" = i.id AND c.agrees)`),
    rows(
      db.$queryRaw`SELECT id FROM "Task" WHERE "attestedById" = "personId" OR "verifiedById" IN ("personId", "attestedById")`,
    ),
    rows(db.$queryRaw`
      SELECT g.id FROM "Grant" g WHERE g.state = 'removal_due' AND NOT EXISTS (
        SELECT 1 FROM "TaskGrant" x JOIN "Task" t ON t.id = x."taskId" WHERE x."grantId" = g.id AND x.effect = 'remove'
          AND t.state IN ('open', 'invited', 'waiting_for_platform'))`),
    rows(db.$queryRaw`
      SELECT g.id FROM "Grant" g WHERE g.state IN ('to_grant', 'invited') AND NOT EXISTS (
        SELECT 1 FROM "TaskGrant" x JOIN "Task" t ON t.id = x."taskId" WHERE x."grantId" = g.id AND x.effect = 'add'
          AND t.state IN ('open', 'invited', 'waiting_for_platform'))`),
    rows(db.$queryRaw`
      SELECT "personId" FROM "Grant" WHERE state NOT IN ('removed', 'not_granted')
      GROUP BY "personId", "assetId", "roleId" HAVING count(*) > 1`),
    rows(db.$queryRaw`SELECT id FROM "Grant" WHERE "endsAt" IS NULL`),
    rows(db.$queryRaw`
      SELECT i.id FROM "RequestItem" i WHERE i.state IN ('approved', 'lowered') AND i."decidedById" IS NULL`),
  ]);
  return { own, unagreed, ownTask, lost, unplanned, twice, endless, bare };
}

/** The states of all grants as the audit log tells them, event after event, and as the tables have them. */
export async function told(): Promise<{ byLog: unknown; byTable: unknown }> {
  const events = await db.auditEvent.findMany({
    where: { objectType: "grant", outcome: "done" },
    orderBy: { seq: "asc" },
    select: { objectId: true, after: true },
  });
  const byLog = new Map<string, GrantState>();
  for (const { objectId, after } of events) {
    const state = (after as { state?: GrantState } | null)?.state;
    if (!objectId || !state) continue;
    const before = byLog.get(objectId);
    if (before && before !== state)
      expect([before, state, canStep(before, state)]).toEqual([before, state, true]);
    byLog.set(objectId, state);
  }
  const grants = await db.grant.findMany({ select: { id: true, state: true } });
  const transitions = await db.$queryRaw<{ id: string; state: GrantState }[]>`
    SELECT DISTINCT ON ("grantId") "grantId" AS id, state::text FROM "GrantTransition"
    ORDER BY "grantId", at DESC, id DESC`;
  const byTable = Object.fromEntries(grants.map(({ id, state }) => [id, state]).toSorted());
  expect(Object.fromEntries(transitions.map(({ id, state }) => [id, state]).toSorted())).toEqual(byTable);
  return { byLog: Object.fromEntries([...byLog].toSorted()), byTable };
}

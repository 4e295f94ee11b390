import { historyOf } from "@/lib/audit/queries";
import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { isId } from "@/lib/input";
import { standingFacts } from "@/lib/platforms/confirmed-facts";
import { factsSchema } from "@/lib/platforms/facts";
import { shortPlatformName } from "@/lib/platforms/short-name";
import { behindTask } from "@/lib/register/behind";
import { orphaningOf } from "@/lib/register/keep-administrator";
import { PLATFORM_END } from "@/lib/register/make-end-steps";
import { commentsOf } from "@/lib/register/queries/comments";
import { type EvidenceRow, evidenceOf } from "@/lib/register/queries/evidence";
import { followUpsOf } from "@/lib/register/queries/follow-ups";
import { readTasks, visibleTasks } from "@/lib/register/queries/task-rows";
import { readLooks } from "@/lib/register/read-looks";
import { whyNotSplit } from "@/lib/register/rules/split";
import { fillSteps, lookWords } from "@/lib/register/rules/steps";
import { canTaskStep, isUndone, movesGrants, outcomesOf } from "@/lib/register/rules/task-life";
import { waitingUntil } from "@/lib/register/rules/task-progress";
import { canAssign, canAttest, canReopen, canVerify } from "@/lib/register/rules/who-may";
import type { GrantEffect, GrantState, ProofKind } from "@/prisma/generated/enums";

/** A grant that a task moves. */
export type TaskGrantRow = {
  grantId: string;
  effect: GrantEffect;
  roleId: string;
  roleName: string;
  state: GrantState;
  proof: ProofKind | null;
};

/**
 * One task with all that its page shows: the platform's steps with the real names, its grants, evidence and
 * findings, and what the actor may do by the same rules that the commands keep. Null when there is none for them.
 */
export async function getTask(actor: Actor, id: string) {
  requirePermission(actor, "work.read");
  if (!isId(id)) return null;
  const now = new Date();
  const [[row], extra, [about], evidence, history, comments, followUps, waitsFor] = await Promise.all([
    readTasks(Prisma.sql`${visibleTasks(actor)} AND t.id = ${id}::uuid`, Prisma.empty, now),
    db.task.findUnique({ where: { id }, select: wanted }),
    db.$queryRaw<{ behindIds: string[]; legalHold: boolean }[]>`
      SELECT ${behindTask(Prisma.sql`t`)} AS "behindIds", EXISTS (SELECT 1 FROM "LegalHold" h
        WHERE h."personId" = t."personId" AND h."liftedAt" IS NULL) AS "legalHold"
      FROM "Task" t WHERE t.id = ${id}::uuid`,
    evidenceOf(id),
    historyOf("task", id),
    commentsOf(id),
    followUpsOf([id]),
    orphaningOf(db, [id]),
  ]);
  if (!row || !extra) return null;
  const grants = extra.grants.map(
    ({ grant, effect }): TaskGrantRow => ({
      grantId: grant.id,
      effect,
      roleId: grant.role.id,
      roleName: grant.role.name,
      state: grant.state,
      proof: grant.proof,
    }),
  );
  const [look, roleChoices, people] = await Promise.all([
    row.kind === "look" ? readLooks(db, [id]).then((all) => all.get(id)) : undefined,
    extra.asset && movesGrants(row.kind)
      ? db.platformRole.findMany({
          where: { platformId: extra.asset.platformId, heldOn: { has: extra.asset.type }, retiredAt: null },
          orderBy: { rank: "asc" },
          select: { id: true, name: true, meaning: true },
        })
      : [],
    db.person.findMany({
      where: { id: { in: [extra.attestedById, extra.verifiedById].filter((each) => each !== null) } },
      select: { id: true, name: true },
    }),
  ]);
  const nameOf = (personId: string | null) => people.find((person) => person.id === personId)?.name ?? null;
  const platform = extra.asset?.platform ?? extra.platform;
  const known = factsSchema.safeParse(platform?.facts).data;
  const facts = known && standingFacts(known, platform?.confirmed ?? []);
  const looks = row.kind === "look";
  const behindIds = about?.behindIds ?? [];
  const of = {
    state: row.state,
    personId: row.subjectId,
    behindIds,
    assigneeId: row.assigneeId,
    custodianId: extra.asset?.custodianId ?? null,
    attestedById: extra.attestedById,
  };
  const acts = may(actor, "work.do");
  const undone = isUndone(row.state);
  const attest = canAttest(actor, of);
  const moving = grants.filter((grant) => (row.kind === "revoke" ? true : grant.effect === "add"));
  return {
    ...row,
    behindIds,
    /** A legal hold stands on whom it is about: their data stays where it is. */
    legalHold: about?.legalHold ?? false,
    outcome: extra.outcome,
    cancelReason: extra.cancelReason,
    attested: extra.attestedAt && { at: extra.attestedAt, by: nameOf(extra.attestedById) },
    verified: extra.verifiedAt && { at: extra.verifiedAt, by: nameOf(extra.verifiedById) },
    // A look has several, which stand in its own list.
    identity: looks ? null : (extra.identity?.address ?? row.subjectName ?? extra.robot?.name ?? null),
    custodian: extra.asset?.custodian?.name ?? extra.asset?.contactCustodian?.name ?? null,
    grants,
    steps: [
      ...(facts
        ? fillSteps(
            row.kind,
            facts,
            look
              ? lookWords(look)
              : {
                  accountId: row.asset?.accountId ?? "",
                  identity: extra.identity?.address ?? row.subjectName ?? extra.robot?.name ?? "",
                  role: [...new Set(moving.map((grant) => grant.roleName))].join(" + "),
                },
          )
        : []),
      ...followUps.filter((each) => each.kind === PLATFORM_END).map((each) => each.detail),
    ],
    /** Where the steps are done, for their heading. */
    stepsAt: row.platform ? shortPlatformName(row.platform.name) : null,
    stepsVerified:
      row.kind === "revoke" || looks ? (facts?.removeVerified ?? true) : (facts?.grantStepsVerified ?? true),
    gate: facts?.approvalGate ? `${facts.approvalGate.name}: ${facts.approvalGate.effect}` : null,
    waits: {
      invited: waitingUntil("invited", facts, now),
      waiting_for_platform: waitingUntil("waiting_for_platform", facts, now),
    },
    evidence: evidence satisfies EvidenceRow[],
    findings: extra.findings,
    history,
    comments,
    followUps,
    /** It takes the last administrator away: the task that comes first. */
    waitsFor: isUndone(row.state) ? waitsFor : null,
    roleChoices,
    outcomes: outcomesOf(row.kind),
    can: {
      attest: acts && undone && attest === true && !looks,
      /** A look is answered by commands of its own. */
      answer: acts && undone && attest === true && looks,
      verify: acts && row.state === "attested" && canVerify(actor, of) === true,
      reopen: acts && canTaskStep(row.state, "open") && canReopen(actor, of) === true,
      assign: acts && undone && canAssign(actor, of) === true,
      comment: acts,
      split:
        acts &&
        canAssign(actor, of) === true &&
        whyNotSplit({ ...row, grants, hasEvidence: evidence.length > 0 }) === null,
      cancel: undone && may(actor, "register.withdraw"),
      nameCustodian: undone && row.withoutCustodian && may(actor, "clients.write"),
    },
    /** Why the actor cannot do or confirm it, when the reason is theirs and not the state. */
    whyNot:
      undone && attest !== true ? attest : row.state === "attested" ? sentence(canVerify(actor, of)) : null,
  };
}

export type TaskDetail = NonNullable<Awaited<ReturnType<typeof getTask>>>;

const sentence = (answer: true | string) => (answer === true ? null : answer);

const wanted = {
  outcome: true,
  cancelReason: true,
  attestedAt: true,
  attestedById: true,
  verifiedAt: true,
  verifiedById: true,
  identity: { select: { address: true } },
  robot: { select: { name: true } },
  platform: { select: { facts: true, confirmed: true } },
  asset: {
    select: {
      platformId: true,
      type: true,
      custodianId: true,
      custodian: { select: { name: true } },
      contactCustodian: { select: { name: true } },
      platform: { select: { facts: true, confirmed: true } },
    },
  },
  grants: {
    select: {
      effect: true,
      grant: { select: { id: true, state: true, proof: true, role: { select: { id: true, name: true } } } },
    },
  },
  findings: { select: { id: true, detail: true, openedAt: true, resolvedAt: true, resolution: true } },
} satisfies Prisma.TaskSelect;

import { historyOf } from "@/lib/audit/queries";
import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { isId } from "@/lib/input";
import { effectiveAccess } from "@/lib/register/queries/effective-access";
import { evidenceOf } from "@/lib/register/queries/evidence";
import { readGrants } from "@/lib/register/queries/grant-rows";
import { markConflicts } from "@/lib/register/queries/mark-conflicts";
import { readTasks } from "@/lib/register/queries/task-rows";
import { isWanted } from "@/lib/register/rules/grant-life";
import type { GrantState, ProofKind } from "@/prisma/generated/enums";

/** One step of a grant's life. */
export type GrantStepRow = {
  id: string;
  state: GrantState;
  proof: ProofKind | null;
  at: Date;
  recordedAt: Date;
  by: string | null;
  reason: string | null;
};

/**
 * One grant: its life, its last proof, the tasks and the evidence behind it, what it reaches, and what the actor may
 * do. Who does not read the register sees their own. Null when there is none for them.
 */
export async function getGrant(actor: Actor, id: string) {
  requirePermission(actor, "own.read");
  if (!isId(id)) return null;
  const all = may(actor, "register.read");
  const own = Prisma.sql`(g."personId" = ${actor.personId}::uuid OR r."ownerId" = ${actor.personId}::uuid)`;
  const where = Prisma.sql`g.id = ${id}::uuid AND ${all ? Prisma.sql`true` : own}`;
  const read = await readGrants(db, where, { asOf: null, now: new Date(), tail: Prisma.empty });
  const [grant] = await markConflicts(db, read);
  if (!grant) return null;
  const [extra, steps, tasks, findings] = await Promise.all([
    db.grant.findUniqueOrThrow({
      where: { id },
      select: {
        provedHow: true,
        provedById: true,
        cause: true,
        engagement: { select: { id: true, name: true } },
      },
    }),
    db.$queryRaw<GrantStepRow[]>`
      SELECT t.id, t.state::text, t.proof::text, t.at, t."recordedAt", p.name AS by, t.reason
      FROM "GrantTransition" t LEFT JOIN "Person" p ON p.id = t."byId"
      WHERE t."grantId" = ${id}::uuid ORDER BY t.at DESC, t.id DESC`,
    readTasks(
      Prisma.sql`t.id IN (SELECT tg."taskId" FROM "TaskGrant" tg WHERE tg."grantId" = ${id}::uuid)`,
      Prisma.sql`ORDER BY t.number DESC`,
      new Date(),
    ),
    db.finding.findMany({ where: { grantId: id }, orderBy: { openedAt: "desc" } }),
  ]);
  const [evidence, prover, reach, history] = await Promise.all([
    evidenceOf(...tasks.map((task) => task.id)),
    extra.provedById
      ? db.person.findUnique({ where: { id: extra.provedById }, select: { name: true } })
      : null,
    reachOf(grant.id, grant.holder),
    historyOf("grant", id),
  ]);
  const wanted = isWanted(grant.state);
  return {
    ...grant,
    provedBy: prover?.name ?? null,
    provedHow: extra.provedHow,
    cause: extra.cause,
    engagement: extra.engagement,
    steps,
    tasks: all ? tasks : [],
    evidence: all ? evidence : [],
    findings,
    reach,
    history: all ? history : [],
    can: {
      extend: wanted && grant.endsAt !== null && grant.holder.kind === "person",
      end: wanted && may(actor, "register.withdraw"),
      changeEnd: wanted && may(actor, "register.record"),
    },
  };
}

export type GrantDetail = NonNullable<Awaited<ReturnType<typeof getGrant>>>;

/** What lies below the asset and is opened by this grant too. */
async function reachOf(grantId: string, holder: { kind: string; id: string }) {
  const personId =
    holder.kind === "person"
      ? holder.id
      : holder.kind === "robot"
        ? (await db.robot.findUnique({ where: { id: holder.id }, select: { ownerId: true } }))?.ownerId
        : (
            await db.identityHolder.findFirst({
              where: { identityId: holder.id, endedAt: null },
              select: { personId: true },
            })
          )?.personId;
  if (!personId) return [];
  const access = await effectiveAccess(db, { personId });
  return access.filter((each) => each.grantId === grantId && !each.direct);
}

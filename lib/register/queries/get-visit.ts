import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { isId } from "@/lib/input";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import { standingFacts } from "@/lib/platforms/confirmed-facts";
import { factsSchema } from "@/lib/platforms/facts";
import { shortPlatformName } from "@/lib/platforms/short-name";
import { behindTask } from "@/lib/register/behind";
import { followUpsOf, groupFollowUps } from "@/lib/register/queries/follow-ups";
import { readTasks, type TaskRow, visibleTasks } from "@/lib/register/queries/task-rows";
import { taskSpots, visitPlaces } from "@/lib/register/queries/visit-places";
import { readLooks } from "@/lib/register/read-looks";
import { fillSteps, wordsTogether } from "@/lib/register/rules/steps";
import { isUndone, outcomesOf } from "@/lib/register/rules/task-life";
import { canAttest } from "@/lib/register/rules/who-may";
import type { TaskOutcome } from "@/prisma/generated/enums";

/** A task of a visit, with the words that its steps need, and why the actor cannot do it; null when they can. */
export type VisitTask = TaskRow & {
  identity: string;
  roles: string;
  outcomes: readonly TaskOutcome[];
  whyNot: string | null;
};

type Extra = {
  id: string;
  identity: string | null;
  roles: string[];
  behindIds: string[];
  custodianId: string | null;
  attestedById: string | null;
};

/**
 * Everything that is due in one visit: the place (an account, or the manager account above it that this account is
 * reached through), its undone tasks that the actor sees, the soonest first, what they have done there within a day,
 * and the platform's steps, once for giving and once for taking away. A constant number of statements. Null when there is no such account for them.
 */
export async function getVisit(actor: Actor, assetId: string) {
  requirePermission(actor, "work.read");
  if (!isId(assetId)) return null;
  const now = new Date();
  const here = await db.$queryRaw<{ id: string; placeId: string }[]>`
    WITH RECURSIVE ${visitPlaces(Prisma.sql`
      SELECT b.id AS "assetId" FROM "Asset" b JOIN "Asset" me ON me."platformId" = b."platformId"
      WHERE me.id = ${assetId}::uuid AND (b.id = me.id OR EXISTS (SELECT 1 FROM "Task" t
        WHERE (t."assetId" = b.id OR (t."platformId" = b."platformId" AND t."clientId" = b."clientId"))
          AND ${due(actor)}))`)}
    SELECT DISTINCT t.id, place."placeId" FROM "Task" t ${taskSpots}
    JOIN place ON place."assetId" = spot.id
      AND place."placeId" = (SELECT own."placeId" FROM place own WHERE own."assetId" = ${assetId}::uuid)
    WHERE ${due(actor)} AND ${visibleTasks(actor)}`;
  const placeId = here[0]?.placeId ?? (may(actor, "register.read") ? assetId : null);
  if (!placeId) return null;
  const ids = here.map((row) => row.id);
  const [place, rows, extras, followUps] = await Promise.all([
    db.asset.findUnique({
      where: { id: placeId },
      select: {
        id: true,
        name: true,
        type: true,
        externalId: true,
        platformId: true,
        platform: { select: { name: true, mark: true, facts: true, confirmed: true } },
      },
    }),
    readTasks(
      Prisma.sql`t.id = ANY(${ids}::uuid[])`,
      Prisma.sql`ORDER BY t."dueAt", c.name NULLS FIRST, a.name, t.number`,
      now,
    ),
    db.$queryRaw<Extra[]>`
      SELECT t.id, coalesce(i.address, p.name, rb.name) AS identity, a."custodianId", t."attestedById",
        ${behindTask(Prisma.sql`t`)} AS "behindIds",
        array(SELECT DISTINCT r.name FROM "TaskGrant" tg JOIN "Grant" g ON g.id = tg."grantId"
          JOIN "PlatformRole" r ON r.id = g."roleId"
          WHERE tg."taskId" = t.id AND (t.kind = 'revoke' OR tg.effect = 'add') ORDER BY r.name) AS roles
      FROM "Task" t LEFT JOIN "Asset" a ON a.id = t."assetId" LEFT JOIN "Identity" i ON i.id = t."identityId"
      LEFT JOIN "Person" p ON p.id = t."personId" LEFT JOIN "Robot" rb ON rb.id = t."robotId"
      WHERE t.id = ANY(${ids}::uuid[])`,
    followUpsOf(ids),
  ]);
  if (!place) return null;
  const extraOf = new Map(extras.map((each) => [each.id, each]));
  const all = rows.map((row): VisitTask => {
    const extra = extraOf.get(row.id);
    const answer = canAttest(actor, {
      state: row.state,
      personId: row.subjectId,
      behindIds: extra?.behindIds ?? [],
      assigneeId: row.assigneeId,
      custodianId: extra?.custodianId ?? null,
      attestedById: extra?.attestedById ?? null,
    });
    return {
      ...row,
      identity: extra?.identity ?? "",
      roles: (extra?.roles ?? []).join(" + "),
      outcomes: outcomesOf(row.kind).filter((each) => each !== "done_differently"),
      whyNot: !may(actor, "work.do")
        ? "You follow the work and do none of it."
        : answer === true
          ? null
          : answer,
    };
  });
  const undone = all.filter((task) => isUndone(task.state));
  const tasks = undone.filter((task) => task.kind !== "look");
  const looks = undone.filter((task) => task.kind === "look");
  const looking = await readLooks(
    db,
    looks.map((task) => task.id),
  );
  const known = factsSchema.safeParse(place.platform.facts).data;
  const facts = known && standingFacts(known, place.platform.confirmed);
  const stepsOf = (kind: "grant" | "revoke") => {
    const about = tasks.filter(
      (task) => (kind === "revoke") === (task.kind === "revoke") && task.roles !== "",
    );
    if (!facts || about.length === 0) return null;
    return {
      steps: fillSteps(kind, facts, wordsTogether(about.map(stepWords))),
      verified: kind === "revoke" ? facts.removeVerified : facts.grantStepsVerified,
    };
  };
  return {
    place: {
      id: place.id,
      name: place.name,
      accountId: showAccountId(place),
      platformName: shortPlatformName(place.platform.name),
      mark: place.platform.mark,
    },
    tasks,
    /** Where somebody is to be looked for while one is here: each is answered on its own page. */
    looks: looks.map((task) => ({
      ...task,
      look: looking.get(task.id) ?? { accounts: [], names: [], found: [] },
    })),
    /** What may stay behind, each thing once with the tasks that can have left it and have no answer yet. */
    leftBehind: groupFollowUps(
      followUps.filter((each) => tasks.some((task) => task.id === each.taskId && task.whyNot === null)),
    ),
    /** Done here by the actor within the last day. */
    done: all.filter((task) => !isUndone(task.state)),
    giving: stepsOf("grant"),
    taking: stepsOf("revoke"),
    gate: facts?.approvalGate ? `${facts.approvalGate.name}: ${facts.approvalGate.effect}` : null,
  };
}

/** What is to do, and what the actor has done here within a day: it can still be taken back at a glance. */
const due = (actor: Actor) => Prisma.sql`(t.state IN ('open', 'invited', 'waiting_for_platform')
  OR (t.state IN ('attested', 'verified') AND t."attestedById" = ${actor.personId}::uuid
    AND t."attestedAt" > now() - interval '1 day'))`;

export type Visit = NonNullable<Awaited<ReturnType<typeof getVisit>>>;

const stepWords = (task: VisitTask) => ({
  accountId: task.asset?.accountId ?? "",
  identity: task.identity,
  role: task.roles,
});

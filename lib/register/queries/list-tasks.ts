import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { isId } from "@/lib/input";
import { contains, orderBy, pagePart } from "@/lib/list-query";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";
import { behindTask } from "@/lib/register/behind";
import { readTasks, type TaskRow, taskTables, visibleTasks } from "@/lib/register/queries/task-rows";

export const taskFilters = [
  "state",
  "due",
  "mine",
  "person",
  "client",
  "platform",
  "kind",
  "cause",
  "causeId",
  "asset",
] as const;
export type TaskFilter = (typeof taskFilters)[number];

/** By what the worklist can stand together, besides by due time. */
export const TASK_GROUPINGS = ["person", "client", "platform", "cause"] as const;
export type TaskGrouping = (typeof TASK_GROUPINGS)[number];

const undone = Prisma.sql`t.state IN ('open', 'invited', 'waiting_for_platform')`;

const columns = {
  due: Prisma.sql`t."dueAt"`,
  risk: Prisma.sql`t.risk`,
  number: Prisma.sql`t.number`,
};

const groupings: Record<TaskGrouping, Prisma.Sql> = {
  person: Prisma.sql`x.name NULLS FIRST, x.id`,
  client: Prisma.sql`c.name NULLS FIRST, c.id`,
  platform: Prisma.sql`pl.name NULLS FIRST, pl.id`,
  cause: Prisma.sql`t.cause, t."causeId" NULLS FIRST`,
};

/**
 * The worklist, undone unless the filter says otherwise: overdue, then today, then later; within each, one
 * platform's tasks stand together, the gravest first; or by whose it is, by client, platform or cause. Who does not read the register sees what they are given and
 * what is at their own assets. Raises forbidden.
 */
export async function listTasks(
  actor: Actor,
  state: ListState<TaskFilter>,
  pageSize = PAGE_SIZE,
  by?: TaskGrouping,
): Promise<Page<TaskRow> & { overdue: number; today: number }> {
  requirePermission(actor, "work.read");
  const now = new Date();
  const where = Prisma.sql`${visibleTasks(actor)} AND ${taskWhere(state, actor, now)}`;
  const byDue = Prisma.sql`ORDER BY CASE WHEN t."dueAt" <= ${now}::timestamptz THEN 0
      WHEN t."dueAt"::date = ${now}::timestamptz::date THEN 1 ELSE 2 END,
    pl.name NULLS LAST, t.risk DESC, t."dueAt", t.number`;
  const order = by
    ? Prisma.sql`ORDER BY ${groupings[by]}, t."dueAt", t.risk DESC, t.number`
    : state.sort
      ? orderBy(state.sort, columns, Prisma.sql`t.number`)
      : byDue;
  const [counts, rows] = await Promise.all([
    db.$queryRaw<{ total: number; overdue: number; today: number }[]>`
      SELECT count(*)::int AS total,
        (count(*) FILTER (WHERE ${undone} AND t."dueAt" <= ${now}::timestamptz))::int AS overdue,
        (count(*) FILTER (WHERE ${undone} AND t."dueAt" > ${now}::timestamptz
          AND t."dueAt"::date = ${now}::timestamptz::date))::int AS today
      FROM ${taskTables} WHERE ${where}`,
    readTasks(where, Prisma.sql`${order} ${pagePart(state.page, pageSize)}`, now),
  ]);
  const { total = 0, overdue = 0, today = 0 } = counts[0] ?? {};
  return { rows, total, overdue, today, page: state.page, pageSize };
}

/** Every task of one cause (a departure's whole checklist), in the worklist's order. Raises forbidden. */
export async function tasksOfCause(actor: Actor, cause: string, causeId: string): Promise<TaskRow[]> {
  requirePermission(actor, "work.read");
  return readTasks(
    Prisma.sql`${visibleTasks(actor)} AND t.cause::text = ${cause} AND t."causeId" = ${causeId}::uuid`,
    Prisma.sql`ORDER BY c.name NULLS FIRST, pl.name NULLS LAST, t.risk DESC, t."dueAt", t.number`,
    new Date(),
  );
}

/** Numbers for the navigation and for Today: undone and overdue that the actor may see, their own, and to confirm. */
export type TaskCounts = { open: number; overdue: number; mine: number; confirm: number };

/** Counts the work in one statement. Raises forbidden. */
export async function taskCounts(actor: Actor): Promise<TaskCounts> {
  requirePermission(actor, "work.read");
  const now = new Date();
  const [counts] = await db.$queryRaw<TaskCounts[]>`
    SELECT (count(*) FILTER (WHERE ${undone}))::int AS open,
      (count(*) FILTER (WHERE ${undone} AND t."dueAt" <= ${now}::timestamptz))::int AS overdue,
      (count(*) FILTER (WHERE ${undone} AND t."assigneeId" = ${actor.personId}::uuid))::int AS mine,
      (count(*) FILTER (WHERE ${toConfirm(actor)}))::int AS confirm
    FROM "Task" t LEFT JOIN "Asset" a ON a.id = t."assetId"
    WHERE (${undone} OR (t.state = 'attested' AND t."needsSecond")) AND ${visibleTasks(actor)}`;
  return counts ?? { open: 0, overdue: 0, mine: 0, confirm: 0 };
}

function taskWhere({ q, filters }: ListState<TaskFilter>, actor: Actor, now: Date): Prisma.Sql {
  const conditions = [filters.state === "confirm" ? toConfirm(actor) : stateCondition(filters.state)];
  if (q) {
    const text = contains(q);
    conditions.push(Prisma.sql`(t.title ILIKE ${text} OR c.name ILIKE ${text} OR x.name ILIKE ${text}
      OR a."externalId" ILIKE ${contains(q.replace(/[^0-9a-z]/giu, "") || q)} OR t.number::text = ${q})`);
  }
  if (filters.mine) conditions.push(Prisma.sql`t."assigneeId" = ${actor.personId}::uuid`);
  if (isId(filters.person)) conditions.push(Prisma.sql`t."personId" = ${filters.person}::uuid`);
  if (isId(filters.client)) conditions.push(Prisma.sql`t."clientId" = ${filters.client}::uuid`);
  if (isId(filters.asset)) conditions.push(Prisma.sql`t."assetId" = ${filters.asset}::uuid`);
  if (filters.platform) conditions.push(Prisma.sql`pl.id = ${filters.platform}`);
  if (filters.kind) conditions.push(Prisma.sql`t.kind::text = ${filters.kind}`);
  if (filters.cause) conditions.push(Prisma.sql`t.cause::text = ${filters.cause}`);
  if (isId(filters.causeId)) conditions.push(Prisma.sql`t."causeId" = ${filters.causeId}::uuid`);
  if (filters.due === "overdue") conditions.push(Prisma.sql`t."dueAt" <= ${now}::timestamptz`);
  if (filters.due === "today")
    conditions.push(
      Prisma.sql`t."dueAt" > ${now}::timestamptz AND t."dueAt"::date = ${now}::timestamptz::date`,
    );
  if (filters.due === "later") conditions.push(Prisma.sql`t."dueAt"::date > ${now}::timestamptz::date`);
  return Prisma.join(conditions, " AND ");
}

/** Done by somebody else and not about the actor: what they can confirm, and what does not count before somebody does. */
function toConfirm({ personId }: Actor): Prisma.Sql {
  return Prisma.sql`t.state = 'attested' AND t."needsSecond" AND t."attestedById" IS DISTINCT FROM ${personId}::uuid
    AND t."personId" IS DISTINCT FROM ${personId}::uuid
    AND NOT coalesce(${personId}::uuid = ANY(${behindTask(Prisma.sql`t`)}), false)`;
}

function stateCondition(state: string | undefined): Prisma.Sql {
  if (state === "all") return Prisma.sql`true`;
  if (state === "waiting") return Prisma.sql`t.state IN ('invited', 'waiting_for_platform')`;
  if (state === "open" || state === "attested" || state === "verified" || state === "cancelled")
    return Prisma.sql`t.state::text = ${state}`;
  return undone;
}

import { type Actor, may } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import type { Risk } from "@/lib/platforms/role-risk";
import { type DueGroup, dueGroup } from "@/lib/register/rules/due";
import { awaitsSecond } from "@/lib/register/rules/four-eyes";
import { isUndone } from "@/lib/register/rules/task-life";
import type { TaskCause, TaskKind, TaskState } from "@/prisma/generated/enums";

/** A task as lists show it. */
export type TaskRow = {
  id: string;
  number: number;
  kind: TaskKind;
  title: string;
  state: TaskState;
  risk: Risk;
  /** Attested, and it does not count as done until a second person has confirmed it. */
  awaitsSecond: boolean;
  dueAt: Date;
  waitsUntil: Date | null;
  /** Null when nobody has to do anything any more. */
  group: DueGroup | null;
  cause: TaskCause;
  causeId: string | null;
  subjectId: string | null;
  subjectName: string | null;
  assigneeId: string | null;
  assigneeName: string | null;
  clientId: string | null;
  clientName: string | null;
  asset: { id: string; name: string; accountId: string } | null;
  /** It is about an account that nobody manages, so that it has no natural owner. */
  withoutCustodian: boolean;
  platform: { id: string; name: string; mark: string } | null;
};

type Raw = Omit<TaskRow, "group" | "awaitsSecond" | "asset" | "platform"> & {
  assetId: string | null;
  assetName: string | null;
  type: string | null;
  externalId: string | null;
  platformId: string | null;
  platformName: string | null;
  mark: string | null;
};

/** The tables that a task's names come from; lists filter by t, a, pl, c, p and x (the assignee). */
export const taskTables: Prisma.Sql = Prisma.sql`
  "Task" t
  LEFT JOIN "Asset" a ON a.id = t."assetId"
  LEFT JOIN "Platform" pl ON pl.id = coalesce(t."platformId", a."platformId")
  LEFT JOIN "Client" c ON c.id = t."clientId"
  LEFT JOIN "Person" p ON p.id = t."personId"
  LEFT JOIN "Person" x ON x.id = t."assigneeId"`;

/** Which tasks the actor may see: all, or those that they are given and those at assets that they are custodian of. */
export function visibleTasks(actor: Actor): Prisma.Sql {
  if (may(actor, "register.read")) return Prisma.sql`true`;
  return Prisma.sql`(t."assigneeId" = ${actor.personId}::uuid OR a."custodianId" = ${actor.personId}::uuid)`;
}

/** Tasks that satisfy a condition, in one statement. `tail` orders and cuts them. */
export async function readTasks(where: Prisma.Sql, tail: Prisma.Sql, now: Date): Promise<TaskRow[]> {
  const rows = await db.$queryRaw<Raw[]>`
    SELECT t.id, t.number, t.kind::text, t.title, t.state::text, t.risk::text, t."dueAt", t."waitsUntil",
      t.cause::text, t."causeId", t."personId" AS "subjectId", p.name AS "subjectName", t."assigneeId",
      x.name AS "assigneeName", t."clientId", c.name AS "clientName", a.id AS "assetId", a.name AS "assetName",
      a.type, a."externalId",
      (a."custodianId" IS NULL AND a."contactCustodianId" IS NULL AND a.id IS NOT NULL) AS "withoutCustodian", pl.id AS "platformId", pl.name AS "platformName", pl.mark
    FROM ${taskTables} WHERE ${where} ${tail}`;
  return rows.map((row) => toTaskRow(row, now));
}

function toTaskRow(row: Raw, now: Date): TaskRow {
  const { assetId, assetName, type, externalId, platformId, platformName, mark, ...task } = row;
  return {
    ...task,
    awaitsSecond: awaitsSecond(task),
    group: isUndone(task.state) ? dueGroup(task.dueAt, now) : null,
    asset:
      assetId && platformId && type && externalId
        ? { id: assetId, name: assetName ?? "", accountId: showAccountId({ platformId, type, externalId }) }
        : null,
    platform: platformId ? { id: platformId, name: platformName ?? "", mark: mark ?? "" } : null,
  };
}

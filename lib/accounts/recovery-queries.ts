import { canHelp, type RecoveryRow, readCase } from "@/lib/accounts/lock-recovery";
import { canSupport } from "@/lib/accounts/recovery-rules";
import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import type { Role } from "@/prisma/generated/enums";

export type RecoveryCase = Pick<
  RecoveryRow,
  "id" | "personName" | "askedAt" | "firstAt" | "firstName" | "secondAt"
> &
  Pick<RecoveryRow, "opensAt" | "expiresAt"> & {
    email: string | null;
    roles: Role[];
    askedFrom: string | null;
    reason: string | null;
    secondReason: string | null;
    secondName: string | null;
    /** True, or why the one who looks cannot confirm it. */
    mayConfirm: true | string;
  };

/** The open cases, those that wait the longest first. The words of a case are read by nobody: they are typed. */
export async function listRecoveryCases(actor: Actor): Promise<RecoveryCase[]> {
  requirePermission(actor, "recovery.help");
  type Row = RecoveryRow & Omit<RecoveryCase, "mayConfirm"> & { isBreakGlass: boolean; now: Date };
  const rows = await db.$queryRaw<Row[]>`
    SELECT found.*, coalesce(p.email, k.email) AS email, a.roles::text[] AS roles, c."askedFrom", c.reason,
      c."secondReason", s.name AS "secondName", now() AS now,
      EXISTS (SELECT 1 FROM "Account" own WHERE own.id = ${actor.accountId}::uuid AND own."breakGlassAt" IS NOT NULL)
        AS "isBreakGlass"
    FROM (${readCase(openCases)}) found
    JOIN "RecoveryCase" c ON c.id = found.id
    JOIN "Account" a ON a.id = c."accountId"
    LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" k ON k.id = a."contactId"
    LEFT JOIN "Person" s ON s.id = c."secondById"
    ORDER BY c."askedAt" LIMIT 200`;
  return rows.map(({ now, isBreakGlass, ...row }) => ({
    id: row.id,
    personName: row.personName,
    email: row.email,
    roles: row.roles,
    askedAt: row.askedAt,
    askedFrom: row.askedFrom,
    firstAt: row.firstAt,
    firstName: row.firstName,
    reason: row.reason,
    secondAt: row.secondAt,
    secondName: row.secondName,
    secondReason: row.secondReason,
    opensAt: row.opensAt,
    expiresAt: row.expiresAt,
    mayConfirm: canSupport(row, { personId: actor.personId, isBreakGlass }, now),
  }));
}

const openCases = Prisma.sql`c."cancelledAt" IS NULL AND c."claimedAt" IS NULL AND c."expiresAt" > now()`;

/** How many cases are open: for the navigation. */
export async function countRecoveryCases(actor: Actor): Promise<number> {
  requirePermission(actor, "recovery.help");
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "RecoveryCase" c WHERE ${openCases}`;
  return row?.count ?? 0;
}

/** Whether there are two people who can help others back in; else the page says what to do. */
export async function countHelpers(actor: Actor): Promise<number> {
  requirePermission(actor, "recovery.help");
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Account" h JOIN "Person" hp ON hp.id = h."personId" WHERE ${canHelp}`;
  return row?.count ?? 0;
}

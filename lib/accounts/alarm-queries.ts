import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";

export type Alarm = { useId: string; name: string; at: Date; ip: string | null; mayAnswer: boolean };

/** Uses of break-glass accounts that nobody has answered for, the newest first. */
export async function listAlarms(actor: Actor): Promise<Alarm[]> {
  requirePermission(actor, "alarms.acknowledge");
  return db.$queryRaw<Alarm[]>`
    SELECT u.id AS "useId", p.name, u.at, u.ip,
      NOT EXISTS (SELECT 1 FROM "Account" own WHERE own.id = ${actor.accountId}::uuid
        AND own."breakGlassAt" IS NOT NULL) AS "mayAnswer"
    FROM "BreakGlassUse" u JOIN "Account" a ON a.id = u."accountId" JOIN "Person" p ON p.id = a."personId"
    WHERE u."acknowledgedAt" IS NULL
    ORDER BY u.at DESC LIMIT 20`;
}

export type BreakGlassAccount = {
  accountId: string;
  name: string;
  keys: number;
  lastUsedAt: Date | null;
  disabledAt: Date | null;
  /** Nobody has signed in with it for so long that it may not work when it is needed. */
  untested: boolean;
};

/** The accounts that are sealed for emergencies, for the page of members. */
export async function listBreakGlassAccounts(actor: Actor): Promise<BreakGlassAccount[]> {
  requirePermission(actor, "members.read");
  return db.$queryRaw<BreakGlassAccount[]>`
    SELECT a.id AS "accountId", p.name, a."disabledAt",
      (SELECT count(*)::int FROM "Passkey" k WHERE k."accountId" = a.id AND k."removedAt" IS NULL) AS keys,
      (SELECT max(u.at) FROM "BreakGlassUse" u WHERE u."accountId" = a.id) AS "lastUsedAt",
      coalesce((SELECT max(u.at) FROM "BreakGlassUse" u WHERE u."accountId" = a.id), a."breakGlassAt")
        < now() - interval '90 days' AS untested
    FROM "Account" a JOIN "Person" p ON p.id = a."personId"
    WHERE a."breakGlassAt" IS NOT NULL ORDER BY p.name`;
}

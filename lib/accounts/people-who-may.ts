import { type Permission, permissionRow } from "@/lib/auth/permissions";
import type { Tx } from "@/lib/db";
import { Role } from "@/prisma/generated/enums";

export type Able = { personId: string; roles: Role[] };

/**
 * Who has a permission by one of their roles and can sign in: whom to tell of something that waits for it. Accounts
 * that are sealed for emergencies are nobody's daily work.
 */
export function listPeopleWhoMay(tx: Tx, permission: Permission): Promise<Able[]> {
  const { who } = permissionRow(permission);
  const roles = Object.values(Role).filter((role) => who.includes(role));
  return tx.$queryRaw<Able[]>`
    SELECT p.id AS "personId", a.roles::text[] AS roles FROM "Account" a JOIN "Person" p ON p.id = a."personId"
    WHERE a.roles && ${roles}::"Role"[] AND a."disabledAt" IS NULL AND a."breakGlassAt" IS NULL
      AND p."endedAt" IS NULL AND (p."accessEndsAt" IS NULL OR p."accessEndsAt" > now())
    ORDER BY p.id`;
}

import { permissionRow } from "@/lib/auth/permissions";
import { type StandInJson, standInsOf, toStandIns } from "@/lib/auth/stand-ins";
import { Prisma, type Reader } from "@/lib/db";
import type { Decider } from "@/lib/requests/rules/who-may";
import { Role } from "@/prisma/generated/enums";

/** Somebody who decides requests, as the rule asks it of them. */
export type ListedDecider = Decider & { personId: string };

/**
 * Who decides requests and can sign in: by one of their roles, or in the place of somebody who does. Which of them
 * decides an item is for `canDecide` to say. Accounts that are sealed for emergencies are nobody's daily work.
 */
export async function listDeciders(reader: Reader): Promise<ListedDecider[]> {
  const { who } = permissionRow("requests.decide");
  const roles = Object.values(Role).filter((role) => who.includes(role));
  const rows = await reader.$queryRaw<{ personId: string; roles: Role[]; inPlaceOf: StandInJson[] }[]>`
    SELECT p.id AS "personId", a.roles::text[] AS roles, ${standInsOf(Prisma.sql`p.id`)} AS "inPlaceOf"
    FROM "Account" a JOIN "Person" p ON p.id = a."personId"
    WHERE a."disabledAt" IS NULL AND a."breakGlassAt" IS NULL
      AND p."endedAt" IS NULL AND (p."accessEndsAt" IS NULL OR p."accessEndsAt" > now())
      AND (a.roles && ${roles}::"Role"[] OR EXISTS (
        SELECT 1 FROM "Delegation" d
        WHERE d."delegateId" = p.id AND d."endedAt" IS NULL AND delegation_runs(d, now())))
    ORDER BY p.id`;
  return rows.map(({ inPlaceOf, ...row }) => ({
    ...row,
    kind: "person",
    sealed: false,
    inPlaceOf: toStandIns(inPlaceOf),
  }));
}

import { isDeepStrictEqual } from "node:util";
import { type Actor, withStanding } from "@/lib/auth/actor";
import { type Permission, permissionRow } from "@/lib/auth/permissions";
import { lockStandIns } from "@/lib/auth/stand-ins";
import type { Tx } from "@/lib/db";
import { unauthenticated } from "@/lib/errors";
import type { Role } from "@/prisma/generated/enums";

/**
 * The one who is asking as they stand in this transaction, their account locked: whoever takes a role from them,
 * disables them or lets them leave waits for it, or has come before it, and then it no longer counts. For what can be
 * handed on, the same of those in whose places they decide. The system stands as it is. Raises unauthenticated.
 */
export async function actorNow(tx: Tx, actor: Actor, permission: Permission): Promise<Actor> {
  if (!actor.sessionId) return actor;
  const [row] = await tx.$queryRaw<{ roles: Role[]; sealed: boolean }[]>`
    SELECT a.roles::text[] AS roles, a."breakGlassAt" IS NOT NULL AS sealed
    FROM "Account" a JOIN "Session" s ON s."accountId" = a.id AND s.epoch = a."sessionEpoch"
    LEFT JOIN "Person" p ON p.id = a."personId"
    WHERE s.id = ${actor.sessionId}::uuid AND a.id = ${actor.accountId}::uuid
      AND s."revokedAt" IS NULL AND a."disabledAt" IS NULL
      AND p."endedAt" IS NULL AND (p."accessEndsAt" IS NULL OR p."accessEndsAt" > now())
    FOR SHARE OF a`;
  if (!row) throw unauthenticated();
  const handsOn = permissionRow(permission).delegated && actor.personId;
  const inPlaceOf = handsOn ? await lockStandIns(tx, handsOn) : actor.inPlaceOf;
  return withStanding(actor, { ...row, inPlaceOf });
}

/** Whether somebody stands as they did when the request began: the same roles, in the same places. */
export const standsAsBefore = (before: Actor, now: Actor): boolean =>
  before === now || isDeepStrictEqual(standing(before), standing(now));

const standing = ({ roles, inPlaceOf, sealed }: Actor) => ({ roles, inPlaceOf, sealed });

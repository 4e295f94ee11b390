import { type Actor, personActor } from "@/lib/auth/actor";
import { type StandInJson, standInsOf, toStandIns } from "@/lib/auth/stand-ins";
import { db, Prisma } from "@/lib/db";
import type { Role } from "@/prisma/generated/enums";
import { makeSession, type Name, type World } from "./world";

/** Somebody as a request that begins now would have them, in a new session where theirs has ended. */
export async function asNow({ people }: World, name: Name): Promise<Actor> {
  const { personId, accountId, actor } = people[name];
  const [row] = await db.$queryRaw<
    { roles: Role[]; sealed: boolean; inPlaceOf: StandInJson[]; lives: boolean; epoch: number }[]
  >`
    SELECT a.roles::text[] AS roles, a."breakGlassAt" IS NOT NULL AS sealed, a."sessionEpoch" AS epoch,
      ${standInsOf(Prisma.sql`a."personId"`)} AS "inPlaceOf", EXISTS (
        SELECT 1 FROM "Session" s WHERE s.id = ${actor.sessionId}::uuid AND s.epoch = a."sessionEpoch"
          AND s."revokedAt" IS NULL) AS lives
    FROM "Account" a WHERE a.id = ${accountId}::uuid`;
  if (!row) throw new Error("A player has an account.");
  const { roles, sealed, inPlaceOf, lives, epoch } = row;
  const sessionId = lives ? (actor.sessionId ?? "") : await makeSession(accountId);
  if (!lives) await db.session.update({ where: { id: sessionId }, data: { epoch } });
  const who = { personId, accountId, sessionId, name: people[name].name, roles, sealed, ip: null };
  return personActor({ ...who, inPlaceOf: toStandIns(inPlaceOf) });
}

import { randomBytes } from "node:crypto";
import { type Actor, personActor } from "@/lib/auth/actor";
import { type StandInJson, standInsOf, toStandIns } from "@/lib/auth/stand-ins";
import { db, Prisma } from "@/lib/db";
import { makeDelegation } from "@/lib/delegations/make-delegation";
import type { Role } from "@/prisma/generated/enums";
import { confirmed } from "./proof";
import { makeSession, type Name, type World } from "./world";

/** A passkey of somebody, so that they can confirm what they approve. */
export async function givePasskey({ accountId }: { accountId: string }): Promise<void> {
  const bytes = () => randomBytes(32).toString("base64url");
  await db.passkey.create({
    data: {
      accountId,
      credentialId: bytes(),
      publicKey: new Uint8Array(randomBytes(77)),
      signCount: 0,
      transports: ["internal"],
      aaguid: "00000000-0000-0000-0000-000000000000",
      backupEligible: false,
      backedUp: false,
      name: "Laptop",
    },
  });
}

/** Somebody as a request that begins now would have them: their roles, and in whose places they decide. */
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

/** The day in so many days, as a form sends it. */
export const dayIn = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Hands the deciding of one of the cast to another one, from now on. */
export async function handOn(world: World, from: Name, to: Name, days = 10): Promise<string> {
  const input = {
    delegateId: world.people[to].personId,
    until: dayIn(days),
    reason: "Two weeks in the mountains",
  };
  const { id } = await confirmed(makeDelegation, await asNow(world, from), input);
  return id;
}

/** Takes all delegations away, as if there had never been one: they are never deleted, so they end. */
export async function endDelegations(): Promise<void> {
  await db.delegation.updateMany({
    where: { endedAt: null },
    data: { endedAt: new Date(), endedBecause: "ended" },
  });
}

import type { Actor } from "@/lib/auth/actor";
import { db, Prisma, type Tx } from "@/lib/db";
import type { ProofMeans, StepUpAsked } from "@/lib/errors";
import type { ProofStrength } from "@/prisma/generated/enums";

/** How old a proof may be when it is used (SEC-05). */
export const PROOF_MINUTES = 5;

/** What a proof is bound to, beside the session. */
export type Proven = { command: string; inputHash: Uint8Array<ArrayBuffer>; strength: ProofStrength };

/**
 * Uses the session's proof for exactly this command and input, once, in the command's own transaction. Gives the
 * factor in words; null when there is none that still counts. What only the strongest of an account has proved does
 * not count where a phishing-resistant proof is wanted.
 */
export async function consumeProof(tx: Tx, actor: Actor, proven: Proven): Promise<string | null> {
  const rows = await tx.$queryRaw<{ method: string }[]>`
    UPDATE "StepUp" SET "consumedAt" = now() WHERE id = (
      SELECT id FROM "StepUp"
      WHERE "sessionId" = ${actor.sessionId}::uuid AND command = ${proven.command}
        AND "inputHash" = ${proven.inputHash} AND strength = ${proven.strength}::"ProofStrength"
        AND "verifiedAt" > now() - make_interval(mins => ${PROOF_MINUTES}) AND "consumedAt" IS NULL
      ORDER BY "verifiedAt" DESC LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING method`;
  if (rows[0]) return rows[0].method;
  return proven.strength === "strongest" ? consumeSignIn(tx, actor, proven) : null;
}

/**
 * Where an account has neither a passkey nor a password with an authenticator app (it comes by an issuer), the sign-in
 * itself is the strongest that it has: it counts as a proof while it is fresh, once.
 */
async function consumeSignIn(tx: Tx, actor: Actor, proven: Proven): Promise<string | null> {
  // Locked first and read then: of two at once the second sees what the first has used.
  await tx.$queryRaw`SELECT s.id FROM "Session" s WHERE s.id = ${actor.sessionId}::uuid FOR UPDATE`;
  const rows = await tx.$queryRaw<{ means: ProofMeans }[]>`
    SELECT ${meansOf(Prisma.sql`s."accountId"`)} AS means
    FROM "Session" s
    WHERE s.id = ${actor.sessionId}::uuid AND s."authAt" > now() - make_interval(mins => ${PROOF_MINUTES})
      AND NOT EXISTS (SELECT 1 FROM "StepUp" u WHERE u."sessionId" = s.id AND u.method = ${SIGN_IN})`;
  if (rows[0]?.means !== "sign-in") return null;
  const { command, inputHash, strength } = proven;
  await tx.$executeRaw`
    INSERT INTO "StepUp" ("sessionId", command, "inputHash", strength, "verifiedAt", method, "consumedAt")
    VALUES (${actor.sessionId}::uuid, ${command}, ${inputHash}, ${strength}::"ProofStrength", now(), ${SIGN_IN}, now())`;
  return SIGN_IN;
}

const SIGN_IN = "the sign-in itself";

/** The strongest that an account can confirm with: no downgrade for who has a passkey. */
const meansOf = (accountId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  CASE WHEN EXISTS (SELECT 1 FROM "Passkey" k WHERE k."accountId" = ${accountId} AND k."removedAt" IS NULL) THEN 'passkey'
    WHEN EXISTS (SELECT 1 FROM "Password" w WHERE w."accountId" = ${accountId})
      AND EXISTS (SELECT 1 FROM "Totp" t
        WHERE t."accountId" = ${accountId} AND t."activeAt" IS NOT NULL AND t."removedAt" IS NULL) THEN 'password'
    ELSE 'sign-in' END`;

/** As `meansOf`, of one account. */
export async function readMeans(tx: Tx, accountId: string): Promise<ProofMeans> {
  const [row] = await tx.$queryRaw<{ means: ProofMeans }[]>`
    SELECT ${meansOf(Prisma.sql`${accountId}::uuid`)} AS means`;
  if (!row) throw new Error("A statement without a table gave no row.");
  return row.means;
}

/** Writes down which proof a command wants, so that its person can give it. For the command kernel. */
export async function askForProof(
  actor: Actor,
  { command, inputHash, strength }: Proven,
  does: string,
): Promise<StepUpAsked> {
  if (!actor.sessionId) throw new Error("Only a session can prove anything.");
  await db.$executeRaw`
    DELETE FROM "StepUp" WHERE id IN (
      SELECT id FROM "StepUp" WHERE "createdAt" < now() - interval '1 day' LIMIT 200 FOR UPDATE SKIP LOCKED)`;
  const rows = await db.$queryRaw<{ id: string; means: ProofMeans }[]>`
    WITH made AS (
      INSERT INTO "StepUp" ("sessionId", command, "inputHash", strength)
      VALUES (${actor.sessionId}::uuid, ${command}, ${inputHash}, ${strength}::"ProofStrength") RETURNING id)
    SELECT made.id, ${meansOf(Prisma.sql`s."accountId"`)} AS means
    FROM made, "Session" s WHERE s.id = ${actor.sessionId}::uuid`;
  const [asked] = rows;
  if (!asked) throw new Error("The session that should prove something is gone.");
  const means = asked.means === "passkey" || strength === "strongest" ? asked.means : "nothing";
  return { id: asked.id, does, means };
}

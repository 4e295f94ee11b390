import { type RecoveryRow, readCase } from "@/lib/accounts/lock-recovery";
import { phraseOf } from "@/lib/accounts/phrase";
import { type ClaimState, canCancel, claimState } from "@/lib/accounts/recovery-rules";
import { type Actor, requirePermission } from "@/lib/auth/actor";
import { sha256 } from "@/lib/crypto";
import { db, Prisma } from "@/lib/db";
import { conflict } from "@/lib/errors";

export type Claim = { state: ClaimState; phrase: string; opensAt: Date | null; expiresAt: Date | null };

/** How a recovery stands, for the one who holds its claim. A claim without a case waits like any other. */
export async function getClaim(actor: Actor, claim: string): Promise<Claim> {
  requirePermission(actor, "accounts.sign-in");
  const [row] = await db.$queryRaw<(RecoveryRow & { now: Date })[]>`
    SELECT found.*, now() AS now FROM (${readCase(Prisma.sql`c."claimHash" = ${sha256(claim)}`)}) found`;
  const state = claimState(row ?? null, row?.now ?? new Date());
  const told = row && (state === "cooling" || state === "open");
  return {
    state,
    phrase: phraseOf(claim),
    opensAt: told ? row.opensAt : null,
    expiresAt: told ? row.expiresAt : null,
  };
}

/** Whose recovery a cancel link stops. Raises conflict with the reason when there is nothing to stop. */
export async function getCancelLink(actor: Actor, token: string): Promise<{ name: string }> {
  requirePermission(actor, "accounts.sign-in");
  const [row] = await db.$queryRaw<(RecoveryRow & { now: Date })[]>`
    SELECT found.*, now() AS now FROM (${readCase(Prisma.sql`c."cancelHash" = ${sha256(token)}`)}) found`;
  const can = canCancel(row ?? null, row?.now ?? new Date());
  if (!row || can !== true) throw conflict(can === true ? "" : can);
  return { name: row.personName };
}

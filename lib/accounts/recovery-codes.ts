import { CODES_IN_SET, hashOfRecoveryCode, makeRecoveryCode } from "@/lib/accounts/recovery-code";
import { sha256 } from "@/lib/crypto";
import type { Tx } from "@/lib/db";

/**
 * Makes a new set of recovery codes for an account and voids whatever it had before; gives the codes, to be shown
 * once. None of them opens anything until the set is confirmed (SEC-34).
 */
export async function makeRecoveryCodes(tx: Tx, accountId: string): Promise<string[]> {
  await voidRecoveryCodes(tx, accountId);
  const codes = Array.from({ length: CODES_IN_SET }, makeRecoveryCode);
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ accountId, codeHash: sha256(code) })) });
  return codes;
}

/** Voids every code of the account that could still be used or confirmed. */
export async function voidRecoveryCodes(tx: Tx, accountId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "RecoveryCode" SET "voidedAt" = now()
    WHERE "accountId" = ${accountId}::uuid AND "usedAt" IS NULL AND "voidedAt" IS NULL`;
}

/** Whether the account has a confirmed set of which a code is left. */
export async function hasRecoveryCodes(tx: Tx, accountId: string): Promise<boolean> {
  const kept = { accountId, confirmedAt: { not: null }, usedAt: null, voidedAt: null };
  return (await tx.recoveryCode.count({ where: kept })) > 0;
}

/**
 * Confirms the set that waits for it, by one of its codes: whoever types one has kept them. That code stays good.
 * Gives whether there was such a set.
 */
export async function confirmRecoveryCodes(tx: Tx, accountId: string, typed: string): Promise<boolean> {
  const codeHash = hashOfRecoveryCode(typed);
  if (!codeHash) return false;
  const confirmed = await tx.$executeRaw`
    UPDATE "RecoveryCode" SET "confirmedAt" = now()
    WHERE "accountId" = ${accountId}::uuid AND "confirmedAt" IS NULL AND "voidedAt" IS NULL AND "usedAt" IS NULL
      AND EXISTS (SELECT 1 FROM "RecoveryCode" typed WHERE typed."accountId" = ${accountId}::uuid
        AND typed."codeHash" = ${codeHash} AND typed."confirmedAt" IS NULL AND typed."voidedAt" IS NULL)`;
  return confirmed > 0;
}

/**
 * Takes a recovery code, once, by one conditional write: of fifty at once one is taken (SEC-06). Gives how many are
 * left; null when the code is not one of the account's that still counts.
 */
export async function takeRecoveryCode(
  tx: Tx,
  accountId: string,
  typed: string,
): Promise<{ left: number } | null> {
  const codeHash = hashOfRecoveryCode(typed);
  if (!codeHash) return null;
  const taken = await tx.$executeRaw`
    UPDATE "RecoveryCode" SET "usedAt" = now()
    WHERE "accountId" = ${accountId}::uuid AND "codeHash" = ${codeHash}
      AND "confirmedAt" IS NOT NULL AND "usedAt" IS NULL AND "voidedAt" IS NULL`;
  if (taken !== 1) return null;
  const left = await tx.recoveryCode.count({
    where: { accountId, confirmedAt: { not: null }, usedAt: null, voidedAt: null },
  });
  return { left };
}

import { z } from "zod";
import { hashPassword, isOutdatedHash, verifyPassword, wastePasswordTime } from "@/lib/auth/password";
import type { Tx } from "@/lib/db";
import { AppError } from "@/lib/errors";
import { line } from "@/lib/input";

/** The hash that a password was found to be of, and a new one at today's cost where that one was cheaper. */
export const passwordMatch = z.strictObject({ hash: line(300), renewed: line(300).nullable() });

export type PasswordMatch = z.output<typeof passwordMatch>;

/**
 * Compares a password with a hash, outside of any transaction: hashing waits its turn, and must keep no connection
 * waiting with it. Takes as long where there is no hash (SEC-29). Null when the password is another one.
 */
export async function matchPassword(hash: string | null, password: string): Promise<PasswordMatch | null> {
  if (!hash) {
    await wastePasswordTime(password);
    return null;
  }
  if (!(await verifyPassword(hash, password))) return null;
  return { hash, renewed: isOutdatedHash(hash) ? await hashAnew(password) : null };
}

/** Null when too many hash at once: that lets nobody wait who was right, and the next sign-in renews it. */
function hashAnew(password: string): Promise<string | null> {
  return hashPassword(password).catch((error) => {
    if (error instanceof AppError && error.code === "unavailable") return null;
    throw error;
  });
}

/**
 * Puts the hash at today's cost in the place of the one that was compared, if that still stands: a password that was
 * changed meanwhile stays. It is the same password, so nothing ends and `changedAt` stays. Gives what to audit.
 */
export async function renewHash(
  tx: Tx,
  accountId: string,
  { hash, renewed }: PasswordMatch,
): Promise<{ passwordHash?: "renewed" }> {
  if (!renewed) return {};
  const { count } = await tx.password.updateMany({ where: { accountId, hash }, data: { hash: renewed } });
  return count > 0 ? { passwordHash: "renewed" } : {};
}

import { matchingStep, openTotpSecret } from "@/lib/auth/totp";
import type { Tx } from "@/lib/db";

/**
 * Takes a code of one of the account's authenticator apps: its step is written down by one conditional write, so no
 * code, and no older one, counts twice, on whatever instance (SEC-32). Gives the app; null when no app gives this
 * code now. Count the attempt before this is asked (SEC-33).
 */
export async function takeTotp(
  tx: Tx,
  accountId: string,
  code: string,
  now: Date,
): Promise<{ id: string; name: string } | null> {
  const totps = await tx.totp.findMany({
    where: { accountId, activeAt: { not: null }, removedAt: null },
    select: { id: true, name: true, secret: true },
    orderBy: { createdAt: "asc" },
  });
  for (const { id, name, secret } of totps) {
    const step = matchingStep(openTotpSecret(secret, accountId), code, now);
    if (step === null) continue;
    const { count } = await tx.totp.updateMany({
      where: { id, removedAt: null, lastStep: { lt: step } },
      data: { lastStep: step, lastUsedAt: now },
    });
    if (count === 1) return { id, name };
  }
  return null;
}

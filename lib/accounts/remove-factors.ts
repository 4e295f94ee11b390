import type { Tx } from "@/lib/db";

/**
 * Removes every factor that an account has, and forgets its browsers: for a recovery by two people, whose person has
 * lost them all. Gives how many of each there were. There is no screen that does this to somebody (SEC-07).
 */
export async function removeFactors(tx: Tx, accountId: string, now: Date): Promise<Record<string, number>> {
  const live = { where: { accountId, removedAt: null }, data: { removedAt: now } };
  const passkeys = await tx.passkey.updateMany(live);
  const totps = await tx.totp.updateMany(live);
  const identities = await tx.federatedIdentity.updateMany(live);
  const codes = await tx.recoveryCode.updateMany({
    where: { accountId, usedAt: null, voidedAt: null },
    data: { voidedAt: now },
  });
  const passwords = await tx.password.deleteMany({ where: { accountId } });
  await tx.knownDevice.updateMany({ where: { accountId, forgottenAt: null }, data: { forgottenAt: now } });
  return {
    passkeys: passkeys.count,
    authenticatorApps: totps.count,
    companySignIns: identities.count,
    recoveryCodes: codes.count,
    passwords: passwords.count,
  };
}

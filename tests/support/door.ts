import { TOTP } from "otpauth";
import { makeRecoveryCodes } from "@/lib/accounts/recovery-codes";
import { hashPassword } from "@/lib/auth/password";
import { makeTotpSecret, sealTotpSecret, totpForApp } from "@/lib/auth/totp";
import { db } from "@/lib/db";

/** A password that the rule takes. */
export const PASSWORD = "seven herons over the quay";

/** An authenticator app with a clock of its own. */
export type App = {
  id: string;
  /** The code that it shows, or showed so many steps ago. */
  code: (stepsAgo?: number) => string;
};

/** Gives an account a password, as if its holder had set it. */
export async function givePassword(accountId: string, password = PASSWORD): Promise<void> {
  const hash = await hashPassword(password);
  await db.password.upsert({ where: { accountId }, create: { accountId, hash }, update: { hash } });
}

/** Gives an account an authenticator app that counts, as if its holder had set it up. */
export async function giveApp(accountId: string, name = "Phone"): Promise<App> {
  const secret = makeTotpSecret();
  const { id } = await db.totp.create({
    data: {
      accountId,
      name,
      secret: sealTotpSecret(secret, accountId),
      source: "own",
      expiresAt: new Date(),
      activeAt: new Date(),
    },
    select: { id: true },
  });
  return { id, code: appOf(totpForApp(secret, name).typed) };
}

/** The codes of the app into which a secret was typed. */
export function appOf(typed: string): App["code"] {
  const totp = new TOTP({ secret: typed.replaceAll(" ", ""), digits: 6, period: 30 });
  return (stepsAgo = 0) => totp.generate({ timestamp: Date.now() - stepsAgo * 30_000 });
}

/** Gives an account a set of recovery codes that its holder has confirmed. */
export async function giveCodes(accountId: string): Promise<string[]> {
  const codes = await db.$transaction((tx) => makeRecoveryCodes(tx, accountId));
  await db.recoveryCode.updateMany({
    where: { accountId, voidedAt: null },
    data: { confirmedAt: new Date() },
  });
  return codes;
}

import { makeRecoveryCodes } from "@/lib/accounts/recovery-codes";
import { decrypt } from "@/lib/crypto";
import { db } from "@/lib/db";
import { mailContext } from "@/lib/outbox";

/** Gives an account a set of recovery codes that its holder has confirmed. */
export async function giveCodes(accountId: string): Promise<string[]> {
  const codes = await db.$transaction((tx) => makeRecoveryCodes(tx, accountId));
  await db.recoveryCode.updateMany({
    where: { accountId, voidedAt: null },
    data: { confirmedAt: new Date(Date.now() - 86_400_000) },
  });
  return codes;
}

/** What was written to an address, newest first, as its reader has it: also what is sealed in the app. */
export async function mailsTo(
  address: string,
): Promise<{ subject: string; text: string; sealed: boolean }[]> {
  const mails = await db.outboxMail.findMany({ where: { toAddress: address }, orderBy: { id: "desc" } });
  return mails.map(({ subject, body, cause, sealed }) => ({
    subject,
    sealed,
    text: decrypt(body, mailContext(cause)).toString("utf8"),
  }));
}

/** The secret behind `#` of the newest link of this path to an address. */
export async function mailedSecret(address: string, path: string): Promise<string> {
  for (const { text } of await mailsTo(address)) {
    const found = new RegExp(`${path}#(\\S+)`).exec(text);
    if (found?.[1]) return found[1];
  }
  throw new Error(`No link ${path} was mailed to ${address}.`);
}

/** Lets the waiting time of an account's open case pass. */
export async function letItCool(accountId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE "RecoveryCase" SET "opensAt" = now() - interval '1 minute'
    WHERE "accountId" = ${accountId}::uuid AND "opensAt" IS NOT NULL AND "claimedAt" IS NULL`;
}

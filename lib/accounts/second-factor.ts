import { tooLate } from "@/lib/accounts/half-done";
import { lockPending, type PendingRow } from "@/lib/accounts/pending-sign-in";
import type { Tx } from "@/lib/db";
import type { Refused } from "@/lib/errors";
import type { FirstFactor, SignInWay } from "@/prisma/generated/enums";

type SecondFactor = "key" | "totp";

const ways: Partial<Record<FirstFactor, Record<SecondFactor, SignInWay>>> = {
  password: { key: "password_key", totp: "password_totp" },
  federated: { key: "federated_key", totp: "federated_totp" },
};

/** What a first and a second factor are together; null when they are no way in (a mailed link is no factor). */
export const wayOf = (first: FirstFactor, second: SecondFactor): SignInWay | null =>
  ways[first]?.[second] ?? null;

/** The half-done sign-in of a token, locked, as the `target` of a command. Raises unauthenticated when it is too late. */
export async function pendingTarget(tx: Tx, token: string): Promise<PendingRow> {
  const pending = await lockPending(tx, token);
  if (!pending) throw tooLate();
  return pending;
}

/** Whose second factor it is, for the audit log; with what was refused, as the refusal's detail. */
export function aboutPending({ accountId, personName }: PendingRow, detail?: string): Refused {
  return { objectType: "account", objectId: accountId, objectName: personName, detail };
}

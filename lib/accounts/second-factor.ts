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

/** The half-done sign-in of a token, locked, as the `target` of a command: there is always something to refuse. */
export async function pendingTarget(tx: Tx, token: string): Promise<{ pending: PendingRow | null }> {
  return { pending: await lockPending(tx, token) };
}

/** Whose second factor was refused, for the audit log. */
export const aboutPending = (pending: PendingRow, detail: string): Refused => ({
  objectType: "account",
  objectId: pending.accountId,
  objectName: pending.personName,
  detail,
});

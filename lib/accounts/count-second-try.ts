import { z } from "zod";
import { SECOND_TRIES, tooLate } from "@/lib/accounts/half-done";
import { command, noTarget } from "@/lib/command";
import { id } from "@/lib/input";

/**
 * Counts a try at the second factor of a half-done sign-in, in a transaction of its own and before anything is
 * verified: of fifty at once, five are taken (SEC-33). Raises unauthenticated when it has had its tries. It leaves
 * no event; the command that verifies does.
 */
export const countSecondTry = command({
  name: "accounts.count-second-try",
  permission: "accounts.sign-in",
  input: z.strictObject({ pendingId: id() }),
  target: noTarget,
  allow: () => true,
  async change({ tx, input: { pendingId } }) {
    const counted = await tx.$executeRaw`
      UPDATE "PendingSignIn" SET attempts = attempts + 1
      WHERE id = ${pendingId}::uuid AND attempts < ${SECOND_TRIES} AND way IS NULL AND "consumedAt" IS NULL
        AND "expiresAt" > now()`;
    if (counted === 0) throw tooLate();
    return { result: null, audit: [] };
  },
});

import { z } from "zod";
import { refuseChallenge } from "@/lib/accounts/refuse-challenge";
import { command, noTarget } from "@/lib/command";
import { id, line } from "@/lib/input";
import { ChallengePurpose } from "@/prisma/generated/enums";

export type TakenChallenge = {
  challenge: string;
  accountId: string | null;
  linkId: string | null;
  pendingId: string | null;
  stepUpId: string | null;
  userHandle: Uint8Array<ArrayBuffer> | null;
};

/**
 * Uses a challenge up, in a transaction of its own and before anything is verified with it: an answer that fails has
 * used it up too (SEC-22). Raises forbidden, audited with whose it was, when it was used already, has run out or is for
 * something else; conflict when nobody knows it. Where it is taken it leaves no event; the command that verifies does.
 * Count the answer before: each refusal is a line of the log.
 */
export const takeChallenge = command({
  name: "accounts.take-challenge",
  permission: "accounts.sign-in",
  input: z.strictObject({
    challengeId: id(),
    purpose: z.enum(ChallengePurpose),
    /** The passkey that the answer says to be of: the challenge of a sign-in is nobody's yet. */
    credentialId: line(2000).optional(),
  }),
  secretResult: true,
  target: noTarget,
  allow: () => true,
  async change({ tx, input }) {
    const [taken] = await tx.$queryRaw<TakenChallenge[]>`
      UPDATE "AuthChallenge" SET "consumedAt" = now()
      WHERE id = ${input.challengeId}::uuid AND purpose = ${input.purpose}::"ChallengePurpose"
        AND "consumedAt" IS NULL AND "expiresAt" > now()
      RETURNING challenge, "accountId", "linkId", "pendingId", "stepUpId", "userHandle"`;
    if (!taken) throw await refuseChallenge(tx, input);
    return { result: taken, audit: [] };
  },
});

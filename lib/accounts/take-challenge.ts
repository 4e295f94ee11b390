import { z } from "zod";
import { command, noTarget } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
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
 * Takes a challenge out of the database, in a transaction of its own and before anything is verified with it: an
 * answer that fails has used it up too (SEC-22). Raises conflict when it is gone. It leaves no event; the command
 * that verifies does.
 */
export const takeChallenge = command({
  name: "accounts.take-challenge",
  permission: "accounts.sign-in",
  input: z.strictObject({ challengeId: id(), purpose: z.enum(ChallengePurpose) }),
  target: noTarget,
  allow: () => true,
  async change({ tx, input }) {
    const [taken] = await tx.$queryRaw<TakenChallenge[]>`
      DELETE FROM "AuthChallenge"
      WHERE id = ${input.challengeId}::uuid AND purpose = ${input.purpose}::"ChallengePurpose" AND "expiresAt" > now()
      RETURNING challenge, "accountId", "linkId", "pendingId", "stepUpId", "userHandle"`;
    if (!taken) throw conflict("This took longer than five minutes, or was already sent. Try again.");
    return { result: taken, audit: [] };
  },
});

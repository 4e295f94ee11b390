import { randomBytes } from "node:crypto";
import { z } from "zod";
import { CHALLENGE_MINUTES } from "@/lib/auth/relying-party";
import { command, noTarget } from "@/lib/command";
import { id } from "@/lib/input";
import { ChallengePurpose } from "@/prisma/generated/enums";

export type OpenChallenge = { id: string; challenge: string; userHandle: Uint8Array<ArrayBuffer> | null };

/**
 * Opens a WebAuthn challenge: 32 random bytes, good once and for five minutes, for one purpose (SEC-22). For a
 * link, an account's user handle is chosen with it: 64 random bytes that say nothing (SEC-28). Clears away what
 * has run out a day ago: until then an answer that comes late or again is known for what it is. It changes nothing that anybody owns, so it leaves no event: what is done with it does.
 */
export const openChallenge = command({
  name: "accounts.open-challenge",
  permission: "accounts.sign-in",
  input: z.strictObject({
    purpose: z.enum(ChallengePurpose),
    linkId: id().optional(),
    /** Whose it is, where that is known. */
    accountId: id().optional(),
    /** The half-done sign-in whose second factor it is for. */
    pendingId: id().optional(),
    /** The action that it confirms. */
    stepUpId: id().optional(),
  }),
  secretResult: true,
  target: noTarget,
  allow: () => true,
  async change({ tx, input }) {
    await tx.$executeRaw`
      DELETE FROM "AuthChallenge" WHERE id IN (
        SELECT id FROM "AuthChallenge" WHERE "expiresAt" < now() - interval '1 day' LIMIT 200
        FOR UPDATE SKIP LOCKED)`;
    await tx.$executeRaw`
      DELETE FROM "PendingSignIn" WHERE id IN (
        SELECT id FROM "PendingSignIn" WHERE "expiresAt" < now() - interval '1 day' LIMIT 200
        FOR UPDATE SKIP LOCKED)`;
    const challenge = randomBytes(32).toString("base64url");
    const userHandle = input.linkId ? new Uint8Array(randomBytes(64)) : null;
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO "AuthChallenge" (purpose, challenge, "accountId", "linkId", "pendingId", "stepUpId", "userHandle",
        "expiresAt")
      VALUES (${input.purpose}::"ChallengePurpose", ${challenge}, ${input.accountId ?? null}::uuid,
        ${input.linkId ?? null}::uuid, ${input.pendingId ?? null}::uuid, ${input.stepUpId ?? null}::uuid,
        ${userHandle}, now() + make_interval(mins => ${CHALLENGE_MINUTES}))
      RETURNING id`;
    if (!row) throw new Error("The challenge was not saved.");
    const result: OpenChallenge = { id: row.id, challenge, userHandle };
    return { result, audit: [] };
  },
});

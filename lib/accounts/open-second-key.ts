import { z } from "zod";
import { openChallenge } from "@/lib/accounts/open-challenge";
import { pendingTarget } from "@/lib/accounts/second-factor";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { line } from "@/lib/input";

/**
 * Opens the challenge for a security key or passkey as the second factor: for those of the account alone, which are
 * listed. The first factor was right, so that this tells a stranger nothing. Raises unauthenticated or conflict.
 */
export const openSecondKey = command({
  name: "accounts.open-second-key",
  permission: "accounts.sign-in",
  secretResult: true,
  input: z.strictObject({ token: line(200) }),
  target: (tx, { token }) => pendingTarget(tx, token),
  allow: () => true,
  async change({ tx, actor, target: pending }) {
    const { id: pendingId, accountId } = pending;
    const keys = await tx.passkey.findMany({
      where: { accountId, removedAt: null },
      select: { credentialId: true, transports: true },
    });
    if (keys.length === 0) throw conflict("This account has no security key or passkey. Use another way.");
    const opened = await openChallenge.within(tx, actor, { purpose: "second_factor", pendingId, accountId });
    const allow = keys.map(({ credentialId, transports }) => ({ id: credentialId, transports }));
    return { result: { challengeId: opened.id, challenge: opened.challenge, allow }, audit: [] };
  },
});

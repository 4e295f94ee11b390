import { z } from "zod";
import { openChallenge } from "@/lib/accounts/open-challenge";
import { lockStepUp } from "@/lib/accounts/step-ups";
import { systemActor } from "@/lib/auth/actor";
import { command } from "@/lib/command";
import { id } from "@/lib/input";

/**
 * Opens the challenge with which the actor confirms a sensitive action: for their own passkeys alone, which are
 * listed. Gives none where the account has no passkey and the action takes the strongest that it has.
 */
export const openStepUp = command({
  name: "accounts.open-step-up",
  permission: "step-up.prove",
  secretResult: true,
  input: z.strictObject({ stepUpId: id() }),
  target: (tx, { stepUpId }, actor) => lockStepUp(tx, stepUpId, actor),
  allow: () => true,
  async change({ tx, actor, target }) {
    const { id: stepUpId, accountId } = target;
    const passkeys = await tx.passkey.findMany({
      where: { accountId, removedAt: null },
      select: { credentialId: true, transports: true },
    });
    const door = systemActor("sign-in", actor.ip);
    const opened = await openChallenge.within(tx, door, { purpose: "step_up", stepUpId, accountId });
    const allow = passkeys.map(({ credentialId, transports }) => ({ id: credentialId, transports }));
    return { result: { challengeId: opened.id, challenge: opened.challenge, allow }, audit: [] };
  },
});

import { z } from "zod";
import { acceptPasskey, lockPasskey } from "@/lib/accounts/accept-passkey";
import { lockStepUp, markProved } from "@/lib/accounts/step-ups";
import { authenticationResponse } from "@/lib/auth/passkey-input";
import { command } from "@/lib/command";
import { forbidden, type Refused } from "@/lib/errors";
import { id, line } from "@/lib/input";

/**
 * Confirms a sensitive action with a passkey of the actor's own, for a challenge that was opened for it and already
 * taken (SEC-05). Raises forbidden, audited.
 */
export const proveStepUp = command({
  name: "accounts.prove-step-up",
  permission: "step-up.prove",
  input: z.strictObject({
    challenge: z.strictObject({ challenge: line(200), stepUpId: id() }),
    response: authenticationResponse,
  }),
  target: async (tx, { challenge, response }, actor) => {
    const stepUp = await lockStepUp(tx, challenge.stepUpId, actor);
    return { stepUp, passkey: await lockPasskey(tx, response.id) };
  },
  allow: ({ actor, target: { passkey } }) =>
    passkey?.accountId === actor.accountId || "Confirm it with a passkey of your own.",
  async change({ tx, actor, input, target: { stepUp, passkey } }) {
    if (!passkey) throw forbidden("This passkey is not known here.");
    const about: Refused = {
      objectType: "account",
      objectId: stepUp.accountId,
      objectName: actor.name,
      detail: `passkey ${passkey.name}, to confirm ${stepUp.command}`,
    };
    const { jobs } = await acceptPasskey(tx, passkey, input.response, input.challenge.challenge, about);
    await markProved(tx, stepUp.id, `passkey ${passkey.name}`);
    const entry = { objectType: "account", objectId: stepUp.accountId, objectName: actor.name };
    return {
      result: null,
      jobs,
      audit: [{ ...entry, after: { confirmed: stepUp.command, factor: `passkey ${passkey.name}` } }],
    };
  },
});

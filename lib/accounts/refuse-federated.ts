import { z } from "zod";
import { command } from "@/lib/command";
import { forbidden } from "@/lib/errors";
import { id, line } from "@/lib/input";

/**
 * Refuses an issuer's answer that next-auth has found to be no good, so that the audit log has it: a forged token, a
 * state or nonce of another sign-in, a code that was used before. Always raises forbidden.
 */
export const refuseFederated = command({
  name: "accounts.refuse-federated",
  permission: "accounts.sign-in",
  input: z.strictObject({ providerId: id(), why: line(300) }),
  target: async (tx, { providerId }) =>
    tx.identityProvider.findUnique({ where: { id: providerId }, select: { id: true, name: true } }),
  allow: () => true,
  async change({ input, target }): Promise<never> {
    throw forbidden(`The answer of ${target.name} could not be verified.`, {
      objectType: "issuer",
      objectId: target.id,
      objectName: target.name,
      detail: input.why,
    });
  },
});

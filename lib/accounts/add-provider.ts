import { z } from "zod";
import { claimValues, issuerAddress } from "@/lib/accounts/issuer-rules";
import { nextProviderId, secretContext } from "@/lib/accounts/providers";
import { discover } from "@/lib/auth/discovery";
import { command } from "@/lib/command";
import { encrypt } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import { AppError, conflict, invalidInput } from "@/lib/errors";
import { id, line } from "@/lib/input";

/**
 * Sets an issuer of OpenID Connect up, for the company sign-in. What the issuer says of itself is read and checked,
 * and its name for itself is the one that is kept. The client secret is encrypted, and never shown again.
 */
export const addProvider = command({
  name: "accounts.add-provider",
  permission: "policy.write",
  input: z.strictObject({
    /** As the page has shown it, within the redirect address. */
    providerId: id(),
    name: line(60),
    issuer: issuerAddress(),
    clientId: line(300),
    clientSecret: line(500),
    believedAmr: claimValues(),
    believedAcr: claimValues(),
  }),
  // A wrong address is told before the proof.
  before: ({ input }) => discover(input.issuer).catch(atIssuerField),
  target: async (tx, { providerId }, _actor, { issuer }) => ({
    issuer,
    isNext: providerId === (await nextProviderId(tx)),
  }),
  allow: () => true,
  async change({ tx, actor, input, target }) {
    const { providerId, name, clientId, clientSecret, believedAmr, believedAcr } = input;
    if (!target.isNext) {
      throw conflict(
        "Somebody has added an issuer in the meantime. Load the page again: its redirect address is new.",
      );
    }
    if (await isLive(tx, target.issuer)) {
      throw conflict("This issuer is set up already. Change it, or end it first.");
    }
    await tx.identityProvider.create({
      data: {
        id: providerId,
        name,
        issuer: target.issuer,
        clientId,
        clientSecret: encrypt(clientSecret, secretContext(providerId)),
        believedAmr,
        believedAcr,
        createdById: actor.personId,
        updatedById: actor.personId,
      },
    });
    return {
      result: { providerId },
      audit: [
        {
          objectType: "issuer",
          objectId: providerId,
          objectName: name,
          after: { issuer: target.issuer, clientId, believedAmr, believedAcr },
        },
      ],
    };
  },
});

const isLive = async (tx: Tx, issuer: string): Promise<boolean> =>
  (await tx.identityProvider.count({ where: { issuer, endedAt: null } })) > 0;

function atIssuerField(error: unknown): never {
  if (!(error instanceof AppError)) throw error;
  throw invalidInput("The issuer cannot be used as it is.", { issuer: [error.message] });
}

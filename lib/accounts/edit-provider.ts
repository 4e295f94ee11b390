import { z } from "zod";
import { claimValues } from "@/lib/accounts/issuer-rules";
import { lockProvider } from "@/lib/accounts/lock-provider";
import { secretContext } from "@/lib/accounts/providers";
import { command } from "@/lib/command";
import { encrypt } from "@/lib/crypto";
import { conflict } from "@/lib/errors";
import { id, line } from "@/lib/input";

/**
 * Changes an issuer's name, its client and what of it is believed. Not its address: the identities hang on that, so
 * another issuer is another row. Without a new secret the old one stays.
 */
export const editProvider = command({
  name: "accounts.edit-provider",
  permission: "policy.write",
  input: z.strictObject({
    providerId: id(),
    name: line(60),
    clientId: line(300),
    clientSecret: line(500).optional(),
    believedAmr: claimValues(),
    believedAcr: claimValues(),
  }),
  target: (tx, { providerId }) => lockProvider(tx, providerId),
  allow: () => true,
  async change({ tx, actor, input, target }) {
    if (target.endedAt) throw conflict("This issuer was ended. Add it again.");
    const { name, clientId, clientSecret, believedAmr, believedAcr } = input;
    await tx.identityProvider.update({
      where: { id: target.id },
      data: {
        name,
        clientId,
        believedAmr,
        believedAcr,
        ...(clientSecret ? { clientSecret: encrypt(clientSecret, secretContext(target.id)) } : {}),
        updatedById: actor.personId,
      },
    });
    const { name: oldName, clientId: oldClient, believedAmr: oldAmr, believedAcr: oldAcr } = target;
    return {
      result: null,
      audit: [
        {
          objectType: "issuer",
          objectId: target.id,
          objectName: name,
          before: { name: oldName, clientId: oldClient, believedAmr: oldAmr, believedAcr: oldAcr },
          after: { name, clientId, believedAmr, believedAcr, newSecret: clientSecret !== undefined },
        },
      ],
    };
  },
});

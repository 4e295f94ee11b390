import { z } from "zod";
import { TOTP_MINUTES } from "@/lib/accounts/totp-rows";
import { makeTotpSecret, sealTotpSecret, totpForApp } from "@/lib/auth/totp";
import { command } from "@/lib/command";
import { line } from "@/lib/input";
import type { FactorSource } from "@/prisma/generated/enums";

/**
 * Begins an authenticator app of the actor's own: gives its secret, to be shown once. It opens nothing before a
 * code of it was given and the recovery codes are kept, and is thrown away when that does not come (SEC-34).
 */
export const beginTotp = command({
  name: "accounts.begin-totp",
  permission: "factors.add",
  secretResult: true,
  input: z.strictObject({ name: line(60) }),
  target: async (tx, _input, { accountId }) =>
    accountId
      ? tx.account.findUnique({
          where: { id: accountId },
          select: {
            id: true,
            person: { select: { name: true, email: true } },
            contact: { select: { name: true, email: true } },
          },
        })
      : null,
  allow: () => true,
  confirming: ({ input }) => `add the authenticator app “${input.name}”`,
  async change({ tx, actor, input: { name }, target: { id: accountId, person, contact }, now }) {
    await tx.totp.updateMany({
      where: { accountId, activeAt: null, removedAt: null },
      data: { removedAt: now },
    });
    const secret = makeTotpSecret();
    const source: FactorSource = actor.limit?.kind === "recovered" ? "recovery" : "own";
    const { id } = await tx.totp.create({
      data: {
        accountId,
        name,
        source,
        secret: sealTotpSecret(secret, accountId),
        expiresAt: new Date(now.getTime() + TOTP_MINUTES * 60_000),
      },
      select: { id: true },
    });
    const holder = person ?? contact;
    const about = { objectType: "account", objectId: accountId, objectName: actor.name };
    return {
      result: { totpId: id, ...totpForApp(secret, holder?.email ?? holder?.name ?? actor.name) },
      audit: [{ ...about, after: { authenticatorApp: name, state: "begun" } }],
    };
  },
});

import { z } from "zod";
import { subject } from "@/lib/accounts/issuer-rules";
import { lockProvider } from "@/lib/accounts/lock-provider";
import { tellHolder } from "@/lib/accounts/notices";
import { command } from "@/lib/command";
import { sha256 } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import { conflict, forbidden } from "@/lib/errors";
import { id, line } from "@/lib/input";

/**
 * Links what an issuer has just said to the actor's own account, for an intent that this session has confirmed, once.
 * A subject that belongs to another account is refused, and that account is not named.
 */
export const linkIdentity = command({
  name: "accounts.link-identity",
  permission: "factors.finish",
  input: z.strictObject({
    /** From the cookie of `accounts.begin-linking`. */
    intent: line(200),
    providerId: id(),
    issuer: z.string().min(1).max(300),
    subject: subject(),
    label: line(200).nullable(),
  }),
  target: async (tx, { providerId }, { accountId }) => {
    const provider = await lockProvider(tx, providerId);
    return provider && accountId ? { provider, accountId } : null;
  },
  allow: ({ target: { provider }, input }) =>
    (!provider.endedAt && provider.issuer === input.issuer) || "This issuer cannot be linked here.",
  async change({ tx, actor, input, target: { provider, accountId }, now }) {
    const about = { objectType: "account", objectId: accountId, objectName: actor.name };
    if (!(await takeIntent(tx, input, actor.sessionId))) {
      throw conflict("This took too long, or was already done. Begin again on your own page.");
    }
    const { issuer, subject, label } = input;
    const known = await tx.federatedIdentity.findFirst({
      where: { issuer, subject, removedAt: null },
      select: { accountId: true },
    });
    if (known?.accountId === accountId) throw conflict(`${provider.name} is linked to your account already.`);
    if (known) {
      const detail = `${provider.name} as ${label ?? subject}`;
      throw forbidden(`This sign-in at ${provider.name} is linked to another account.`, { ...about, detail });
    }
    const { id: identityId } = await tx.federatedIdentity.create({
      data: { accountId, providerId: provider.id, issuer, subject, label },
      select: { id: true },
    });
    const named = `${provider.name}${label ? ` as ${label}` : ""}`;
    return {
      result: { identityId },
      jobs: await tellHolder(tx, accountId, {
        cause: `company sign-in ${identityId} linked`,
        subject: "A company sign-in was linked to your Keyholder account",
        happened: `${named} was linked: from now on it is a first step to sign in as you.`,
        at: now,
        ip: actor.ip,
      }),
      audit: [{ ...about, after: { linked: named, issuer, subject } }],
    };
  },
});

/** Takes the intent of this session and issuer out of the database; false when there is none that still counts. */
async function takeIntent(
  tx: Tx,
  { intent, providerId }: { intent: string; providerId: string },
  sessionId: string | null,
): Promise<boolean> {
  const taken = await tx.$executeRaw`
    DELETE FROM "LinkIntent"
    WHERE "tokenHash" = ${sha256(intent)} AND "sessionId" = ${sessionId}::uuid
      AND "providerId" = ${providerId}::uuid AND "expiresAt" > now()`;
  return taken === 1;
}

import { z } from "zod";
import { endFederatedSessions } from "@/lib/accounts/end-federated-sessions";
import { lockProvider } from "@/lib/accounts/lock-provider";
import { command } from "@/lib/command";
import { id, line } from "@/lib/input";

/**
 * Ends an issuer: nobody signs in with it any more, and the sessions that began with a company sign-in end with it, of
 * all accounts that have linked it. An issuer is ended because it is not trusted any more, or not ours.
 */
export const endProvider = command({
  name: "accounts.end-provider",
  permission: "policy.write",
  input: z.strictObject({ providerId: id(), reason: line(300) }),
  target: (tx, { providerId }) => lockProvider(tx, providerId),
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    if (target.endedAt) return { result: { sessionsEnded: 0 }, audit: [] };
    await tx.identityProvider.update({
      where: { id: target.id },
      data: { endedAt: now, updatedById: actor.personId },
    });
    await tx.linkIntent.deleteMany({ where: { providerId: target.id } });
    const linked = await tx.federatedIdentity.findMany({
      where: { issuer: target.issuer, removedAt: null },
      select: { accountId: true },
    });
    const accountIds = linked.map(({ accountId }) => accountId);
    const sessionsEnded = await endFederatedSessions(tx, accountIds, "issuer ended", null);
    return {
      result: { sessionsEnded },
      audit: [
        {
          objectType: "issuer",
          objectId: target.id,
          objectName: target.name,
          reason: input.reason,
          after: { ended: true, accountsLinked: linked.length, sessionsEnded },
        },
      ],
    };
  },
});

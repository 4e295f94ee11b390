import { z } from "zod";
import { endFederatedSessions } from "@/lib/accounts/end-federated-sessions";
import { canBeLeftWith } from "@/lib/accounts/factor-rules";
import { lockFactors } from "@/lib/accounts/lock-factors";
import { tellHolder } from "@/lib/accounts/notices";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { id } from "@/lib/input";

/**
 * Takes a company sign-in off the actor's own account, where what is left signs in (SEC-28). The other sessions that began with one end with it. A second
 * press changes nothing.
 */
export const unlinkIdentity = command({
  name: "accounts.unlink-identity",
  permission: "factors.remove",
  input: z.strictObject({ identityId: id() }),
  async target(tx, { identityId }, actor) {
    const left = await lockFactors(tx, actor, identityId);
    const identity = await lockOwn(tx, identityId, actor.accountId);
    return left && identity && { ...identity, left };
  },
  allow: ({ target: { removedAt, left } }) =>
    removedAt !== null || canBeLeftWith(left.factors, left.factors, left.policy),
  async change({ tx, actor, target, now }) {
    if (target.removedAt) return { result: null, audit: [] };
    await tx.federatedIdentity.update({ where: { id: target.id }, data: { removedAt: now } });
    const ended = await endFederatedSessions(
      tx,
      [target.accountId],
      "company sign-in unlinked",
      actor.sessionId,
    );
    const named = `${target.providerName}${target.label ? ` as ${target.label}` : ""}`;
    return {
      result: null,
      jobs: await tellHolder(tx, target.accountId, {
        cause: `company sign-in ${target.id} unlinked`,
        subject: "A company sign-in was taken off your Keyholder account",
        happened: `${named} was unlinked: it does not sign in as you any more.`,
        at: now,
        ip: actor.ip,
      }),
      audit: [
        {
          objectType: "account",
          objectId: target.accountId,
          objectName: actor.name,
          before: { linked: named },
          after: { linked: null, sessionsEnded: ended },
        },
      ],
    };
  },
});

type OwnRow = {
  id: string;
  accountId: string;
  label: string | null;
  removedAt: Date | null;
  providerName: string;
};

/** Not there is what belongs to another account (SEC-61). */
async function lockOwn(tx: Tx, identityId: string, accountId: string | null): Promise<OwnRow | null> {
  const rows = await tx.$queryRaw<OwnRow[]>`
    SELECT f.id, f."accountId", f.label, f."removedAt", p.name AS "providerName"
    FROM "FederatedIdentity" f JOIN "IdentityProvider" p ON p.id = f."providerId"
    WHERE f.id = ${identityId}::uuid AND f."accountId" = ${accountId}::uuid
    FOR UPDATE OF f`;
  return rows[0] ?? null;
}

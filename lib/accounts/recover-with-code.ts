import { z } from "zod";
import { changedSince } from "@/lib/accounts/lock-recovery";
import { tellHolder } from "@/lib/accounts/notices";
import { savePendingSignIn } from "@/lib/accounts/pending-sign-in";
import { takeRecoveryCode } from "@/lib/accounts/recovery-codes";
import { canUseMailLink } from "@/lib/accounts/recovery-rules";
import { endSessionsOfAccounts } from "@/lib/auth/end-sessions";
import { command } from "@/lib/command";
import { sha256 } from "@/lib/crypto";
import { Prisma, type Tx } from "@/lib/db";
import { forbidden } from "@/lib/errors";
import { line } from "@/lib/input";

/**
 * A mailed link and a saved code together, once each: a ticket for a session that can only enrol, all other sessions
 * end, and the holder is told at every address (SEC-35, NIST 800-63B 4.2.2.2). A wrong code leaves the link as it is;
 * tries are counted before it (lib/throttle.ts). The other codes of the set stay good until a new set is confirmed.
 */
export const recoverWithCode = command({
  name: "accounts.recover-with-code",
  permission: "accounts.sign-in",
  secretResult: true,
  input: z.strictObject({ token: line(200), code: line(100) }),
  target: async (tx, { token }) => ({ link: await lockMailLink(tx, token) }),
  allow: ({ target: { link }, now }) => canUseMailLink(link, now),
  async change({ tx, actor, input, target: { link }, now }) {
    if (!link) throw new Error("There is no link; `allow` has refused it.");
    const about = { objectType: "account", objectId: link.accountId, objectName: link.personName };
    const taken = await takeRecoveryCode(tx, link.accountId, input.code);
    if (!taken) {
      throw forbidden("This is not one of your recovery codes, or it was used. Try another one.", {
        ...about,
        detail: "recovery code",
      });
    }
    await tx.oneTimeLink.update({ where: { id: link.id }, data: { consumedAt: now } });
    const ended = await endSessionsOfAccounts(tx, [link.accountId], "recovered with a code");
    const proved = { method: "recovery code", factor: "recovery code and link by mail" };
    const begun = { accountId: link.accountId, firstFactor: "recovery" as const, proved };
    const ticket = await savePendingSignIn(tx, begun, "recovery");
    return {
      result: { token: ticket },
      audit: [
        { ...about, after: { recoveredWith: proved.factor, codesLeft: taken.left, sessionsEnded: ended } },
      ],
      jobs: await tellHolder(tx, link.accountId, {
        cause: `recovery link ${link.id} used`,
        subject: "Your Keyholder account was recovered with a code",
        happened: `A link from your mailbox and one of your recovery codes were used together, and all your sessions ended. Codes left: ${taken.left}. Make a new set, and remove the passkey that you lost.`,
        at: now,
        ip: actor.ip,
        ifNot: ["If this was not you, call an owner of Keyholder now: they disable the account."],
      }),
    };
  },
});

type LinkRow = {
  id: string;
  accountId: string;
  personName: string;
  expiresAt: Date;
  consumedAt: Date | null;
  withdrawnAt: Date | null;
  sameAddress: boolean;
  overtaken: boolean;
  disabledAt: Date | null;
  endedAt: Date | null;
  accessEndsAt: Date | null;
};

/** A mailed link, locked for its one use, with what has happened to its account since. */
async function lockMailLink(tx: Tx, token: string): Promise<LinkRow | null> {
  const rows = await tx.$queryRaw<LinkRow[]>`
    SELECT l.id, a.id AS "accountId", coalesce(p.name, c.name) AS "personName", l."expiresAt", l."consumedAt",
      l."withdrawnAt", coalesce(p.email, c.email) = l.email AS "sameAddress",
      ${changedSince(Prisma.sql`a.id`, Prisma.sql`l."createdAt"`)} AS overtaken,
      a."disabledAt", coalesce(p."endedAt", c."endedAt") AS "endedAt", p."accessEndsAt"
    FROM "OneTimeLink" l
    JOIN "Account" a ON a."personId" = l."personId" OR a."contactId" = l."contactId"
    LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    WHERE l."tokenHash" = ${sha256(token)} AND l.kind = 'recover'
    FOR UPDATE OF l`;
  return rows[0] ?? null;
}

import { z } from "zod";
import { canBeginSession } from "@/lib/accounts/rules";
import { ABSOLUTE_HOURS, IDLE_MINUTES } from "@/lib/auth/session-times";
import { command } from "@/lib/command";
import { randomToken, sha256 } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import { line } from "@/lib/input";

/** With the passkey its holder was verified: two factors in one (NIST 800-63B, AAL2). */
const AAL = 2;

/**
 * Turns a login ticket into a session, once: the ticket is marked and the session inserted in one transaction,
 * under a new token; the session that the browser had before ends (SEC-03, SEC-51, ASVS 7.2.4). Gives the token
 * for the cookie. Raises forbidden, audited, when the ticket was used or has run out.
 */
export const beginSession = command({
  name: "accounts.begin-session",
  permission: "accounts.sign-in",
  input: z.strictObject({
    ticket: line(200),
    /** The token of the session that the browser still has. */
    replaces: line(200).nullable(),
    userAgent: line(400).nullable(),
  }),
  target: async (tx, { ticket }) => ({ account: await consumeTicket(tx, ticket) }),
  allow: ({ target: { account }, now }) =>
    account
      ? canBeginSession(account, now)
      : "This sign-in was already finished, or it took too long. Sign in again.",
  async change({ tx, actor, input, target: { account } }) {
    if (!account) throw new Error("There is no ticket; `allow` has refused it.");
    const ended = input.replaces ? await endSession(tx, input.replaces) : 0;
    const token = randomToken();
    const [session] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO "Session" ("tokenHash", "accountId", epoch, aal, amr, "authAt", "lastSeenAt",
        "idleExpiresAt", "absoluteExpiresAt", ip, "userAgent")
      VALUES (${sha256(token)}, ${account.accountId}::uuid, ${account.epoch}, ${AAL}, ARRAY['passkey'], now(), now(),
        now() + make_interval(mins => ${IDLE_MINUTES}), now() + make_interval(hours => ${ABSOLUTE_HOURS}),
        ${actor.ip}, ${input.userAgent})
      RETURNING id`;
    if (!session) throw new Error("The session was not saved.");
    return {
      result: { token, accountId: account.accountId },
      audit: [
        {
          objectType: "account",
          objectId: account.accountId,
          objectName: account.personName,
          after: { session: session.id, factor: `passkey ${account.passkeyName}`, endedBefore: ended },
        },
      ],
    };
  },
});

type TicketRow = {
  accountId: string;
  epoch: number;
  passkeyName: string;
  personName: string;
  disabledAt: Date | null;
  endedAt: Date | null;
  accessEndsAt: Date | null;
};

/** Marks the ticket, if nobody has yet, and gives the account that it is for. */
async function consumeTicket(tx: Tx, ticket: string): Promise<TicketRow | null> {
  const rows = await tx.$queryRaw<TicketRow[]>`
    WITH taken AS (
      UPDATE "PendingSignIn" SET "consumedAt" = now()
      WHERE "tokenHash" = ${sha256(ticket)} AND "consumedAt" IS NULL AND "expiresAt" > now()
      RETURNING "accountId", "passkeyId")
    SELECT a.id AS "accountId", a."sessionEpoch" AS epoch, a."disabledAt", k.name AS "passkeyName",
      p.name AS "personName", p."endedAt", p."accessEndsAt"
    FROM taken
    JOIN "Account" a ON a.id = taken."accountId"
    JOIN "Person" p ON p.id = a."personId"
    JOIN "Passkey" k ON k.id = taken."passkeyId"`;
  return rows[0] ?? null;
}

function endSession(tx: Tx, token: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = 'signed in again'
    WHERE "tokenHash" = ${sha256(token)} AND "revokedAt" IS NULL`;
}

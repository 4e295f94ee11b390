import { z } from "zod";
import { canBeginSession } from "@/lib/accounts/rules";
import { strictestPolicy } from "@/lib/auth/live-session";
import { RECOVERED_MINUTES } from "@/lib/auth/session-times";
import { command } from "@/lib/command";
import { randomToken, sha256 } from "@/lib/crypto";
import type { Tx } from "@/lib/db";
import { line } from "@/lib/input";
import type { SignInWay } from "@/prisma/generated/enums";

/**
 * Turns a login ticket into a session, once: the ticket is marked and the session inserted in one transaction,
 * under a new token; the session that the browser had before ends (SEC-03, SEC-51, ASVS 7.2.4). Its limits are those
 * of the strictest policy among the account's roles. Gives the token for the cookie. Raises forbidden, audited, when
 * the ticket was used, has run out, or still waits for a factor.
 */
export const beginSession = command({
  name: "accounts.begin-session",
  permission: "accounts.sign-in",
  secretResult: true,
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
    const minutes = account.way === "recovery" ? RECOVERED_MINUTES : account.absoluteHours * 60;
    const [session] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO "Session" ("tokenHash", "accountId", epoch, aal, way, amr, "passkeyId", "authAt", "lastSeenAt",
        "idleExpiresAt", "absoluteExpiresAt", ip, "userAgent")
      VALUES (${sha256(token)}, ${account.accountId}::uuid, ${account.epoch}, ${aalOf(account.way)},
        ${account.way}::"SignInWay", ${account.amr}::text[], ${account.passkeyId}::uuid, now(), now(),
        now() + make_interval(mins => ${account.idleMinutes}), now() + make_interval(mins => ${minutes}),
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
          after: { session: session.id, factors: account.factors, endedBefore: ended },
        },
      ],
    };
  },
});

/** Two factors make AAL2 (NIST 800-63B); a recovery is none of them, and only enrols. */
const aalOf = (way: SignInWay): number => (way === "recovery" ? 1 : 2);

type TicketRow = {
  accountId: string;
  epoch: number;
  way: SignInWay;
  amr: string[];
  factors: string[];
  passkeyId: string | null;
  idleMinutes: number;
  absoluteHours: number;
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
      WHERE "tokenHash" = ${sha256(ticket)} AND way IS NOT NULL AND "consumedAt" IS NULL AND "expiresAt" > now()
      RETURNING "accountId", way, amr, factors, "passkeyId")
    SELECT a.id AS "accountId", a."sessionEpoch" AS epoch, a."disabledAt", taken.way::text AS way, taken.amr,
      taken.factors, taken."passkeyId", policy."idleMinutes", policy."absoluteHours",
      coalesce(p.name, c.name) AS "personName", coalesce(p."endedAt", c."endedAt") AS "endedAt", p."accessEndsAt"
    FROM taken
    JOIN "Account" a ON a.id = taken."accountId"
    LEFT JOIN "Person" p ON p.id = a."personId"
    LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    ${strictestPolicy}`;
  return rows[0] ?? null;
}

function endSession(tx: Tx, token: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE "Session" SET "revokedAt" = now(), "revokedReason" = 'signed in again'
    WHERE "tokenHash" = ${sha256(token)} AND "revokedAt" IS NULL`;
}

import { z } from "zod";
import { tellHolder } from "@/lib/accounts/notices";
import { canBeginSession, passkeyName } from "@/lib/accounts/rules";
import { soundAlarm } from "@/lib/accounts/sound-alarm";
import { noteDevice } from "@/lib/auth/known-device";
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
 * of the strictest policy among the account's roles. A browser that is new to the account is told of to its holder
 * (ASVS 6.3.5), but for the very first one. Gives the tokens for the cookies of the session and of the device. Raises
 * forbidden, audited, when the ticket was used, has run out, or still waits for a factor.
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
    /** The token by which the browser is known to accounts, when it has one. */
    device: line(200).nullable(),
  }),
  target: async (tx, { ticket }) => ({ account: await consumeTicket(tx, ticket) }),
  allow: ({ target: { account }, now }) =>
    account
      ? canBeginSession(account, now)
      : "This sign-in was already finished, or it took too long. Sign in again.",
  async change({ tx, actor, input, target: { account }, now }) {
    if (!account) throw new Error("There is no ticket; `allow` has refused it.");
    const { accountId } = account;
    const isFirst = !(await hasHadSession(tx, accountId));
    const device = await noteDevice(tx, accountId, { token: input.device, userAgent: input.userAgent });
    const ended = input.replaces ? await endSession(tx, input.replaces) : 0;
    const token = randomToken();
    const minutes = account.way === "recovery" ? RECOVERED_MINUTES : account.absoluteHours * 60;
    const [session] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO "Session" ("tokenHash", "accountId", epoch, aal, way, amr, "passkeyId", "authAt", "lastSeenAt",
        "idleExpiresAt", "absoluteExpiresAt", ip, "userAgent", "deviceId")
      VALUES (${sha256(token)}, ${accountId}::uuid, ${account.epoch}, ${aalOf(account.way)},
        ${account.way}::"SignInWay", ${account.amr}::text[], ${account.passkeyId}::uuid, now(), now(),
        now() + make_interval(mins => ${account.idleMinutes}), now() + make_interval(mins => ${minutes}),
        ${actor.ip}, ${input.userAgent}, ${device.id}::uuid)
      RETURNING id`;
    if (!session) throw new Error("The session was not saved.");
    const isNew = device.isNew && !isFirst;
    const notice = {
      cause: `session ${session.id} on a new device`,
      subject: "Keyholder: a sign-in on a new device",
      happened: `Somebody signed in to your account with a browser that it had not been used with before: ${passkeyName(input.userAgent)}, by ${account.amr.join(" and ")}.`,
      at: now,
      ip: actor.ip,
    };
    const alarm = { accountId, sessionId: session.id, name: account.personName, ip: actor.ip, at: now };
    return {
      result: { token, accountId, device: device.token },
      audit: [
        {
          objectType: "account",
          objectId: accountId,
          objectName: account.personName,
          after: {
            session: session.id,
            factors: account.factors,
            endedBefore: ended,
            newDevice: device.isNew,
          },
        },
      ],
      jobs: [
        ...(isNew ? await tellHolder(tx, accountId, notice) : []),
        ...(account.isBreakGlass ? await soundAlarm(tx, alarm) : []),
      ],
    };
  },
});

/** Two factors make AAL2 (NIST 800-63B); a recovery is none of them, and only enrols. */
const aalOf = (way: SignInWay): number => (way === "recovery" ? 1 : 2);

/** Whether the account has ever been signed in to: the first session of all is no news to anybody. */
async function hasHadSession(tx: Tx, accountId: string): Promise<boolean> {
  return (await tx.session.findFirst({ where: { accountId }, select: { id: true } })) !== null;
}

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
  isBreakGlass: boolean;
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
      coalesce(p.name, c.name) AS "personName", a."breakGlassAt" IS NOT NULL AS "isBreakGlass",
      coalesce(p."endedAt", c."endedAt") AS "endedAt", p."accessEndsAt"
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

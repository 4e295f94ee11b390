import { aboutLink } from "@/lib/accounts/begin-account";
import type { LinkRow } from "@/lib/accounts/links";
import type { Tx } from "@/lib/db";
import { type AppError, conflict, forbidden, type Refused } from "@/lib/errors";
import type { ChallengePurpose } from "@/prisma/generated/enums";

type Sent = { challengeId: string; purpose: ChallengePurpose; credentialId?: string | undefined };

type Spent = {
  purpose: ChallengePurpose;
  isUsed: boolean;
  accountId: string | null;
  personName: string | null;
  linkId: string | null;
};

/**
 * Why an answer's challenge was not taken, for whoever sent it and for the log. One that nobody knows is made up, or
 * was cleared away a day after its end: of that nothing is to be said.
 */
export async function refuseChallenge(tx: Tx, sent: Sent): Promise<AppError> {
  const rows = await tx.$queryRaw<Spent[]>`
    SELECT h.purpose::text AS purpose, h."consumedAt" IS NOT NULL AS "isUsed", a.id AS "accountId",
      coalesce(p.name, c.name) AS "personName", h."linkId"
    FROM "AuthChallenge" h
    LEFT JOIN "Account" a ON a.id = h."accountId"
    LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    WHERE h.id = ${sent.challengeId}::uuid`;
  const [spent] = rows;
  if (!spent) return conflict("This took longer than five minutes, or was already sent. Try again.");
  return forbidden(sentence(spent, sent), await about(tx, spent, sent));
}

const words: Record<ChallengePurpose, string> = {
  register: "a new passkey",
  sign_in: "a sign-in",
  second_factor: "a second factor",
  step_up: "an action to confirm",
};

function sentence(spent: Spent, sent: Sent): string {
  if (spent.purpose !== sent.purpose) return "This was begun for something else. Begin again.";
  if (spent.isUsed) return "This was already sent, or has ended with a change of the account. Try again.";
  return "This took longer than five minutes. Try again.";
}

/** Whose it was: as it was opened, else as the answer says. */
async function about(tx: Tx, spent: Spent, { challengeId, credentialId }: Sent): Promise<Refused> {
  const detail = `opened for ${words[spent.purpose]}`;
  if (spent.accountId) {
    return { objectType: "account", objectId: spent.accountId, objectName: spent.personName ?? "", detail };
  }
  const link = spent.linkId ? await readLink(tx, spent.linkId) : null;
  if (link) return { ...aboutLink(link), detail };
  const claimed = credentialId ? await readHolder(tx, credentialId) : null;
  if (claimed) {
    const { accountId, personName, passkey } = claimed;
    const claim = `${detail}; it says to be of passkey ${passkey}`;
    return { objectType: "account", objectId: accountId, objectName: personName, detail: claim };
  }
  return {
    objectType: "challenge",
    objectId: challengeId,
    objectName: `challenge for ${words[spent.purpose]}`,
  };
}

async function readLink(
  tx: Tx,
  linkId: string,
): Promise<Pick<LinkRow, "id" | "kind" | "name" | "roles"> | null> {
  const rows = await tx.$queryRaw<Pick<LinkRow, "id" | "kind" | "name" | "roles">[]>`
    SELECT l.id, l.kind, l.roles::text[] AS roles, coalesce(p.name, c.name) AS name
    FROM "OneTimeLink" l
    LEFT JOIN "Person" p ON p.id = l."personId" LEFT JOIN "ClientContact" c ON c.id = l."contactId"
    WHERE l.id = ${linkId}::uuid`;
  return rows[0] ?? null;
}

async function readHolder(
  tx: Tx,
  credentialId: string,
): Promise<{ accountId: string; personName: string; passkey: string } | null> {
  const rows = await tx.$queryRaw<{ accountId: string; personName: string; passkey: string }[]>`
    SELECT k."accountId", coalesce(p.name, c.name) AS "personName", k.name AS passkey
    FROM "Passkey" k JOIN "Account" a ON a.id = k."accountId"
    LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    WHERE k."credentialId" = ${credentialId}`;
  return rows[0] ?? null;
}

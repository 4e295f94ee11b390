import { z } from "zod";
import { believedFor, subject } from "@/lib/accounts/issuer-rules";
import { savePendingSignIn } from "@/lib/accounts/pending-sign-in";
import { canBeginSession } from "@/lib/accounts/rules";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { forbidden, type Refused } from "@/lib/errors";
import { id, line } from "@/lib/input";

/**
 * The first factor: a sign-in at an issuer, from the claims of an identity token that next-auth has verified. It is
 * the whole sign-in where the owner believes the issuer's own second factor; otherwise one of ours follows. The
 * account is found by issuer and subject and by nothing else: whoever can make an address at an issuer would
 * otherwise take over the account with that address. Gives the token for the pending cookie. Raises forbidden.
 */
export const proveFederated = command({
  name: "accounts.prove-federated",
  permission: "accounts.sign-in",
  secretResult: true,
  input: z.strictObject({
    providerId: id(),
    issuer: z.string().min(1).max(300),
    subject: subject(),
    label: line(200).nullable(),
    amr: z.array(line(100)).max(30),
    acr: line(200).nullable(),
    authTime: z.number().int().nonnegative().nullable(),
  }),
  target: async (tx, { providerId, issuer, subject }) => {
    const provider = await findProvider(tx, providerId);
    return provider && { provider, identity: await lockIdentity(tx, issuer, subject) };
  },
  allow: ({ target: { provider }, input }) =>
    (!provider.endedAt && provider.issuer === input.issuer) || "This issuer cannot sign anybody in here.",
  async change({ tx, input, target: { provider, identity }, now }) {
    const who = `${input.label ?? "somebody"} (subject ${input.subject.slice(0, 40)})`;
    if (!identity) {
      throw forbidden(`This sign-in at ${provider.name} belongs to no account here.`, {
        objectType: "issuer",
        objectId: provider.id,
        objectName: provider.name,
        detail: who,
      });
    }
    const about: Refused = {
      objectType: "account",
      objectId: identity.accountId,
      objectName: identity.personName,
      detail: `${provider.name} as ${who}`,
    };
    const may = canBeginSession(identity, now);
    if (may !== true) throw forbidden(may, about);
    const believed = believedFor(provider, input, now);
    const factor = `${provider.name} as ${input.label ?? input.subject}${believed ? `, ${believed} believed` : ""}`;
    await tx.$executeRaw`
      UPDATE "FederatedIdentity" SET "lastUsedAt" = now(), label = coalesce(${input.label}, label)
      WHERE id = ${identity.id}::uuid`;
    const begun = {
      accountId: identity.accountId,
      firstFactor: "federated" as const,
      proved: { method: believed ? `${provider.name} with its second factor` : provider.name, factor },
    };
    const token = await savePendingSignIn(tx, begun, believed ? "federated_mfa" : null);
    return {
      result: { token, complete: believed !== null },
      audit: [
        {
          objectType: "account",
          objectId: identity.accountId,
          objectName: identity.personName,
          after: { factor, secondFactor: believed ? "the issuer’s own" : "still to come" },
        },
      ],
    };
  },
});

const findProvider = (tx: Tx, providerId: string) =>
  tx.identityProvider.findUnique({
    where: { id: providerId },
    select: { id: true, name: true, issuer: true, endedAt: true, believedAmr: true, believedAcr: true },
  });

type IdentityRow = {
  id: string;
  accountId: string;
  personName: string;
  disabledAt: Date | null;
  endedAt: Date | null;
  accessEndsAt: Date | null;
};

async function lockIdentity(tx: Tx, issuer: string, subject: string): Promise<IdentityRow | null> {
  const rows = await tx.$queryRaw<IdentityRow[]>`
    SELECT f.id, a.id AS "accountId", coalesce(p.name, c.name) AS "personName", a."disabledAt",
      coalesce(p."endedAt", c."endedAt") AS "endedAt", p."accessEndsAt"
    FROM "FederatedIdentity" f
    JOIN "Account" a ON a.id = f."accountId"
    LEFT JOIN "Person" p ON p.id = a."personId"
    LEFT JOIN "ClientContact" c ON c.id = a."contactId"
    WHERE f.issuer = ${issuer} AND f.subject = ${subject} AND f."removedAt" IS NULL
    FOR UPDATE OF f`;
  return rows[0] ?? null;
}

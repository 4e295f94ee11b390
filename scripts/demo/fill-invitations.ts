import { randomToken, sha256Hex } from "@/lib/crypto";
import type { Tx } from "@/lib/db";

/**
 * The contacts of the clients that approve who gets access are invited to their rooms, so what waits there waits for
 * them. Nobody knows these links: whoever tries the room out invites the contact anew on the client's page.
 */
export async function fillInvitations(tx: Tx): Promise<void> {
  const contacts = await tx.clientContact.findMany({
    where: {
      endedAt: null,
      client: { engagements: { some: { clientApprovesGrants: true, endedAt: null } } },
    },
    select: { id: true },
  });
  const links = contacts.map(({ id }) => ({ id, hash: sha256Hex(randomToken()) }));
  await tx.$executeRaw`
    INSERT INTO "OneTimeLink" (kind, "tokenHash", "contactId", roles, "expiresAt")
    SELECT 'invite', decode(l.hash, 'hex'), l.id, ARRAY['client_contact']::"Role"[], now() + interval '7 days'
    FROM jsonb_to_recordset(${JSON.stringify(links)}::jsonb) AS l(id uuid, hash text)`;
}

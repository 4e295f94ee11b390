import type { Tx } from "@/lib/db";
import { conflict, invalidInput } from "@/lib/errors";
import type { Asset, Client, ClientContact, Engagement } from "@/prisma/generated/client";

type OfClient = { client: { id: string; name: string; endedAt: Date | null } };
const client = { select: { id: true, name: true, endedAt: true } } as const;

/** A client, locked; null when there is none. */
export async function lockClient(tx: Tx, id: string): Promise<Client | null> {
  await tx.$queryRaw`SELECT id FROM "Client" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.client.findUnique({ where: { id } });
}

/** A contact, locked, with the client; null when there is none. */
export async function lockContact(tx: Tx, id: string): Promise<(ClientContact & OfClient) | null> {
  await tx.$queryRaw`SELECT id FROM "ClientContact" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.clientContact.findUnique({ where: { id }, include: { client } });
}

/** An engagement, locked, with the client; null when there is none. */
export async function lockEngagement(tx: Tx, id: string): Promise<(Engagement & OfClient) | null> {
  await tx.$queryRaw`SELECT id FROM "Engagement" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.engagement.findUnique({ where: { id }, include: { client } });
}

/** An asset, locked; null when there is none. */
export async function lockAsset(tx: Tx, id: string): Promise<Asset | null> {
  await tx.$queryRaw`SELECT id FROM "Asset" WHERE id = ${id}::uuid FOR UPDATE`;
  return tx.asset.findUnique({ where: { id } });
}

/** Raises conflict when it has ended. */
export function refuseEnded(what: { endedAt: Date | null }, name: string): void {
  if (!what.endedAt) return;
  throw conflict(
    `${name} ended on ${what.endedAt.toISOString().slice(0, 10)}. Reload the page to see how it stands.`,
  );
}

/** Raises invalid_input unless the custodian is one person who works here, or one contact of this client. */
export async function checkCustodian(
  tx: Tx,
  asset: { clientId: string | null; custodianId: string | null; contactCustodianId: string | null },
): Promise<void> {
  const { clientId, custodianId, contactCustodianId } = asset;
  if (custodianId && contactCustodianId) {
    const sentence = "Choose one custodian: somebody of the studio, or somebody at the client.";
    throw invalidInput(sentence, { custodianId: [sentence] });
  }
  if (custodianId) {
    const [person] = await tx.$queryRaw<{ endedAt: Date | null }[]>`
      SELECT "endedAt" FROM "Person" WHERE id = ${custodianId}::uuid FOR SHARE`;
    if (!person || person.endedAt) {
      throw invalidInput("Choose a custodian who works here.", {
        custodianId: ["Choose somebody who works here."],
      });
    }
  }
  if (contactCustodianId) {
    const contacts = await tx.clientContact.count({
      where: { id: contactCustodianId, endedAt: null, clientId: clientId ?? { in: [] } },
    });
    if (contacts === 0) {
      const sentence = "Choose a contact of this client.";
      throw invalidInput(sentence, { contactCustodianId: [sentence] });
    }
  }
}

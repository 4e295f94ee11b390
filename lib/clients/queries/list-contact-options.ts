import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";

export type ContactOption = { id: string; name: string; email: string; clientId: string; client: string };

/** Contacts that have not ended, for a choice; of one client when it is named. */
export async function listContactOptions(actor: Actor, clientId?: string): Promise<ContactOption[]> {
  requirePermission(actor, "clients.read");
  const rows = await db.clientContact.findMany({
    where: { endedAt: null, ...(clientId ? { clientId } : {}) },
    orderBy: [{ client: { name: "asc" } }, { name: "asc" }],
    select: { id: true, name: true, email: true, clientId: true, client: { select: { name: true } } },
  });
  return rows.map(({ client, ...contact }) => ({ ...contact, client: client.name }));
}

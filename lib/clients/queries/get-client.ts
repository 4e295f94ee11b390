import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { holding } from "@/lib/clients/queries/holding";
import { type EngagementRow, listEngagements } from "@/lib/clients/queries/list-engagements";
import { whyNotEnded } from "@/lib/clients/rules/why-not-ended";
import { readRunningOfClient } from "@/lib/clients/running";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";

export type ContactRow = {
  id: string;
  name: string;
  email: string;
  title: string | null;
  endedAt: Date | null;
  /** They have an account for the room of their client. */
  canSignIn: boolean;
  /** Accounts of which they are the custodian. */
  custodies: number;
};

export type ClientDetail = {
  id: string;
  name: string;
  notes: string | null;
  endedAt: Date | null;
  people: number;
  keys: number;
  contacts: ContactRow[];
  engagements: EngagementRow[];
  /** Why it cannot end now; null when it can. */
  whyNotEnded: string | null;
  can: { write: boolean; inviteContacts: boolean };
};

/** One client with contacts and engagements; null when there is none. Accounts: `listAssets`; keys: the register. */
export async function getClient(actor: Actor, id: string): Promise<ClientDetail | null> {
  requirePermission(actor, "clients.read");
  if (!isId(id)) return null;
  const [client, engagements, running, [held]] = await Promise.all([
    db.client.findUnique({
      where: { id },
      select: {
        id: true,
        name: true,
        notes: true,
        endedAt: true,
        contacts: {
          orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { name: "asc" }],
          select: {
            id: true,
            name: true,
            email: true,
            title: true,
            endedAt: true,
            account: { select: { id: true } },
            _count: { select: { custodies: { where: { endedAt: null } } } },
          },
        },
      },
    }),
    listEngagements(actor, { clientId: id }),
    readRunningOfClient(db, id),
    db.$queryRaw<{ people: number; keys: number }[]>`
      SELECT count(DISTINCT h."personId")::int AS people, count(DISTINCT h.id)::int AS keys
      FROM ${holding} h JOIN "Asset" a ON a.id = h."assetId" WHERE a."clientId" = ${id}::uuid`,
  ]);
  if (!client) return null;
  return {
    ...client,
    contacts: client.contacts.map(({ _count, account, ...contact }) => ({
      ...contact,
      canSignIn: account !== null,
      custodies: _count.custodies,
    })),
    engagements,
    whyNotEnded: whyNotEnded(client.name, running),
    people: held?.people ?? 0,
    keys: held?.keys ?? 0,
    can: {
      write: client.endedAt === null && may(actor, "clients.write"),
      inviteContacts: client.endedAt === null && may(actor, "contacts.invite"),
    },
  };
}

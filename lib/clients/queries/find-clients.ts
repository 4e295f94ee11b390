import { type Actor, may } from "@/lib/auth/actor";
import { db } from "@/lib/db";

export type FoundClient = { id: string; name: string };
export type FoundAsset = {
  id: string;
  name: string;
  externalId: string;
  platformId: string;
  type: string;
  mark: string;
  client: string | null;
};

/** Clients by part of a name, at most eight; none for who may not read them. */
export async function findClients(actor: Actor, words: string): Promise<FoundClient[]> {
  if (!may(actor, "clients.read")) return [];
  return db.client.findMany({
    where: { name: { contains: words, mode: "insensitive" } },
    orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { name: "asc" }],
    take: 8,
    select: { id: true, name: true },
  });
}

/** Accounts by part of a name or of an id, written with or without hyphens and spaces, at most eight. */
export async function findAssets(actor: Actor, words: string): Promise<FoundAsset[]> {
  if (!may(actor, "clients.read")) return [];
  const contains = { contains: words, mode: "insensitive" } as const;
  const bare = { contains: words.replace(/[\s-]/g, ""), mode: "insensitive" } as const;
  const rows = await db.asset.findMany({
    where: { OR: [{ name: contains }, { externalId: contains }, { externalId: bare }] },
    orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { name: "asc" }],
    take: 8,
    select: {
      id: true,
      name: true,
      externalId: true,
      platformId: true,
      type: true,
      platform: { select: { mark: true } },
      client: { select: { name: true } },
    },
  });
  return rows.map(({ platform, client, ...asset }) => ({
    ...asset,
    mark: platform.mark,
    client: client?.name ?? null,
  }));
}

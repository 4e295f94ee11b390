import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import type { ClientDataKind } from "@/prisma/generated/enums";

/** Data of a client that the studio keeps, or kept. */
export type ClientDataRow = {
  id: string;
  name: string;
  kind: ClientDataKind;
  keptWhere: string;
  personalData: boolean;
  engagement: { id: string; name: string };
  createdAt: Date;
  endedAt: Date | null;
  endedHow: string | null;
};

/** The data that is kept of a client, or under one engagement, what is still held first. */
export async function listClientData(
  actor: Actor,
  of: { clientId: string } | { engagementId: string },
): Promise<ClientDataRow[]> {
  requirePermission(actor, "clients.read");
  const id = "clientId" in of ? of.clientId : of.engagementId;
  if (!isId(id)) return [];
  return db.clientData.findMany({
    where: "clientId" in of ? { engagement: { clientId: of.clientId } } : of,
    orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { name: "asc" }],
    select: {
      ...{ id: true, name: true, kind: true, keptWhere: true, personalData: true },
      ...{ createdAt: true, endedAt: true, endedHow: true },
      engagement: { select: { id: true, name: true } },
    },
  });
}

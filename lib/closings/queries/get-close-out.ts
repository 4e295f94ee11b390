import { type Actor, requirePermission } from "@/lib/auth/actor";
import { type CloseOut, closeOutSchema } from "@/lib/closings/rules/certificate";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { readSigned } from "@/lib/lifecycle/read-signed";
import type { SignedCertificate } from "@/lib/lifecycle/rules/signed";

/** A close-out certificate as it was issued. `intact`: its content is still what was signed. */
export type IssuedCloseOut = SignedCertificate<CloseOut> & { intact: boolean };

/**
 * The close-out certificate of a closing; null when there is none. A client's contact gets their own client's alone:
 * another one's does not exist for them. Raises forbidden for who may see neither clients nor a room.
 */
export async function getCloseOut(actor: Actor, closingId: string): Promise<IssuedCloseOut | null> {
  requirePermission(actor, actor.kind === "contact" ? "room.read" : "clients.read");
  if (!isId(closingId)) return null;
  const own = actor.kind === "contact" ? { clientId: actor.clientId ?? { in: [] } } : {};
  const kept = await readSigned({ closing: { id: closingId, ...own } });
  return kept && { ...kept, certificate: closeOutSchema.parse(kept.certificate) };
}

/** A close-out as the room's list has it. */
export type RoomCloseOut = {
  closingId: string;
  number: number;
  engagementName: string | null;
  certifiedAt: Date;
  roomUntil: Date | null;
};

/** The close-out certificates of the actor's own client, the latest first. Raises forbidden for anybody but a contact. */
export async function listRoomCloseOuts(actor: Actor): Promise<RoomCloseOut[]> {
  requirePermission(actor, "room.read");
  const { clientId } = actor;
  if (!clientId) return [];
  const rows = await db.closing.findMany({
    where: { clientId, certifiedAt: { not: null } },
    orderBy: { certifiedAt: "desc" },
    select: {
      ...{ id: true, number: true, certifiedAt: true, roomUntil: true },
      engagement: { select: { name: true } },
    },
  });
  return rows.flatMap(({ id, certifiedAt, engagement, ...row }) =>
    certifiedAt ? [{ ...row, closingId: id, certifiedAt, engagementName: engagement?.name ?? null }] : [],
  );
}

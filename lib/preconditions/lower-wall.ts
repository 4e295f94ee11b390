import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";

/** Takes an ethical wall down, with a reason. Raises conflict when it is down already. */
export const lowerWall = command({
  name: "preconditions.lower-wall",
  permission: "walls.write",
  input: z.strictObject({ wallId: id(), reason: paragraph(500) }),
  async target(tx, { wallId }) {
    await tx.$queryRaw`SELECT id FROM "EthicalWall" WHERE id = ${wallId}::uuid FOR UPDATE`;
    return tx.ethicalWall.findUnique({
      where: { id: wallId },
      include: {
        clientA: { select: { id: true, name: true } },
        clientB: { select: { id: true, name: true } },
      },
    });
  },
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    if (target.endedAt) throw conflict("This wall is down already.");
    await tx.ethicalWall.update({
      where: { id: target.id },
      data: { endedAt: now, endedById: actor.personId, endReason: input.reason },
    });
    return {
      result: { id: target.id },
      audit: [target.clientA, target.clientB].map((client) => ({
        objectType: "client",
        objectId: client.id,
        objectName: `Ethical wall: ${target.clientA.name} and ${target.clientB.name}`,
        clientId: client.id,
        reason: input.reason,
        before: { wall: true },
        after: { wall: false },
      })),
    };
  },
});

import { z } from "zod";
import { command } from "@/lib/command";
import { conflict, invalidInput } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";

/**
 * Raises an ethical wall between two clients: from now on, who holds access at one gets none at the other. What
 * somebody holds on both sides already is shown, and is not taken away. Raises conflict when it stands already.
 */
export const raiseWall = command({
  name: "preconditions.raise-wall",
  permission: "walls.write",
  input: z.strictObject({ clientId: id(), otherClientId: id(), reason: paragraph(500) }),
  async target(tx, input) {
    const clients = await tx.client.findMany({
      where: { id: { in: [input.clientId, input.otherClientId] } },
      select: { id: true, name: true, endedAt: true },
      orderBy: { id: "asc" },
    });
    const [first, second] = clients;
    if (input.clientId === input.otherClientId)
      throw invalidInput("A wall stands between two clients.", { otherClientId: ["Choose another client."] });
    return first && second ? { first, second } : null;
  },
  allow: () => true,
  async change({ tx, actor, input, target: { first, second } }) {
    const ended = [first, second].find((client) => client.endedAt);
    if (ended) throw conflict(`${ended.name} is no longer a client.`);
    const pair = { clientAId: first.id, clientBId: second.id };
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      INSERT INTO "EthicalWall" ("clientAId", "clientBId", reason, "createdById")
      VALUES (${pair.clientAId}::uuid, ${pair.clientBId}::uuid, ${input.reason}, ${actor.personId}::uuid)
      ON CONFLICT DO NOTHING RETURNING id`;
    if (!row) throw conflict(`There is a wall between ${first.name} and ${second.name} already.`);
    return {
      result: { id: row.id },
      audit: [first, second].map((client) => ({
        objectType: "client",
        objectId: client.id,
        objectName: `Ethical wall: ${first.name} and ${second.name}`,
        clientId: client.id,
        reason: input.reason,
        after: { wall: true },
      })),
    };
  },
});

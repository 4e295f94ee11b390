import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id, paragraph } from "@/lib/input";

/**
 * Says that data of a client is no longer held, and how that came about. Raises conflict when it has ended, and while
 * a closing has a task for it: then the task's evidence says it.
 */
export const endClientData = command({
  name: "clients.end-client-data",
  permission: "clients.write",
  input: z.strictObject({ dataId: id(), how: paragraph(500) }),
  target: async (tx, input) => {
    await tx.$queryRaw`SELECT id FROM "ClientData" WHERE id = ${input.dataId}::uuid FOR UPDATE`;
    return tx.clientData.findUnique({
      where: { id: input.dataId },
      include: {
        engagement: { select: { client: { select: { id: true, name: true } } } },
        tasks: {
          where: { task: { state: { in: ["open", "invited", "waiting_for_platform"] } } },
          select: { task: { select: { number: true } } },
        },
      },
    });
  },
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    if (target.endedAt) throw conflict(`${target.name} is no longer held.`);
    const [open] = target.tasks;
    if (open)
      throw conflict(
        `T-${open.task.number} is there to return or delete ${target.name}. Say it there, with its proof.`,
      );
    await tx.clientData.update({
      where: { id: target.id },
      data: { endedAt: now, endedById: actor.personId, endedHow: input.how },
    });
    const { client } = target.engagement;
    return {
      result: { id: target.id, name: target.name },
      audit: [
        {
          objectType: "client-data",
          objectId: target.id,
          objectName: `${client.name}: ${target.name}`,
          clientId: client.id,
          after: { endedAt: now.toISOString() },
          reason: input.how,
        },
      ],
    };
  },
});

import { z } from "zod";
import { lockEngagement, refuseEnded } from "@/lib/clients/lock";
import { command } from "@/lib/command";
import { checkbox, id, line } from "@/lib/input";
import { ClientDataKind } from "@/prisma/generated/enums";

/**
 * Registers data of a client that the studio keeps: when its engagement ends, it is returned or deleted with proof.
 * Raises conflict when the engagement has ended.
 */
export const addClientData = command({
  name: "clients.add-client-data",
  permission: "clients.write",
  input: z.strictObject({
    engagementId: id(),
    name: line(160),
    kind: z.enum(ClientDataKind, "Say what kind of data it is."),
    keptWhere: line(200),
    personalData: checkbox(),
  }),
  target: (tx, input) => lockEngagement(tx, input.engagementId),
  allow: () => true,
  async change({ tx, actor, input, target, now }) {
    refuseEnded(target, target.name);
    const { id: dataId } = await tx.clientData.create({
      data: { ...input, createdAt: now, createdById: actor.personId },
    });
    const { engagementId: _, name, ...rest } = input;
    return {
      result: { id: dataId, name },
      audit: [
        {
          objectType: "client-data",
          objectId: dataId,
          objectName: `${target.client.name}: ${name}`,
          clientId: target.clientId,
          after: rest,
        },
      ],
    };
  },
});

import { z } from "zod";
import { recorded } from "@/lib/audit/difference";
import { checkClientName } from "@/lib/clients/check-client-name";
import { clientNameKey } from "@/lib/clients/rules/client-name";
import { command, noTarget } from "@/lib/command";
import { line, optional, paragraph } from "@/lib/input";

/** Enters a client. Gives the id. Raises conflict, naming it, when a client of this name is there already. */
export const addClient = command({
  name: "clients.add-client",
  permission: "clients.write",
  input: z.strictObject({ name: line(160), notes: optional(paragraph(4000)) }),
  target: noTarget,
  allow: () => true,
  async change({ tx, actor, input }) {
    const nameKey = clientNameKey(input.name);
    await checkClientName(tx, nameKey, null);
    const by = actor.personId;
    const { id } = await tx.client.create({
      data: { ...input, nameKey, createdById: by, updatedById: by },
      select: { id: true },
    });
    return {
      result: { id, name: input.name },
      audit: [
        { objectType: "client", objectId: id, objectName: input.name, clientId: id, after: recorded(input) },
      ],
    };
  },
});

import { z } from "zod";
import { difference } from "@/lib/audit/difference";
import { checkClientName } from "@/lib/clients/check-client-name";
import { lockClient, refuseEnded } from "@/lib/clients/lock";
import { clientNameKey } from "@/lib/clients/rules/client-name";
import { command } from "@/lib/command";
import { id, line, optional, paragraph } from "@/lib/input";

/** Changes a client's name or notes. Raises conflict when it has ended, or another client has the name. */
export const editClient = command({
  name: "clients.edit-client",
  permission: "clients.write",
  input: z.strictObject({ clientId: id(), name: line(160), notes: optional(paragraph(4000)) }),
  target: (tx, input) => lockClient(tx, input.clientId),
  allow: () => true,
  async change({ tx, actor, input, target }) {
    refuseEnded(target, target.name);
    const { clientId, ...fields } = input;
    const result = { id: clientId, name: fields.name };
    const changed = difference({ name: target.name, notes: target.notes }, fields);
    if (!changed) return { result, audit: [] };
    const nameKey = clientNameKey(fields.name);
    await checkClientName(tx, nameKey, clientId);
    await tx.client.update({
      where: { id: clientId },
      data: { ...fields, nameKey, updatedById: actor.personId },
    });
    return {
      result,
      audit: [{ objectType: "client", objectId: clientId, objectName: fields.name, clientId, ...changed }],
    };
  },
});

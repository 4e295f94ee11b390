import { z } from "zod";
import { difference } from "@/lib/audit/difference";
import { lockContact, refuseEnded } from "@/lib/clients/lock";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { email, id, line, optional } from "@/lib/input";

/** Changes a contact. Raises conflict when it has ended, or another contact of the client has the address. */
export const editContact = command({
  name: "clients.edit-contact",
  permission: "clients.write",
  input: z.strictObject({ contactId: id(), name: line(160), email: email(), title: optional(line(120)) }),
  target: (tx, input) => lockContact(tx, input.contactId),
  allow: () => true,
  async change({ tx, actor, input, target }) {
    refuseEnded(target, target.name);
    const { contactId, ...fields } = input;
    const { clientId } = target;
    const result = { id: contactId, name: fields.name };
    const changed = difference({ name: target.name, email: target.email, title: target.title }, fields);
    if (!changed) return { result, audit: [] };
    const same = await tx.clientContact.findFirst({
      where: { clientId, email: fields.email, id: { not: contactId } },
      select: { name: true },
    });
    if (same) throw conflict(`${same.name} of ${target.client.name} has this address already.`);
    await tx.clientContact.update({
      where: { id: contactId },
      data: { ...fields, updatedById: actor.personId },
    });
    return {
      result,
      audit: [{ objectType: "contact", objectId: contactId, objectName: fields.name, clientId, ...changed }],
    };
  },
});

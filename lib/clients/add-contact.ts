import { z } from "zod";
import { recorded } from "@/lib/audit/difference";
import { lockClient, refuseEnded } from "@/lib/clients/lock";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { email, id, line, optional } from "@/lib/input";

/**
 * Enters somebody who speaks for a client; one who had ended is taken up again. Gives the id. Raises conflict when
 * a contact of this client has the address, or the client has ended.
 */
export const addContact = command({
  name: "clients.add-contact",
  permission: "clients.write",
  input: z.strictObject({ clientId: id(), name: line(160), email: email(), title: optional(line(120)) }),
  target: (tx, input) => lockClient(tx, input.clientId),
  allow: () => true,
  async change({ tx, actor, input, target }) {
    refuseEnded(target, target.name);
    const by = actor.personId;
    const key = { clientId: target.id, email: input.email };
    const same = await tx.clientContact.findUnique({ where: { clientId_email: key } });
    if (same && !same.endedAt) throw conflict(`${same.name} has this address already. Edit that contact.`);
    const data = { name: input.name, title: input.title, updatedById: by };
    const { id: contactId } = same
      ? await tx.clientContact.update({ where: { id: same.id }, data: { ...data, endedAt: null } })
      : await tx.clientContact.create({ data: { ...key, ...data, createdById: by } });
    return {
      result: { id: contactId, name: input.name },
      audit: [
        {
          objectType: "contact",
          objectId: contactId,
          objectName: input.name,
          clientId: target.id,
          after: recorded(input),
        },
      ],
    };
  },
});

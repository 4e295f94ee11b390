import { z } from "zod";
import { endSessionsOf } from "@/lib/auth/end-sessions";
import { lockContact } from "@/lib/clients/lock";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";

/** Ends a contact, and what they can sign in with. Raises conflict while they are custodian of an account, and when they have ended. */
export const endContact = command({
  name: "clients.end-contact",
  permission: "clients.write",
  input: z.strictObject({ contactId: id() }),
  target: (tx, input) => lockContact(tx, input.contactId),
  allow: () => true,
  async change({ tx, actor, target, now }) {
    if (target.endedAt) throw conflict(`${target.name} has already ended.`);
    const held = await tx.asset.findMany({
      where: { contactCustodianId: target.id, endedAt: null },
      select: { name: true },
    });
    if (held.length > 0) {
      const names = new Intl.ListFormat("en-GB").format(held.slice(0, 5).map((asset) => asset.name));
      throw conflict(`${target.name} is custodian of ${names}. Name another custodian there first.`);
    }
    await tx.clientContact.update({
      where: { id: target.id },
      data: { endedAt: now, updatedById: actor.personId },
    });
    await endSessionsOf(tx, { contactIds: [target.id] }, "no longer speaks for the client");
    return {
      result: { id: target.id, name: target.name },
      audit: [
        {
          objectType: "contact",
          objectId: target.id,
          objectName: target.name,
          clientId: target.clientId,
          after: { endedAt: now.toISOString() },
        },
      ],
    };
  },
});

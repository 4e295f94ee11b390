import { z } from "zod";
import { recorded } from "@/lib/audit/difference";
import { command, noTarget } from "@/lib/command";
import { checkPerson } from "@/lib/people/check-person";
import { personFields } from "@/lib/people/person-input";

/**
 * Enters a person of the studio. Their e-mail address becomes their work identity as well, unless it is one
 * already. Gives the id. Raises conflict when the address or the number belongs to somebody.
 */
export const addPerson = command({
  name: "people.add-person",
  permission: "people.write",
  input: z.strictObject(personFields),
  target: noTarget,
  allow: () => true,
  async change({ tx, actor, input, now }) {
    await checkPerson(tx, input, null);
    const by = actor.personId;
    const { id } = await tx.person.create({
      data: { ...input, createdById: by, updatedById: by },
      select: { id: true },
    });
    if (input.email) {
      const known = await tx.identity.findFirst({
        where: { address: input.email, platformId: null, endedAt: null },
        select: { id: true },
      });
      if (!known) {
        await tx.identity.create({
          data: {
            address: input.email,
            kind: "work",
            createdById: by,
            updatedById: by,
            holders: { create: { personId: id, since: now, createdById: by } },
          },
        });
      }
    }
    return {
      result: { id, name: input.name },
      audit: [{ objectType: "person", objectId: id, objectName: input.name, after: recorded(input) }],
    };
  },
});

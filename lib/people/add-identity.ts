import { z } from "zod";
import { recorded } from "@/lib/audit/difference";
import { command, noTarget } from "@/lib/command";
import { invalidInput } from "@/lib/errors";
import { checkbox, id } from "@/lib/input";
import { checkIdentity, identityFields } from "@/lib/people/identity-input";
import { lockPresentPeople } from "@/lib/people/lock";

/**
 * Adds an identity with the people who know its secret: one, or several of a shared login. Gives the id.
 * Raises conflict when a live identity has this address there, or when one of the people has left.
 */
export const addIdentity = command({
  name: "people.add-identity",
  permission: "people.write",
  input: z.strictObject({
    ...identityFields,
    shared: checkbox(),
    personIds: z.array(id()).min(1, "Say who knows its secret.").max(200),
  }),
  target: noTarget,
  allow: () => true,
  async change({ tx, actor, input, now }) {
    const { personIds, shared: saidShared, ...fields } = input;
    const people = await lockPresentPeople(tx, personIds);
    if (fields.kind === "personal" && people.length > 1) {
      const sentence = "A personal identity belongs to one person.";
      throw invalidInput(sentence, { personIds: [sentence] });
    }
    await checkIdentity(tx, fields, null);
    const shared = saidShared || people.length > 1;
    const by = actor.personId;
    const { id: identityId } = await tx.identity.create({
      data: {
        ...fields,
        shared,
        createdById: by,
        updatedById: by,
        holders: { create: people.map((person) => ({ personId: person.id, since: now, createdById: by })) },
      },
      select: { id: true },
    });
    const after = { ...recorded({ ...fields, shared }), holders: people.map((person) => person.name) };
    return {
      result: { id: identityId, address: fields.address },
      audit: [{ objectType: "identity", objectId: identityId, objectName: fields.address, after }],
    };
  },
});

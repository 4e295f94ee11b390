import { z } from "zod";
import { difference } from "@/lib/audit/difference";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { checkPerson } from "@/lib/people/check-person";
import { lockPerson } from "@/lib/people/lock";
import { personFields } from "@/lib/people/person-input";
import { tellFormerAddress } from "@/lib/people/tell-former-address";

/**
 * Changes what is known of a person; what is left out becomes empty. Raises conflict when the person has left, or
 * when the address or the number belongs to somebody else.
 */
export const editPerson = command({
  name: "people.edit-person",
  permission: "people.write",
  input: z.strictObject({ personId: id(), ...personFields }),
  target: (tx, input) => lockPerson(tx, input.personId),
  allow: () => true,
  async change({ tx, actor, input, target }) {
    if (target.endedAt) throw conflict(`${target.name} has left. What is known of them stays as it was.`);
    const { personId, ...fields } = input;
    const result = { id: personId, name: fields.name };
    const changed = difference(pick(target), fields);
    if (!changed) return { result, audit: [] };
    await checkPerson(tx, fields, personId);
    await tx.person.update({ where: { id: personId }, data: { ...fields, updatedById: actor.personId } });
    return {
      result,
      audit: [{ objectType: "person", objectId: personId, objectName: fields.name, ...changed }],
      jobs: await tellFormerAddress(tx, [personId], actor.name),
    };
  },
});

type Known = { [Key in keyof typeof personFields]: z.output<(typeof personFields)[Key]> };

function pick(person: Known): Known {
  const { name, givenName, familyName, email, employeeNumber, kind } = person;
  const { title, department, location, managerId, startsOn, endsOn } = person;
  return {
    name,
    givenName,
    familyName,
    email,
    employeeNumber,
    kind,
    title,
    department,
    location,
    managerId,
    startsOn,
    endsOn,
  };
}

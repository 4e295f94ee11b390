import { z } from "zod";
import { changeSeats } from "@/lib/clients/change-seats";
import { command } from "@/lib/command";
import { id } from "@/lib/input";

/**
 * Takes somebody off an engagement. Their keys stay until they are removed. Raises conflict when the seat has ended.
 */
export const endMembership = command({
  name: "clients.end-membership",
  permission: "clients.write",
  input: z.strictObject({ membershipId: id() }),
  target: (tx, input) =>
    tx.membership.findUnique({
      where: { id: input.membershipId },
      select: { id: true, person: { select: { name: true } } },
    }),
  allow: () => true,
  async change({ tx, actor, target: { id, person } }) {
    await changeSeats.within(tx, actor, { end: [id] });
    return { result: { id, name: person.name }, audit: [] };
  },
});

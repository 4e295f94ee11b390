import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";
import { refuseClosed } from "@/lib/lifecycle/cancel-departure";
import { lockDeparture } from "@/lib/lifecycle/departure-row";
import { moveDuties } from "@/lib/lifecycle/move-duties";
import { readHeir } from "@/lib/lifecycle/read-heir";
import { canHandOver } from "@/lib/lifecycle/rules/may";

/**
 * Gives the robots, the custodies, the requests and the plans for shared logins of somebody who leaves to one who stays:
 * the register names the new owner and custodian, and the tasks that prove it become theirs. All that is open, or the
 * tasks named. Set-wise.
 *
 * Raises forbidden for one's own departure; invalid_input for an heir who leaves too; conflict when there is nothing.
 */
export const handOverDuties = command({
  name: "lifecycle.hand-over-duties",
  permission: "departures.start",
  input: z.strictObject({
    departureId: id(),
    heirId: id(),
    taskIds: z.array(id()).max(20_000).optional(),
  }),
  target: (tx, input) => lockDeparture(tx, input.departureId),
  allow: ({ actor, target }) => canHandOver(actor, target),
  async change({ tx, actor, input, target: departure, now }) {
    refuseClosed(departure);
    const heir = await readHeir(tx, input.heirId, departure.personId);
    const moved = await moveDuties(tx, {
      cause: "departure",
      causeId: departure.id,
      person: { id: departure.personId, name: departure.personName },
      heir,
      taskIds: input.taskIds ?? null,
      now,
      byId: actor.personId,
    });
    const { audit, plans, ...counts } = moved;
    if (counts.robots + counts.custodies + counts.tasks + plans === 0)
      throw conflict(`Nothing of ${departure.personName} is left to hand over.`);
    return { result: { ...counts, heir: heir.name }, audit };
  },
});

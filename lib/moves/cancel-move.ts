import { z } from "zod";
import { command } from "@/lib/command";
import { id, paragraph } from "@/lib/input";
import { refuseOver } from "@/lib/moves/decide-lines";
import { lockMove, moveObject } from "@/lib/moves/move-row";
import { canPropose } from "@/lib/moves/rules/may";

/** Cancels a move before its day, with a reason: nothing of it happens. Raises forbidden for one's own; conflict when it is over. */
export const cancelMove = command({
  name: "moves.cancel-move",
  permission: "moves.propose",
  input: z.strictObject({ moveId: id(), reason: paragraph(500) }),
  target: (tx, input) => lockMove(tx, input.moveId),
  allow: ({ actor, target }) => canPropose(actor, target.personId),
  async change({ tx, actor, input, target: move, now }) {
    refuseOver({ ...move, leaving: false });
    await tx.move.update({
      where: { id: move.id },
      data: {
        state: "cancelled",
        cancelledAt: now,
        cancelledById: actor.personId,
        cancelReason: input.reason,
      },
    });
    return {
      result: { moveId: move.id, personId: move.personId },
      audit: [
        {
          ...moveObject(move),
          before: { state: move.state },
          after: { state: "cancelled" },
          reason: input.reason,
        },
      ],
    };
  },
});

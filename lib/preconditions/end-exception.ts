import { z } from "zod";
import { command } from "@/lib/command";
import { conflict } from "@/lib/errors";
import { id } from "@/lib/input";

/** Ends an exception before its time. What stands on it alone is taken back within a minute. Raises conflict when it is over. */
export const endException = command({
  name: "preconditions.end-exception",
  permission: "exceptions.end",
  input: z.strictObject({ exceptionId: id() }),
  async target(tx, { exceptionId }) {
    await tx.$queryRaw`SELECT id FROM "AccessException" WHERE id = ${exceptionId}::uuid FOR UPDATE`;
    return tx.accessException.findUnique({
      where: { id: exceptionId },
      include: { person: { select: { name: true } }, client: { select: { name: true } } },
    });
  },
  allow: () => true,
  async change({ tx, actor, target, now }) {
    if (target.endedAt || target.endsAt <= now) throw conflict("This exception is over already.");
    await tx.accessException.update({
      where: { id: target.id },
      data: { endedAt: now, endedById: actor.personId },
    });
    return {
      result: { id: target.id },
      audit: [
        {
          objectType: "person",
          objectId: target.personId,
          objectName: `Exception for ${target.person.name} at ${target.client.name}`,
          clientId: target.clientId,
          before: { until: target.endsAt.toISOString() },
          after: { until: now.toISOString() },
        },
      ],
    };
  },
});

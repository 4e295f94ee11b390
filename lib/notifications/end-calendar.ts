import { z } from "zod";
import { command } from "@/lib/command";

/** Ends the address of the actor's calendar: whoever has it reads nothing more. */
export const endCalendar = command({
  name: "notifications.end-calendar",
  permission: "own.notices",
  input: z.strictObject({}),
  target: async (_tx, _input, actor) => (actor.personId ? { personId: actor.personId } : null),
  allow: () => true,
  async change({ tx, actor, target: { personId } }) {
    const { count } = await tx.calendarFeed.deleteMany({ where: { personId } });
    if (count === 0) return { result: null, audit: [] };
    const about = { objectType: "account", objectId: actor.accountId, objectName: actor.name };
    return { result: null, audit: [{ ...about, after: { calendar: "ended" } }] };
  },
});

import { z } from "zod";
import { command } from "@/lib/command";
import { randomToken, sha256 } from "@/lib/crypto";
import { env } from "@/lib/env";

/**
 * Makes the address under which a calendar program reads the actor's own dates, and ends the one before. It is shown
 * once; what is kept of it is a hash.
 */
export const makeCalendar = command({
  name: "notifications.make-calendar",
  permission: "own.calendar",
  secretResult: true,
  input: z.strictObject({}),
  target: async (_tx, _input, actor) => (actor.personId ? { personId: actor.personId } : null),
  allow: () => true,
  async change({ tx, actor, target: { personId }, now }) {
    const token = randomToken();
    const made = { tokenHash: sha256(token), createdAt: now };
    const before = await tx.calendarFeed.findUnique({ where: { personId }, select: { createdAt: true } });
    await tx.calendarFeed.upsert({ where: { personId }, create: { personId, ...made }, update: made });
    return {
      result: { url: new URL(`/calendar/${token}.ics`, env().KEYHOLDER_URL).href },
      audit: [
        {
          objectType: "account",
          objectId: actor.accountId,
          objectName: actor.name,
          after: { calendar: before ? "replaced" : "made" },
        },
      ],
    };
  },
});

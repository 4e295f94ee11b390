import { z } from "zod";
import { endClient } from "@/lib/clients/end-client";
import { command } from "@/lib/command";

/**
 * Ends the next offboarded client whose room has been open for long enough since its close-out, with its contacts, where
 * no work for it has begun anew. `more` while there may be others.
 */
export const endRoom = command({
  name: "closings.end-room",
  permission: "closings.follow",
  input: z.strictObject({}),
  target: async (tx) => {
    const [due] = await tx.$queryRaw<{ clientId: string; number: number }[]>`
      SELECT d."clientId", d.number FROM "Closing" d JOIN "Client" c ON c.id = d."clientId" AND c."endedAt" IS NULL
      WHERE d."roomUntil" <= now()
        AND NOT EXISTS (SELECT 1 FROM "Engagement" e WHERE e."clientId" = c.id AND e."endedAt" IS NULL)
        AND NOT EXISTS (SELECT 1 FROM "AccessRequest" q WHERE q."clientId" = c.id AND q."closedAt" IS NULL)
        AND NOT EXISTS (SELECT 1 FROM "Asset" a WHERE a."clientId" = c.id AND a."endedAt" IS NULL)
        AND NOT EXISTS (SELECT 1 FROM "Task" t WHERE t."clientId" = c.id
          AND t.state IN ('open', 'invited', 'waiting_for_platform'))
      ORDER BY d."roomUntil", d.id LIMIT 1 FOR UPDATE OF d, c SKIP LOCKED`;
    return { due: due ?? null };
  },
  allow: () => true,
  async change({ tx, actor, target: { due } }) {
    if (!due) return { result: { more: false as boolean, ended: 0 }, audit: [] };
    await endClient.within(tx, actor, {
      clientId: due.clientId,
      reason: `Offboarded (closing C-${due.number}).`,
    });
    // The audit has it as end-client.
    return { result: { more: true, ended: 1 }, audit: [] };
  },
});

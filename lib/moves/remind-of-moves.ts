import { z } from "zod";
import { command } from "@/lib/command";
import { tellUndecided } from "@/lib/moves/tell-of-move";

const DAYS_BEFORE = 2;
const MOST = 200;

type Near = {
  id: string;
  number: number;
  personId: string;
  personName: string;
  managerIds: (string | null)[];
  effectiveOn: Date;
  undecided: number;
};

/**
 * Tells the manager and HR of moves that are two days away and not decided. Once for each: the same cause tells nothing
 * twice. Gives how many. Leaves no event: nothing changes.
 */
export const remindOfMoves = command({
  name: "moves.remind-of-moves",
  permission: "moves.remind",
  input: z.strictObject({}),
  target: (tx) => tx.$queryRaw<Near[]>`
    SELECT m.id, m.number, m."personId", p.name AS "personName", ARRAY[p."managerId", m."managerId"] AS "managerIds",
      m."effectiveOn", count(l.id)::int AS undecided
    FROM "Move" m JOIN "Person" p ON p.id = m."personId"
    JOIN "MoveLine" l ON l."moveId" = m.id AND l.decision IS NULL
    WHERE m.state = 'waiting' AND m."effectiveOn" > current_date
      AND m."effectiveOn" <= current_date + ${DAYS_BEFORE}::int
      AND p."endedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Notification" n WHERE n.cause = 'move ' || m.id || ' undecided, two days before')
    GROUP BY m.id, p.id ORDER BY m."effectiveOn", m.id LIMIT ${MOST}`,
  allow: () => true,
  async change({ tx, target: near }) {
    const jobs = await tellUndecided(tx, near);
    return { result: { near: near.length }, jobs, audit: [] };
  },
});

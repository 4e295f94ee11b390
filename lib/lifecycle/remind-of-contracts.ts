import { z } from "zod";
import { listPeopleWhoMay } from "@/lib/accounts/people-who-may";
import { command } from "@/lib/command";
import { readEndingContracts } from "@/lib/lifecycle/read-ending-contracts";
import { contractNotices, type EndingContract } from "@/lib/lifecycle/rules/contract-notices";
import { notify } from "@/lib/notify";

/** How many days before the last day of a contract it is told of; the nearest that has come, once. */
const REMINDER_DAYS = [30, 14, 7, 1] as const;

const MOST = 1_000;

/**
 * Tells whoever starts departures, and the manager, that somebody's contract ends: 30, 14, 7 and 1 days before. Once
 * for each: the same cause tells nothing twice, and another end is told anew. Nobody is told of their own. Gives
 * how many contracts are about to end, and what follows from them: departures to start, and those that no longer fit.
 * Leaves no event: nothing changes.
 */
export const remindOfContracts = command({
  name: "lifecycle.remind-of-contracts",
  permission: "departures.remind",
  input: z.strictObject({}),
  target: (tx) => tx.$queryRaw<EndingContract[]>`
    SELECT p.id AS "personId", p.name, p."endsOn", p."managerId", min(step.days)::int AS days
    FROM "Person" p JOIN unnest(${[...REMINDER_DAYS]}::int[]) AS step(days)
      ON p."endsOn" + interval '1 day' <= now() + make_interval(days => step.days)
    WHERE p."endedAt" IS NULL AND p."endsOn" + interval '1 day' > now() AND NOT EXISTS (
      SELECT 1 FROM "Departure" d WHERE d."personId" = p.id AND d.kind <> 'contract_ends'
        AND d."cancelledAt" IS NULL AND d."certifiedAt" IS NULL)
    GROUP BY p.id ORDER BY p."endsOn", p.id LIMIT ${MOST}`,
  allow: () => true,
  async change({ tx, target: ending }) {
    const starters = (await listPeopleWhoMay(tx, "departures.start")).map(({ personId }) => personId);
    const jobs = await notify(tx, contractNotices(ending, starters));
    return { result: { ending: ending.length, ...(await readEndingContracts(tx)) }, audit: [], jobs };
  },
});

import { z } from "zod";
import { command } from "@/lib/command";
import { endGrants } from "@/lib/register/end-grants";
import { dueAll, revokeDue } from "@/lib/register/rules/due";
import { WANTED_STATES } from "@/lib/register/rules/grant-life";
import { tellEnded } from "@/lib/register/tell-ended";

/** So many at once: a transaction stays short, and the audit's lock with it. */
const BATCH = 5_000;

/** Access that was given for a few hours is taken back within one. */
const JUST_IN_TIME_MS = 3_600_000;

/**
 * Stops wanting the grants whose end has come by the database's clock: each becomes a revocation on the worklist, and
 * stays "expired, not removed" until that is proved. One that another transaction holds just now (it may be getting a
 * later end) waits for the next run. Gives how many, and whether more are left.
 */
export const expireGrants = command({
  name: "register.expire-grants",
  permission: "register.expire",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  target: (tx) => tx.$queryRaw<{ id: string; lastsMinutes: number | null }[]>`
    SELECT id, "lastsMinutes" FROM "Grant"
    WHERE state = ANY(${[...WANTED_STATES]}::"GrantState"[]) AND "endsAt" <= now()
    ORDER BY "endsAt", id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`,
  allow: () => true,
  async change({ tx, actor, target: grants, now }) {
    const soon = new Date(now.getTime() + JUST_IN_TIME_MS);
    const groups = [
      { of: grants.filter((grant) => grant.lastsMinutes === null), due: revokeDue(now) },
      { of: grants.filter((grant) => grant.lastsMinutes !== null), due: dueAll(soon) },
    ];
    const over: string[] = [];
    for (const { of, due } of groups) {
      if (of.length === 0) continue;
      const { ended } = await endGrants.within(tx, actor, {
        grantIds: of.map((grant) => grant.id),
        reason: "Its end has come.",
        cause: "expiry",
        dueByRisk: due,
      });
      over.push(...ended);
    }
    const jobs = await tellEnded(tx, over, "Its end has come.");
    return { result: { ended: grants.length, more: grants.length === BATCH }, audit: [], jobs };
  },
});

import { z } from "zod";
import { command } from "@/lib/command";
import {
  beginNotices,
  endedNotices,
  endingNotices,
  type ToldDelegation,
} from "@/lib/delegations/rules/notices";
import { notify } from "@/lib/notify";
import type { DelegationEnd } from "@/prisma/generated/enums";

/** So many at once: a transaction stays short. */
const BATCH = 200;

type Due = ToldDelegation & {
  /** Why it is over; null: it is not. */
  because: Exclude<DelegationEnd, "ended"> | null;
  begins: boolean;
  /** It ends within a day, and had begun a day before that. */
  ending: boolean;
};

/**
 * Ends the delegations whose time is over, and those of which one of the two is not any more who they were: for good,
 * so that nothing comes back when they are. (They count for nothing from that moment on, whenever this runs.) Tells
 * both of what has begun, ends tomorrow, or has ended; each once.
 */
export const settleDelegations = command({
  name: "delegations.settle-delegations",
  permission: "delegations.settle",
  input: z.strictObject({}),
  target: (tx) => tx.$queryRaw<Due[]>`
    SELECT * FROM (
      SELECT d.id, d."delegatorId", r.name AS "delegatorName", d."delegateId", e.name AS "delegateName", d."startsAt",
        d."endsAt", CASE WHEN d."endsAt" <= now() THEN 'over'
          WHEN NOT delegation_delegator_decides(d."delegatorId") THEN 'delegator_stopped'
          WHEN NOT delegation_delegate_stays(d."delegateId") THEN 'delegate_stopped' END AS because,
        d."startsAt" <= now() AND d."toldBeganAt" IS NULL AS begins,
        d."endsAt" <= now() + interval '1 day' AND d."startsAt" <= d."endsAt" - interval '1 day'
          AND d."toldEndingAt" IS NULL AS ending
      FROM "Delegation" d JOIN "Person" r ON r.id = d."delegatorId" JOIN "Person" e ON e.id = d."delegateId"
      WHERE d."endedAt" IS NULL ORDER BY d.id FOR UPDATE OF d SKIP LOCKED) due
    WHERE because IS NOT NULL OR begins OR ending LIMIT ${BATCH}`,
  allow: () => true,
  async change({ tx, target: due, now }) {
    const over = due.flatMap((each) => (each.because ? [{ ...each, because: each.because }] : []));
    const running = due.filter((each) => each.because === null);
    if (due.length > 0)
      await tx.$executeRaw`
        UPDATE "Delegation" d SET "endedAt" = CASE WHEN n.because IS NULL THEN NULL ELSE least(d."endsAt", ${now}) END,
          "endedBecause" = n.because, "toldBeganAt" = CASE WHEN n.begins THEN ${now} ELSE d."toldBeganAt" END,
          "toldEndingAt" = CASE WHEN n.ending THEN ${now} ELSE d."toldEndingAt" END
        FROM jsonb_to_recordset(${JSON.stringify(due)}::jsonb)
          AS n(id uuid, because "DelegationEnd", begins boolean, ending boolean)
        WHERE d.id = n.id`;
    const jobs = await notify(tx, [
      ...running.filter(({ begins }) => begins).flatMap((each) => beginNotices(each, "begun")),
      ...running.filter(({ ending }) => ending).flatMap(endingNotices),
      ...over.flatMap((each) => endedNotices(each, each.because)),
    ]);
    return {
      result: { ended: over.length, told: running.length },
      jobs,
      audit: over.map((each) => ({
        objectType: "delegation",
        objectId: each.id,
        objectName: `${each.delegateName}, in place of ${each.delegatorName}`,
        reason: reasons[each.because],
        after: { over: true },
      })),
    };
  },
});

const reasons: Record<NonNullable<Due["because"]>, string> = {
  over: "Its end has come.",
  delegator_stopped: "Whoever was away no longer decides requests.",
  delegate_stopped: "Whoever stood in can no longer do so.",
};

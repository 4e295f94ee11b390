import { z } from "zod";
import { command } from "@/lib/command";
import { notify } from "@/lib/notify";
import { readWhomToTell } from "@/lib/register/read-whom-to-tell";
import { endNotices } from "@/lib/register/rules/end-notices";
import { REMINDER_DAYS, reminderStep } from "@/lib/register/rules/remind";

/** So many at once: a transaction stays short. */
const BATCH = 2_000;

const FIRST_STEP = Math.max(...REMINDER_DAYS);

/**
 * Tells holders (of a robot its owner, of a shared login everybody who knows it) that access ends: 14, 7 and 1 days
 * before, once for each step, the nearest alone where Keyholder was off. Whoever has let it lapse, and what was given
 * for a few hours, is left alone. Gives how many keys, and whether more are left. Leaves no event: nothing changes.
 */
export const remindOfEnds = command({
  name: "register.remind-of-ends",
  permission: "register.remind",
  timeoutMs: 60_000,
  input: z.strictObject({}),
  // Which step has come is asked of the database as of the rule: the one finds them, the other says which.
  target: (tx) => tx.$queryRaw<{ id: string }[]>`
    SELECT g.id FROM "Grant" g
    WHERE g.state IN ('invited', 'active') AND g."endsAt" > now()
      AND g."endsAt" <= now() + make_interval(days => ${FIRST_STEP})
      AND g."lapsesSince" IS NULL AND g."lastsMinutes" IS NULL
      AND EXISTS (
        SELECT 1 FROM unnest(${[...REMINDER_DAYS]}::int[]) AS step(days)
        WHERE g."endsAt" <= now() + make_interval(days => step.days)
          AND g."startsAt" <= g."endsAt" - make_interval(days => step.days)
        HAVING min(step.days) IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM "GrantReminder" m
          WHERE m."grantId" = g.id AND m."endsAt" = g."endsAt" AND m."daysBefore" = min(step.days)))
    ORDER BY g."endsAt", g.id LIMIT ${BATCH} FOR UPDATE OF g SKIP LOCKED`,
  allow: () => true,
  async change({ tx, target, now }) {
    const grants = await readWhomToTell(
      tx,
      target.map(({ id }) => id),
    );
    const ending = grants.flatMap(({ startsAt, endsAt, ...grant }) => {
      const step = endsAt && reminderStep({ startsAt, endsAt }, now);
      return step ? [{ ...grant, endsAt, step }] : [];
    });
    await tx.grantReminder.createMany({
      data: ending.map(({ id, endsAt, step }) => ({
        grantId: id,
        endsAt,
        daysBefore: step,
        remindedAt: now,
      })),
      skipDuplicates: true,
    });
    const jobs = await notify(tx, endNotices(ending));
    return { result: { reminded: ending.length, more: target.length === BATCH }, audit: [], jobs };
  },
});

import { z } from "zod";
import { command } from "@/lib/command";
import { notify } from "@/lib/notify";
import { exceptFromInWords } from "@/lib/preconditions/rules/words";
import type { Capability, Precondition } from "@/prisma/generated/enums";

/** How many days before its end an exception is told of; the nearest that has come, once. */
const REMINDER_DAYS = [7, 1] as const;

const MOST = 1_000;

type Ending = {
  id: string;
  precondition: Precondition;
  firstDuty: Capability | null;
  secondDuty: Capability | null;
  personId: string;
  personName: string;
  clientName: string;
  approvedById: string;
  endsAt: Date;
  days: number;
};

/**
 * Tells who is let through by an exception, and who approved it, that it ends: 7 days and 1 day before. Once for each:
 * the same cause tells nothing twice. Gives how many are about to end. Leaves no event: nothing changes.
 */
export const remindOfExceptions = command({
  name: "preconditions.remind-of-exceptions",
  permission: "exceptions.expire",
  input: z.strictObject({}),
  target: (tx) => tx.$queryRaw<Ending[]>`
    SELECT e.id, e.precondition::text, x."firstDuty"::text, x."secondDuty"::text, e."personId", p.name AS "personName",
      c.name AS "clientName", e."approvedById", e."endsAt", min(step.days)::int AS days
    FROM "AccessException" e JOIN "Person" p ON p.id = e."personId" JOIN "Client" c ON c.id = e."clientId"
    LEFT JOIN "DutyConflict" x ON x.id = e."conflictId"
    JOIN unnest(${[...REMINDER_DAYS]}::int[]) AS step(days)
      ON e."endsAt" <= now() + make_interval(days => step.days)
      AND e."approvedAt" <= e."endsAt" - make_interval(days => step.days)
    WHERE e."endedAt" IS NULL AND e."endsAt" > now()
    GROUP BY e.id, x.id, p.id, c.id ORDER BY e."endsAt", e.id LIMIT ${MOST}`,
  allow: () => true,
  async change({ tx, target: ending }) {
    const jobs = await notify(
      tx,
      ending.map(({ id, precondition, firstDuty, secondDuty, ...exception }) => {
        const pair = firstDuty && secondDuty ? { firstDuty, secondDuty } : null;
        const what = exceptFromInWords(precondition, pair);
        return {
          personId: [exception.personId, exception.approvedById],
          kind: "exception.ends" as const,
          cause: `exception ${id} ends, ${exception.days} days before`,
          subject: `The exception for ${exception.personName} at ${exception.clientName} ends ${exception.days === 1 ? "within a day" : "in a week"}`,
          text: `${what}. What was approved because of it is taken back then, unless the precondition is met or another exception is approved.`,
          href: "/settings/exceptions" as const,
        };
      }),
    );
    return { result: { ending: ending.length }, jobs, audit: [] };
  },
});

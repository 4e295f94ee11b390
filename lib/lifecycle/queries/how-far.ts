import { Prisma } from "@/lib/db";

/** How far the tasks of a departure or a closing are, in numbers for a list. */
export type HowFar = {
  total: number;
  verified: number;
  attested: number;
  waiting: number;
  overdue: number;
  nextDueAt: Date | null;
};

/** These numbers of one row `d`, as a lateral table: what `progressOf` counts of one checklist, for a whole list. */
export const howFar = (cause: "departure" | "closing"): Prisma.Sql => Prisma.sql`
  LATERAL (
    SELECT count(*)::int AS total,
      (count(*) FILTER (WHERE state = 'verified'))::int AS verified,
      (count(*) FILTER (WHERE state = 'attested'))::int AS attested,
      (count(*) FILTER (WHERE state = 'waiting_for_platform'))::int AS waiting,
      (count(*) FILTER (WHERE state NOT IN ('attested', 'verified') AND "dueAt" <= now()))::int AS overdue,
      min("dueAt") FILTER (WHERE state NOT IN ('attested', 'verified')) AS "nextDueAt"
    FROM "Task" WHERE cause = ${cause}::"TaskCause" AND "causeId" = d.id AND state <> 'cancelled'
  )`;

/** Whether a row `d` is in the state that a list is narrowed to: under way, unless the address says otherwise. */
export const inState = (state: string): Prisma.Sql => Prisma.sql`
  CASE ${state} WHEN 'all' THEN true WHEN 'certified' THEN d."certifiedAt" IS NOT NULL
    WHEN 'cancelled' THEN d."cancelledAt" IS NOT NULL
    ELSE d."certifiedAt" IS NULL AND d."cancelledAt" IS NULL END`;

/** What is due next first, and what is over last; with `howFar` as `t`. */
export const byNextDue = Prisma.sql`(d."cancelledAt" IS NOT NULL OR d."certifiedAt" IS NOT NULL), t."nextDueAt"`;

import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { type Month, monthOf } from "@/lib/lifecycle/rules/month";

/** What is expected of somebody on a day. */
export type CalendarKind = "joins" | "moves" | "leaves" | "contract_ends" | "away" | "returns";

export type CalendarRow = {
  kind: CalendarKind;
  /** The last moment of who leaves; the day of everything else. */
  at: Date;
  personId: string;
  personName: string;
  personTitle: string | null;
  /** The departure or the absence, of whom it is one. */
  departureId: string | null;
  absenceId: string | null;
  /** The change of role, of whom it is one. */
  moveId: string | null;
  /** Of who leaves: how much is left, and whether it is over. */
  left: number | null;
  total: number | null;
  over: boolean;
};

export type Calendar = {
  month: Month;
  rows: CalendarRow[];
  /** More stands in this month than is shown. */
  more: boolean;
  now: Date;
  can: { start: boolean };
};

/** So much of a month is shown. */
const MOST = 500;

/**
 * Who joins, changes their role, leaves, goes away and returns in a month, by day. One statement. Raises forbidden for who may not follow
 * departures.
 */
export async function listCalendar(actor: Actor, asked: string | undefined): Promise<Calendar> {
  requirePermission(actor, "departures.read");
  const [clock] = await db.$queryRaw<{ now: Date }[]>`SELECT now()`;
  const now = clock?.now ?? new Date();
  const month = monthOf(asked, now);
  const { from, until } = month;
  const rows = await db.$queryRaw<CalendarRow[]>`
    WITH dates AS (
      SELECT 'joins' AS kind, p."startsOn"::timestamptz AS at, p.id AS "personId", NULL::uuid AS "departureId",
        NULL::uuid AS "absenceId", NULL::uuid AS "moveId", p."startsOn" <= now() AS over
      FROM "Person" p WHERE p."startsOn" >= ${from}::date AND p."startsOn" < ${until}::date
        AND NOT EXISTS (SELECT 1 FROM "Departure" d WHERE d."personId" = p.id AND d.kind = 'never_started'
          AND d."cancelledAt" IS NULL)
      UNION ALL
      SELECT 'moves', m."effectiveOn"::timestamptz, m."personId", NULL, NULL, m.id, m.state = 'done'
      FROM "Move" m WHERE m.state <> 'cancelled'
        AND m."effectiveOn" >= ${from}::date AND m."effectiveOn" < ${until}::date
      UNION ALL
      SELECT 'leaves', d."lastMoment", d."personId", d.id, NULL, NULL, d."certifiedAt" IS NOT NULL
      FROM "Departure" d WHERE d."cancelledAt" IS NULL
        AND d."lastMoment" > ${from}::timestamptz AND d."lastMoment" <= ${until}::timestamptz
      UNION ALL
      SELECT 'contract_ends', p."endsOn"::timestamptz, p.id, NULL, NULL, NULL, false
      FROM "Person" p WHERE p."endedAt" IS NULL AND p."endsOn" >= ${from}::date AND p."endsOn" < ${until}::date
        AND NOT EXISTS (SELECT 1 FROM "Departure" d WHERE d."personId" = p.id AND d."cancelledAt" IS NULL)
      UNION ALL
      SELECT 'away', b."startsOn"::timestamptz, b."personId", NULL, b.id, NULL, b."begunAt" IS NOT NULL
      FROM "Absence" b WHERE b.outcome IS DISTINCT FROM 'called_off'
        AND b."startsOn" >= ${from}::date AND b."startsOn" < ${until}::date
      UNION ALL
      SELECT 'returns', coalesce(b."endedAt", b."expectedOn"::timestamptz), b."personId", NULL, b.id,
        NULL, b."endedAt" IS NOT NULL
      FROM "Absence" b WHERE (b.outcome IS NULL OR b.outcome = 'returned')
        AND coalesce(b."endedAt", b."expectedOn"::timestamptz) >= ${from}::timestamptz
        AND coalesce(b."endedAt", b."expectedOn"::timestamptz) < ${until}::timestamptz
    )
    SELECT dates.*, p.name AS "personName", p.title AS "personTitle", t.left, t.total
    FROM dates JOIN "Person" p ON p.id = dates."personId"
    LEFT JOIN LATERAL (
      SELECT count(*)::int AS total,
        (count(*) FILTER (WHERE state IN ('open', 'invited', 'waiting_for_platform')))::int AS left
      FROM "Task" WHERE cause = 'departure' AND "causeId" = dates."departureId" AND state <> 'cancelled'
    ) t ON dates."departureId" IS NOT NULL
    ORDER BY dates.at, p.name, dates.kind LIMIT ${MOST + 1}`;
  return {
    month,
    rows: rows.slice(0, MOST),
    more: rows.length > MOST,
    now,
    can: { start: may(actor, "departures.start") },
  };
}

import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";

/** So far back departures are measured. */
const DAYS = 90;

/** A departure of which something was proved after its time, or is still to be. */
export type Breach = {
  id: string;
  number: number;
  personName: string;
  late: number;
  /** The longest that a proof came after its time, in minutes. */
  byMinutes: number;
  because: string | null;
  /** Something of it is undone and late now. */
  open: boolean;
};

export type DepartureMeasures = {
  days: number;
  /** Departures of these days of which everything has evidence. */
  finished: number;
  /** Minutes from the last moment to the last proof; what was proved before counts as none. Null: none is finished. */
  medianMinutes: number | null;
  p95Minutes: number | null;
  breaches: Breach[];
  can: { explain: boolean };
};

/**
 * How long departures of the last 90 days took from the last moment to the last proof (median, 95th percentile), and
 * each that was late, with why: first what nobody has explained. Two statements. Raises forbidden for who may not follow departures.
 */
export async function departureMeasures(actor: Actor): Promise<DepartureMeasures> {
  requirePermission(actor, "departures.read");
  const [[measured], breaches] = await Promise.all([
    db.$queryRaw<{ finished: number; median: number | null; p95: number | null }[]>`
      SELECT count(*)::int AS finished, percentile_cont(0.5) WITHIN GROUP (ORDER BY took) AS median,
        percentile_cont(0.95) WITHIN GROUP (ORDER BY took) AS p95
      FROM (
        SELECT greatest(0, extract(epoch FROM max(coalesce(t."verifiedAt", t."attestedAt")) - d."lastMoment"))::float8
          / 60 AS took
        FROM "Departure" d JOIN "Task" t ON t.cause = 'departure' AND t."causeId" = d.id AND t.state <> 'cancelled'
        WHERE d."cancelledAt" IS NULL AND d."lastMoment" <= now()
          AND d."lastMoment" > now() - make_interval(days => ${DAYS}::int)
        GROUP BY d.id HAVING bool_and(t.state IN ('attested', 'verified'))
      ) each`,
    db.$queryRaw<Breach[]>`
      SELECT d.id, d.number, p.name AS "personName", count(*)::int AS late, d."lateBecause" AS because,
        bool_or(t."attestedAt" IS NULL) AS open,
        ceil(max(extract(epoch FROM coalesce(t."attestedAt", now()) - t."dueAt")) / 60)::int AS "byMinutes"
      FROM "Departure" d JOIN "Person" p ON p.id = d."personId"
      JOIN "Task" t ON t.cause = 'departure' AND t."causeId" = d.id AND t.state <> 'cancelled'
        AND coalesce(t."attestedAt", now()) > t."dueAt"
      WHERE d."cancelledAt" IS NULL AND d."lastMoment" > now() - make_interval(days => ${DAYS}::int)
      GROUP BY d.id, p.name
      ORDER BY (d."lateBecause" IS NULL) DESC, open DESC, d."lastMoment" DESC, d.id LIMIT 50`,
  ]);
  return {
    days: DAYS,
    finished: measured?.finished ?? 0,
    medianMinutes: measured?.median ?? null,
    p95Minutes: measured?.p95 ?? null,
    breaches,
    can: { explain: may(actor, "departures.start") },
  };
}

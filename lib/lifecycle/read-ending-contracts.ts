import type { Tx } from "@/lib/db";

/** So many at once; what is left comes with the next run. */
const MOST = 200;

/** So many days before the last one a contract's departure starts, so that everything is gone by then. */
const STARTS_DAYS_BEFORE = 7;

/** Somebody whose contract is over soon and who has no departure. The day as ISO. */
type ContractToEnd = { personId: string; endsOn: string };

/** A departure by contract whose end has been changed in the register since. The day as ISO. */
type ContractMoved = { departureId: string; endsOn: string };

/**
 * What follows from the ends of contracts: whose departure is to be started (their last day is at most a week
 * away), and which departures no longer fit the end that stands in the register. Two statements.
 */
export async function readEndingContracts(
  tx: Tx,
): Promise<{ toStart: ContractToEnd[]; moved: ContractMoved[] }> {
  const toStart = await tx.$queryRaw<ContractToEnd[]>`
      SELECT p.id AS "personId", p."endsOn"::text FROM "Person" p
      WHERE p."endedAt" IS NULL AND p."endsOn" + interval '1 day' <= now() + make_interval(days => ${STARTS_DAYS_BEFORE}::int)
        AND NOT EXISTS (SELECT 1 FROM "Departure" d WHERE d."personId" = p.id AND d."cancelledAt" IS NULL
          AND d."certifiedAt" IS NULL)
        -- Whoever cancelled one for this end wants it no more; another end counts anew.
        AND NOT EXISTS (SELECT 1 FROM "Departure" d WHERE d."personId" = p.id AND d.kind = 'contract_ends'
          AND d."cancelledAt" IS NOT NULL
          AND (d."lastMoment" AT TIME ZONE 'UTC' - interval '1 millisecond')::date = p."endsOn")
      ORDER BY p."endsOn", p.id LIMIT ${MOST}`;
  const moved = await tx.$queryRaw<ContractMoved[]>`
      SELECT d.id AS "departureId", p."endsOn"::text FROM "Departure" d JOIN "Person" p ON p.id = d."personId"
      WHERE d.kind = 'contract_ends' AND d."cancelledAt" IS NULL AND d."certifiedAt" IS NULL
        AND (d."lastMoment" AT TIME ZONE 'UTC' - interval '1 millisecond')::date <> p."endsOn"
      ORDER BY d.id LIMIT ${MOST}`;
  return { toStart, moved };
}

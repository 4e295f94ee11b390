import { Prisma, type Tx } from "@/lib/db";
import type { Role } from "@/prisma/generated/enums";

/** Somebody in whose place one decides just now, by a delegation that runs. */
export type StandIn = {
  /** Whose place it is, and what they may decide by. */
  personId: string;
  name: string;
  roles: readonly Role[];
  until: Date;
  /** In whose place that one decides: what these asked for or would hold is not theirs to decide, so it is nobody's for them. */
  alsoFor: readonly string[];
};

/** A stand-in as the database gives it. */
export type StandInJson = Omit<StandIn, "until"> & { until: string };

/** In whose places a person decides just now, as JSON: an empty list for most. */
export const standInsOf = (personId: Prisma.Sql): Prisma.Sql => Prisma.sql`coalesce((
  SELECT jsonb_agg(jsonb_build_object('personId', d."delegatorId", 'name', dp.name, 'roles', to_jsonb(da.roles),
    'until', d."endsAt", 'alsoFor', coalesce((
      SELECT jsonb_agg(x."delegatorId") FROM "Delegation" x
      WHERE x."delegateId" = d."delegatorId" AND delegation_runs(x, now())), '[]')) ORDER BY d."startsAt", d.id)
  FROM "Delegation" d JOIN "Person" dp ON dp.id = d."delegatorId" JOIN "Account" da ON da."personId" = d."delegatorId"
  WHERE d."delegateId" = ${personId} AND d."endedAt" IS NULL AND delegation_runs(d, now())), '[]')`;

/** Stand-ins as the database gives them, with their ends as moments. */
export const toStandIns = (rows: readonly StandInJson[]): StandIn[] =>
  rows.map((row) => ({ ...row, until: new Date(row.until) }));

/**
 * In whose places a person decides, with what these delegations hang on locked: whoever ends one, or takes the
 * delegator's role, waits for this transaction, or has come before it.
 */
export async function lockStandIns(tx: Tx, personId: string): Promise<StandIn[]> {
  // Locked first and read then, so that what was waited for is seen.
  await tx.$queryRaw`
    SELECT d.id FROM "Delegation" d JOIN "Account" a ON a."personId" = d."delegatorId"
    WHERE d."delegateId" = ${personId}::uuid AND d."endedAt" IS NULL ORDER BY d.id FOR SHARE OF d, a`;
  const [row] = await tx.$queryRaw<{ inPlaceOf: StandInJson[] }[]>`
    SELECT ${standInsOf(Prisma.sql`${personId}::uuid`)} AS "inPlaceOf"`;
  return toStandIns(row?.inPlaceOf ?? []);
}

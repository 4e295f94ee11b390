import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { ENDS_SOON_DAYS, LIVE_STATES, PROOF_FRESH_DAYS } from "@/lib/register/rules/grant-life";

/** The register in numbers. A number that is not known is null, never an estimate. */
export type RegisterFigures = {
  /** Grants with which somebody can get in, as far as is known. */
  held: number;
  /** Of those that came by a request: how many are the smallest role that does the work; null without any. */
  smallest: { of: number; at: number } | null;
  /** Verified, within the last 90 days. */
  verifiedFresh: number;
  attestedFresh: number;
  expiredNotRemoved: number;
  /** Wanted, and ending within thirty days. */
  endingSoon: number;
  removalsOverdue: number;
  withoutEnd: number;
  /** Shared logins that still hold a key. */
  sharedLogins: number;
};

type Raw = Omit<RegisterFigures, "smallest"> & { requested: number; atSmallest: number };

/** Counts the register in one statement. Raises forbidden. */
export async function registerFigures(actor: Actor): Promise<RegisterFigures> {
  requirePermission(actor, "register.read");
  const [row] = await db.$queryRaw<Raw[]>`
    WITH live AS (SELECT * FROM "Grant" WHERE state::text = ANY(${[...LIVE_STATES]}))
    SELECT count(*)::int AS held,
      (count(*) FILTER (WHERE g.proof = 'verified' AND g."provedAt" > now() - make_interval(days => ${PROOF_FRESH_DAYS}::int)))::int
        AS "verifiedFresh",
      (count(*) FILTER (WHERE g.proof = 'attested' AND g."provedAt" > now() - make_interval(days => ${PROOF_FRESH_DAYS}::int)))::int
        AS "attestedFresh",
      (count(*) FILTER (WHERE g."endsAt" <= now()))::int AS "expiredNotRemoved",
      (count(*) FILTER (WHERE g.state IN ('invited', 'active') AND g."endsAt" > now()
        AND g."endsAt" <= now() + make_interval(days => ${ENDS_SOON_DAYS}::int)))::int AS "endingSoon",
      (count(*) FILTER (WHERE g."endsAt" IS NULL AND g.state IN ('invited', 'active')))::int AS "withoutEnd",
      (SELECT count(*)::int FROM "Task" t WHERE t.kind = 'revoke' AND t."dueAt" <= now()
        AND t.state IN ('open', 'invited', 'waiting_for_platform')) AS "removalsOverdue",
      (count(DISTINCT g."identityId") FILTER (WHERE g."personId" IS NULL AND g."robotId" IS NULL))::int AS "sharedLogins",
      (count(*) FILTER (WHERE i.id IS NOT NULL))::int AS requested,
      (count(*) FILTER (WHERE NOT i."aboveSmallest"))::int AS "atSmallest"
    FROM live g
    LEFT JOIN "RequestItem" i ON g.cause = 'request' AND i."personId" = g."personId" AND i."assetId" = g."assetId"
      AND (i.id = g."causeId" OR i."requestId" = g."causeId")`;
  if (!row) throw new Error("The register was not counted.");
  const { requested, atSmallest, ...figures } = row;
  return { ...figures, smallest: requested > 0 ? { of: requested, at: atSmallest } : null };
}

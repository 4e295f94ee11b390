import { type Actor, requirePermission } from "@/lib/auth/actor";
import { EXPORT_ROWS } from "@/lib/csv";
import { db, Prisma } from "@/lib/db";
import { isId } from "@/lib/input";
import { contains, orderBy, pagePart } from "@/lib/list-query";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";
import type { Capability } from "@/lib/platforms/capabilities";
import { RISKS, roleRisk } from "@/lib/platforms/role-risk";
import { type GrantRow, grantTables, heldAt, readGrants } from "@/lib/register/queries/grant-rows";
import { conflictingGrantIds, markConflicts } from "@/lib/register/queries/mark-conflicts";
import {
  ENDING_STATES,
  ENDS_SOON_DAYS,
  LIVE_STATES,
  PROOF_FRESH_DAYS,
  WANTED_STATES,
} from "@/lib/register/rules/grant-life";

export const grantFilters = [
  "state",
  "client",
  "platform",
  "person",
  "risk",
  "proof",
  "holder",
  "duties",
] as const;
export type GrantFilter = (typeof grantFilters)[number];

const columns = {
  client: Prisma.sql`c.name`,
  holder: Prisma.sql`coalesce(p.name, r.name, i.address)`,
  platform: Prisma.sql`pl.name`,
  asset: Prisma.sql`a.name`,
  role: Prisma.sql`pr.rank`,
  state: Prisma.sql`held.state`,
  proof: Prisma.sql`held."provedAt"`,
  ends: Prisma.sql`g."endsAt"`,
};
const last = Prisma.sql`a.name, coalesce(p.name, r.name, i.address), g.id`;

/** The register, now or as of a moment: what is held unless the filter says otherwise. Raises forbidden. */
export async function listGrants(
  actor: Actor,
  state: ListState<GrantFilter>,
  asOf: Date | null = null,
): Promise<Page<GrantRow> & { expired: number }> {
  requirePermission(actor, "register.read");
  const now = new Date();
  const where = await grantWhere(state, asOf ?? now);
  const [counts, rows] = await Promise.all([
    db.$queryRaw<{ total: number; expired: number }[]>`
      WITH held AS (${heldAt(asOf)})
      SELECT count(*)::int AS total, (count(*) FILTER (WHERE ${expired(asOf ?? now)}))::int AS expired
      FROM ${grantTables} WHERE ${where}`,
    readGrants(db, where, {
      asOf,
      now,
      tail: Prisma.sql`${orderBy(state.sort, columns, last)} ${pagePart(state.page, PAGE_SIZE)}`,
    }),
  ]);
  const { total = 0, expired: late = 0 } = counts[0] ?? {};
  // As of a past day nobody knows which duties were declared as conflicting.
  const marked = asOf === null ? await markConflicts(db, rows) : rows;
  return { rows: marked, total, expired: late, page: state.page, pageSize: PAGE_SIZE };
}

/** As `listGrants` without pages, at most 50,000 rows: for the export. */
export async function exportGrants(
  actor: Actor,
  state: ListState<GrantFilter>,
  asOf: Date | null = null,
): Promise<GrantRow[]> {
  requirePermission(actor, "register.read");
  const now = new Date();
  const tail = Prisma.sql`${orderBy(state.sort, columns, last)} LIMIT ${EXPORT_ROWS}`;
  return readGrants(db, await grantWhere(state, asOf ?? now), { asOf, now, tail });
}

const expired = (at: Date) =>
  Prisma.sql`(held.state::text = ANY(${[...LIVE_STATES]}) AND g."endsAt" <= ${at}::timestamptz)`;

/** Wanted, and ending within thirty days: what its holder is reminded of, or has let lapse. */
const endsSoon = (at: Date) =>
  Prisma.sql`(held.state::text = ANY(${[...WANTED_STATES]}) AND g."endsAt" > ${at}::timestamptz
    AND g."endsAt" <= ${at}::timestamptz + make_interval(days => ${ENDS_SOON_DAYS}::int))`;

async function grantWhere({ q, filters }: ListState<GrantFilter>, at: Date): Promise<Prisma.Sql> {
  const conditions = [stateCondition(filters.state, at)];
  if (q) {
    const text = contains(q);
    const digits = q.replace(/[^0-9a-z]/giu, "");
    conditions.push(Prisma.sql`(coalesce(p.name, r.name, '') ILIKE ${text} OR i.address ILIKE ${text}
      OR a.name ILIKE ${text} OR c.name ILIKE ${text} OR pl.name ILIKE ${text} OR pr.name ILIKE ${text}
      OR a."externalId" ILIKE ${digits.length > 2 ? contains(digits) : text})`);
  }
  if (isId(filters.client)) conditions.push(Prisma.sql`a."clientId" = ${filters.client}::uuid`);
  if (isId(filters.person))
    conditions.push(
      Prisma.sql`(g."personId" = ${filters.person}::uuid OR r."ownerId" = ${filters.person}::uuid)`,
    );
  if (filters.platform) conditions.push(Prisma.sql`a."platformId" = ${filters.platform}`);
  if (filters.risk) conditions.push(Prisma.sql`g."roleId" = ANY(${await rolesOfRisk(filters.risk)}::uuid[])`);
  const fresh = new Date(at.getTime() - PROOF_FRESH_DAYS * 86_400_000);
  if (filters.proof === "none") conditions.push(Prisma.sql`held.proof IS NULL`);
  if (filters.proof === "old") conditions.push(Prisma.sql`held."provedAt" < ${fresh}::timestamptz`);
  if (filters.proof === "attested" || filters.proof === "verified")
    conditions.push(Prisma.sql`held.proof::text = ${filters.proof}`);
  if (filters.holder === "person") conditions.push(Prisma.sql`g."personId" IS NOT NULL`);
  if (filters.holder === "robot") conditions.push(Prisma.sql`g."robotId" IS NOT NULL`);
  if (filters.holder === "shared") conditions.push(Prisma.sql`g."personId" IS NULL AND g."robotId" IS NULL`);
  if (filters.duties === "conflicting")
    conditions.push(Prisma.sql`g.id = ANY(${await conflictingGrantIds(db)}::uuid[])`);
  return Prisma.join(conditions, " AND ");
}

function stateCondition(state: string | undefined, at: Date): Prisma.Sql {
  if (state === "all") return Prisma.sql`true`;
  if (state === "over") return Prisma.sql`held.state IN ('removed', 'not_granted')`;
  if (state === "ending") return Prisma.sql`held.state::text = ANY(${[...ENDING_STATES]})`;
  if (state === "expired") return expired(at);
  if (state === "soon") return endsSoon(at);
  if (state === "endless")
    return Prisma.sql`g."endsAt" IS NULL AND held.state IN ('to_grant', 'invited', 'active')`;
  if (state === "to_grant" || state === "invited" || state === "active")
    return Prisma.sql`held.state::text = ${state}`;
  return Prisma.sql`held.state NOT IN ('removed', 'not_granted')`;
}

/** The one rule of risk stands in roleRisk; the few hundred roles are read for it rather than the rule twice. */
async function rolesOfRisk(risk: string): Promise<string[]> {
  const wanted = RISKS.find((each) => each === risk);
  const roles = await db.platformRole.findMany({ select: { id: true, capabilities: true } });
  return roles
    .filter((role) => roleRisk(role.capabilities as Capability[]) === wanted)
    .map((role) => role.id);
}

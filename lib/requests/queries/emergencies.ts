import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { isId } from "@/lib/input";
import { contains, pagePart } from "@/lib/list-query";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";
import { canReviewEmergency } from "@/lib/requests/rules/emergency";
import type { EmergencyVerdict, GrantState } from "@/prisma/generated/enums";

export type Emergency = {
  id: string;
  name: string;
  person: { id: string; name: string };
  asset: { id: string; name: string };
  clientName: string | null;
  platform: { name: string; mark: string };
  roles: string[];
  /** Its grants that are not over yet, with how far their removal is. */
  held: { grantId: string; state: GrantState }[];
  reason: string;
  takenAt: Date;
  endsAt: Date;
  ip: string | null;
  reviewDueAt: Date;
  reviewedAt: Date | null;
  reviewedBy: string | null;
  verdict: EmergencyVerdict | null;
  reviewNote: string | null;
  /** It is the reader's own. */
  own: boolean;
  mayReview: boolean;
};

export const emergencyFilters = ["state"] as const;

/** Access that was taken in emergencies, the latest first: all for who reviews it, one's own for the others. */
export async function listEmergencies(
  actor: Actor,
  { q, filters, page }: ListState<(typeof emergencyFilters)[number]>,
): Promise<Page<Emergency> & { open: number }> {
  requirePermission(actor, "emergency.read");
  const words = contains(q);
  const state =
    filters.state === "open"
      ? Prisma.sql`x."reviewedAt" IS NULL`
      : filters.state === "not_justified"
        ? Prisma.sql`x.verdict = 'not_justified'`
        : Prisma.sql`true`;
  const where = Prisma.sql`${visible(actor)} AND ${state} AND (${q} = '' OR p.name ILIKE ${words} OR a.name ILIKE ${words}
    OR c.name ILIKE ${words} OR x.reason ILIKE ${words} OR 'E-' || x.number ILIKE ${words})`;
  const [counts, rows] = await Promise.all([
    db.$queryRaw<{ total: number; open: number }[]>`
      SELECT count(*)::int AS total, (count(*) FILTER (WHERE x."reviewedAt" IS NULL))::int AS open
      FROM ${tables} WHERE ${where}`,
    read(actor, where, pagePart(page, PAGE_SIZE)),
  ]);
  const { total = 0, open = 0 } = counts[0] ?? {};
  return { rows, total, open, page, pageSize: PAGE_SIZE };
}

/** One of them; null when there is none that the actor sees. */
export async function getEmergency(actor: Actor, id: string): Promise<Emergency | null> {
  requirePermission(actor, "emergency.read");
  if (!isId(id)) return null;
  const [row] = await read(actor, Prisma.sql`x.id = ${id}::uuid AND ${visible(actor)}`, Prisma.empty);
  return row ?? null;
}

/** What stands on Today: what nobody has reviewed, for who reviews it, and one's own that is still held. */
export async function openEmergencies(actor: Actor): Promise<Emergency[]> {
  requirePermission(actor, "emergency.read");
  const open = Prisma.sql`(x."reviewedAt" IS NULL OR (x."personId" = ${actor.personId}::uuid AND x."endsAt" > now()))`;
  return read(actor, Prisma.sql`${visible(actor)} AND ${open}`, Prisma.sql`LIMIT 20`);
}

const visible = (actor: Actor) =>
  may(actor, "emergency.review") || actor.roles.includes("auditor")
    ? Prisma.sql`true`
    : Prisma.sql`x."personId" = ${actor.personId}::uuid`;

const tables = Prisma.sql`"EmergencyAccess" x JOIN "Person" p ON p.id = x."personId" JOIN "Asset" a ON a.id = x."assetId"
  JOIN "Platform" pl ON pl.id = a."platformId" LEFT JOIN "Client" c ON c.id = a."clientId"
  LEFT JOIN "Person" r ON r.id = x."reviewedById"`;

async function read(actor: Actor, where: Prisma.Sql, tail: Prisma.Sql): Promise<Emergency[]> {
  const rows = await db.$queryRaw<Raw[]>`
    SELECT x.id, x.number, x."personId", p.name AS "personName", a.id AS "assetId", a.name AS "assetName",
      c.name AS "clientName", pl.name AS "platformName", pl.mark, x.reason, x."takenAt", x."endsAt", x.ip,
      x."reviewDueAt", x."reviewedAt", r.name AS "reviewedBy", x.verdict::text, x."reviewNote",
      array(SELECT pr.name FROM "Grant" g JOIN "PlatformRole" pr ON pr.id = g."roleId"
        WHERE g.cause = 'emergency' AND g."causeId" = x.id ORDER BY pr.rank) AS roles,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('grantId', g.id, 'state', g.state)), '[]') FROM "Grant" g
        WHERE g.cause = 'emergency' AND g."causeId" = x.id AND g.state NOT IN ('removed', 'not_granted')) AS held
    FROM ${tables} WHERE ${where} ORDER BY x."takenAt" DESC, x.id DESC ${tail}`;
  return rows.map(
    ({ number, personId, personName, assetId, assetName, platformName, mark, ...row }): Emergency => ({
      ...row,
      name: `E-${number}`,
      person: { id: personId, name: personName },
      asset: { id: assetId, name: assetName },
      platform: { name: platformName, mark },
      own: actor.personId === personId,
      mayReview: may(actor, "emergency.review") && canReviewEmergency(actor, { personId, ...row }) === true,
    }),
  );
}

type Raw = Omit<Emergency, "name" | "person" | "asset" | "platform" | "own" | "mayReview"> & {
  number: number;
  personId: string;
  personName: string;
  assetId: string;
  assetName: string;
  platformName: string;
  mark: string;
};

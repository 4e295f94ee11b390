import { historyOf } from "@/lib/audit/queries";
import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { relyingParty } from "@/lib/auth/relying-party";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import type { HrSourceKind } from "@/prisma/generated/enums";

/** An HR system, as the list tells of it. */
export type SourceLine = {
  id: string;
  kind: HrSourceKind;
  name: string;
  lastSeenAt: Date | null;
  createdAt: Date;
  endedAt: Date | null;
  /** How many people it manages. */
  people: number;
};

/** The HR systems, the living ones first. Raises forbidden. */
export async function listSources(actor: Actor): Promise<SourceLine[]> {
  requirePermission(actor, "sources.read");
  return db.$queryRaw<SourceLine[]>`
    SELECT s.id, s.kind, s.name, s."lastSeenAt", s."createdAt", s."endedAt",
      (SELECT count(*)::int FROM "SourcePerson" p WHERE p."sourceId" = s.id) AS people
    FROM "HrSource" s ORDER BY s."endedAt" IS NOT NULL, s.name, s.id LIMIT 200`;
}

/** A token as its page shows it: never itself. */
export type TokenLine = {
  id: string;
  prefix: string;
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  expired: boolean;
};

/** An HR system with what its page shows; null when there is none. Raises forbidden. */
export async function getSource(actor: Actor, id: string) {
  requirePermission(actor, "sources.read");
  if (!isId(id)) return null;
  const source = await db.hrSource.findUnique({ where: { id } });
  if (!source) return null;
  const [people, tokens, secrets, history] = await Promise.all([
    db.sourcePerson.count({ where: { sourceId: id } }),
    db.$queryRaw<TokenLine[]>`
      SELECT id, prefix, "createdAt", "expiresAt", "lastUsedAt", "revokedAt", "expiresAt" <= now() AS expired
      FROM "ScimToken" WHERE "sourceId" = ${id}::uuid
      ORDER BY "revokedAt" IS NOT NULL OR "expiresAt" <= now(), "createdAt" DESC LIMIT 20`,
    db.webhookSecret.findMany({
      where: { sourceId: id },
      select: { id: true, ending: true, createdAt: true, revokedAt: true },
      orderBy: [{ revokedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
      take: 20,
    }),
    historyOf("source", id),
  ]);
  return {
    ...source,
    people,
    tokens,
    secrets,
    history,
    /** What is entered at the other side. */
    baseUrl:
      source.kind === "webhook"
        ? `${relyingParty().origin}/api/hr/webhook/${id}`
        : `${relyingParty().origin}/api/scim/v2`,
    can: { write: may(actor, "sources.write"), map: may(actor, "sources.map-groups") },
  };
}

export type SourceDetail = NonNullable<Awaited<ReturnType<typeof getSource>>>;

/** Whether the actor may connect HR systems, as the commands decide it. */
export const mayWriteSources = (actor: Actor): boolean => may(actor, "sources.write");

/** The living SCIM connection of a name, for the command line; null when there is none. Raises forbidden. */
export async function sourceNamed(actor: Actor, name: string): Promise<{ id: string } | null> {
  requirePermission(actor, "sources.write");
  return db.hrSource.findFirst({
    where: { name: { equals: name, mode: "insensitive" }, kind: "scim", endedAt: null },
    select: { id: true },
  });
}

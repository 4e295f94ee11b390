import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { somebody } from "@/lib/people/somebody";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import type { PlatformCategory } from "@/lib/platforms/catalogue-schema";
import { WORK, workFor } from "@/lib/platforms/work";
import { effectiveAccess } from "@/lib/register/queries/effective-access";
import { runningEngagements } from "@/lib/requests/rules/choose-engagement";
import { asksForOthers } from "@/lib/requests/rules/who-may";
import { staffClients } from "@/lib/requests/staff-clients";

export type AskAsset = {
  id: string;
  name: string;
  accountId: string;
  mark: string;
  platformName: string;
  typeLabel: string;
};

/** What the form of a new request offers. */
export type AskOptions = {
  clients: { id: string; name: string }[];
  /** The chosen client, when the address names one that the actor can ask for. */
  chosen: {
    id: string;
    name: string;
    /** The engagements that run, the one that ends last first; `lastDay` null: until further notice. */
    engagements: { id: string; name: string; lastDay: Date | null }[];
    assets: AskAsset[];
    /** Kinds of work in plain words that make sense on the client's platforms. */
    work: { key: string; label: string }[];
  } | null;
  people: { id: string; name: string; title: string | null }[];
  /** Who holds something at the chosen client, for who may see that: their access can be a template. */
  colleagues: { id: string; name: string; title: string | null }[];
  me: string | null;
  forOthers: boolean;
};

/** Clients, people and, of the chosen client, accounts and kinds of work: what the actor can ask for. */
export async function getAskOptions(actor: Actor, clientId: string | undefined): Promise<AskOptions> {
  requirePermission(actor, "requests.ask");
  const forOthers = asksForOthers(actor);
  const only = forOthers || !actor.personId ? null : await staffClients(db, actor.personId);
  const clients = await db.client.findMany({
    where: { endedAt: null, ...(only ? { id: { in: only } } : {}) },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
  const chosen = clientId && isId(clientId) ? clients.find((client) => client.id === clientId) : undefined;
  const people = await db.person.findMany({
    where: { endedAt: null, accessEndsAt: null, ...(forOthers ? somebody : { id: actor.personId ?? "" }) },
    select: { id: true, name: true, title: true },
    orderBy: { name: "asc" },
  });
  return {
    clients,
    chosen: chosen ? { ...chosen, ...(await ofClient(chosen.id)) } : null,
    people,
    colleagues: chosen && may(actor, "register.read") ? await colleaguesAt(chosen.id) : [],
    me: actor.personId,
    forOthers,
  };
}

/** Whoever gets into one of the client's accounts by a key of their own, there or above it. */
async function colleaguesAt(clientId: string) {
  const access = await effectiveAccess(db, { clientId });
  const own = access.filter(({ via }) => via === "own").map(({ personId }) => personId);
  return db.person.findMany({
    where: { id: { in: [...new Set(own)] } },
    select: { id: true, name: true, title: true },
    orderBy: { name: "asc" },
  });
}

async function ofClient(clientId: string) {
  type Row = AskAsset & { platformId: string; type: string; externalId: string; category: PlatformCategory };
  const [rows, engagements] = await Promise.all([
    db.$queryRaw<Row[]>`
      SELECT a.id, a.name, a."externalId", a.type, a."platformId", pl.name AS "platformName", pl.mark, pl.category,
        t.label AS "typeLabel"
      FROM "Asset" a JOIN "Platform" pl ON pl.id = a."platformId"
      JOIN "PlatformAssetType" t ON t."platformId" = a."platformId" AND t.type = a.type
      WHERE a."clientId" = ${clientId}::uuid AND a."endedAt" IS NULL AND EXISTS (
        SELECT 1 FROM "PlatformRole" pr WHERE pr."platformId" = a."platformId" AND a.type = ANY(pr."heldOn")
          AND pr."retiredAt" IS NULL)
      ORDER BY pl.name, a.name, a.id`,
    db.engagement.findMany({
      where: { clientId, endedAt: null },
      select: { id: true, name: true, startsOn: true, endsOn: true },
      orderBy: [{ endsOn: { sort: "desc", nulls: "first" } }, { id: "asc" }],
    }),
  ]);
  const categories = [...new Set(rows.map((row) => row.category))];
  const useful = new Set(categories.flatMap((category) => workFor(category).map((work) => work.key)));
  return {
    engagements: runningEngagements(engagements, new Date()).map(({ id, name, endsOn }) => ({
      id,
      name,
      lastDay: endsOn,
    })),
    assets: rows.map((row) => ({
      id: row.id,
      name: row.name,
      accountId: showAccountId(row),
      mark: row.mark,
      platformName: row.platformName,
      typeLabel: row.typeLabel,
    })),
    work: WORK.filter((work) => useful.has(work.key)).map(({ key, label }) => ({ key, label })),
  };
}

import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db, Prisma } from "@/lib/db";
import { contains, orderBy, pagePart } from "@/lib/list-query";
import { type ListState, PAGE_SIZE, type Page } from "@/lib/list-state";
import { compareRoles, roleNames } from "@/lib/platforms/explain-role";
import { rolesForAssets } from "@/lib/platforms/offers";
import { decidableItems, visibleItems } from "@/lib/requests/queries/visible";
import { type ItemDetail, readItems } from "@/lib/requests/read-items";
import { waitsForClient } from "@/lib/requests/rules/client-answer";
import { type RequestState, requestState, requestStateWords } from "@/lib/requests/rules/item-life";
import { type Rung, rungOf } from "@/lib/requests/rules/ladder";
import { canDecide } from "@/lib/requests/rules/who-may";
import { hoursInWords, nounsOf, requestName, requestSentence, workInWords } from "@/lib/requests/rules/words";

export const requestFilters = ["show", "client", "above"] as const;

/** What a list shows: what waits (unless said otherwise), what the actor can decide, their own, what is over, all. */
export const requestViews = ["waiting", "to-decide", "mine", "decided", "all"] as const;
export type RequestView = (typeof requestViews)[number];

export type RequestRow = {
  id: string;
  name: string;
  sentence: string;
  clientName: string;
  work: string;
  reason: string;
  until: Date;
  /** Just in time: for so long from when it works, in words; null: until a day. */
  lasts: string | null;
  askedAt: Date;
  state: RequestState;
  stateWord: string;
  /** Approved, and it only waits for the client. */
  waitsForClient: boolean;
  /** The first few accounts with their marks. */
  assets: { id: string; name: string; mark: string; platformName: string }[];
  assetCount: number;
  people: string[];
  /** What it asks for: the same on every account, or null where they differ. */
  rung: Rung | null;
  above: boolean;
  /** How what waits differs from the smallest: "adds user management to Standard", and on how many accounts; null: not. */
  difference: string | null;
  /** The waiting items that the actor can decide together with others: never those above the smallest, nor those that the client has to agree to. */
  bulkItemIds: string[];
  canDecide: boolean;
};

const orders: Record<string, Prisma.Sql> = {
  asked: Prisma.sql`r."createdAt"`,
  client: Prisma.sql`lower(c.name)`,
  who: Prisma.sql`lower(p.name)`,
  until: Prisma.sql`r.until`,
};

/** Which view an address asks for; what waits when it asks for none that there is. */
export const viewOf = (text: string | undefined): RequestView =>
  requestViews.find((view) => view === text) ?? "waiting";

/**
 * Requests that the actor may see, one page of them: those that wait first come first, those that are over the
 * latest first, unless the address says otherwise. Four statements, however many.
 */
export async function listRequests(
  actor: Actor,
  state: ListState<(typeof requestFilters)[number]>,
  pageSize = PAGE_SIZE,
): Promise<Page<RequestRow>> {
  requirePermission(actor, "requests.read");
  const view = viewOf(state.filters.show);
  const where = Prisma.sql`${inView(actor, view)} AND ${matches(actor, state)}
    AND EXISTS (SELECT 1 FROM "RequestItem" i WHERE i."requestId" = r.id AND ${visibleItems(actor)})`;
  const latestFirst = view === "decided" || view === "all";
  const from = Prisma.sql`"AccessRequest" r JOIN "Client" c ON c.id = r."clientId" JOIN "Person" p ON p.id = r."requesterId"`;
  const [ids, [count]] = await Promise.all([
    db.$queryRaw<{ id: string }[]>`
      SELECT r.id FROM ${from} WHERE ${where}
      ${orderBy(state.sort || (latestFirst ? "-asked" : "asked"), orders, Prisma.sql`r.id`)}
      ${pagePart(state.page, pageSize)}`,
    db.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM ${from} WHERE ${where}`,
  ]);
  const items = await readItems(
    db,
    Prisma.sql`i."requestId" = ANY(${ids.map((row) => row.id)}::uuid[]) AND ${visibleItems(actor)}`,
  );
  const offers = await rolesForAssets(db, [...new Set(items.map((item) => item.asset.id))]);
  const byRequest = Map.groupBy(items, (item) => item.requestId);
  const rungs = (item: ItemDetail) => {
    const offer = offers.get(item.asset.id);
    return offer ? rungOf(offer.offer, offer.assetType, item.asked) : null;
  };
  return {
    rows: ids.flatMap(({ id }) => rowOf(actor, byRequest.get(id) ?? [], rungs)),
    total: count?.total ?? 0,
    page: state.page,
    pageSize,
  };
}

function inView(actor: Actor, view: RequestView): Prisma.Sql {
  const me = actor.personId;
  switch (view) {
    case "waiting":
      return Prisma.sql`r."closedAt" IS NULL`;
    case "to-decide":
      return Prisma.sql`EXISTS (SELECT 1 FROM "RequestItem" i WHERE i."requestId" = r.id AND ${decidableItems(actor)})`;
    case "mine":
      return Prisma.sql`(r."requesterId" = ${me}::uuid OR EXISTS (
        SELECT 1 FROM "RequestItem" i WHERE i."requestId" = r.id AND i."personId" = ${me}::uuid))`;
    case "decided":
      return Prisma.sql`r."closedAt" IS NOT NULL`;
    case "all":
      return Prisma.sql`true`;
  }
}

/** Searches what the actor sees: an item for somebody else of the same request is not found by its name either. */
function matches(actor: Actor, { q, filters }: ListState<(typeof requestFilters)[number]>): Prisma.Sql {
  const words = contains(q.replace(/^r-(?=\d+$)/iu, ""));
  const client = filters.client ?? "";
  const above = filters.above === "yes";
  return Prisma.sql`(${q} = '' OR r.number::text ILIKE ${words} OR c.name ILIKE ${words} OR p.name ILIKE ${words}
      OR r.reason ILIKE ${words} OR EXISTS (
        SELECT 1 FROM "RequestItem" i JOIN "Person" h ON h.id = i."personId" JOIN "Asset" a ON a.id = i."assetId"
        WHERE i."requestId" = r.id AND ${visibleItems(actor)} AND (h.name ILIKE ${words} OR a.name ILIKE ${words})))
    AND (${client} = '' OR r."clientId"::text = ${client})
    AND (NOT ${above} OR EXISTS (
      SELECT 1 FROM "RequestItem" i WHERE i."requestId" = r.id AND i."aboveSmallest" AND ${visibleItems(actor)}))`;
}

function rowOf(
  actor: Actor,
  items: readonly ItemDetail[],
  rungs: (item: ItemDetail) => Rung | null,
): RequestRow[] {
  const [first] = items;
  if (!first) return [];
  const people = new Map(items.map((item) => [item.personId, { id: item.personId, name: item.holder.name }]));
  const assets = new Map(items.map(({ asset }) => [asset.id, asset]));
  const state = requestState(items.map((item) => item.state));
  const asked = items.map(rungs);
  const decidable = items.filter(
    (item) => item.state === "waiting" && !waitsForClient(item) && canDecide(actor, item) === true,
  );
  const above = items.some((item) => item.aboveSmallest && item.state === "waiting");
  return [
    {
      id: first.requestId,
      name: requestName(first.number),
      sentence: requestSentence({
        requester: { id: first.requesterId, name: first.requesterName },
        people: [...people.values()],
        work: first.work,
        clientName: first.clientName,
        waits: items.some((item) => item.state === "waiting"),
      }),
      clientName: first.clientName,
      work: workInWords(first.work),
      reason: first.reason,
      until: first.until,
      lasts: first.lastsMinutes ? hoursInWords(first.lastsMinutes) : null,
      askedAt: first.askedAt,
      state,
      stateWord: requestStateWords[state],
      waitsForClient: isOnlyForClient(items),
      assets: [...assets.values()]
        .slice(0, 4)
        .map(({ id, name, mark, platformName }) => ({ id, name, mark, platformName })),
      assetCount: assets.size,
      people: [...people.values()].map((person) => person.name),
      rung: asked.every((rung) => rung?.name === asked[0]?.name && rung?.of === asked[0]?.of)
        ? (asked[0] ?? null)
        : null,
      above,
      difference: differenceOf(items.filter((item) => item.state === "waiting")),
      bulkItemIds:
        above || decidable.some((item) => item.needs === "security_lead_and_client")
          ? []
          : decidable.map((item) => item.id),
      canDecide: decidable.length > 0,
    },
  ];
}

/** Whether all of a request that waits is approved and waits for the client alone. */
function isOnlyForClient(items: readonly ItemDetail[]): boolean {
  const waiting = items.filter((item) => item.state === "waiting");
  return waiting.length > 0 && waiting.every(waitsForClient);
}

/** What the items that ask for more add to their smallest roles, in words; null where none does. */
function differenceOf(waiting: readonly ItemDetail[]): string | null {
  const above = waiting.filter((item) => item.aboveSmallest);
  if (above.length === 0) return null;
  const sentences = above.map(({ asked, smallest, asset }) =>
    smallest.length === 0
      ? "no role does all of the work"
      : `adds ${nounsOf(compareRoles(asked, smallest).adds)} to ${roleNames(smallest, asset.type)}`,
  );
  const different = [...new Set(sentences)];
  const all = waiting.length === 2 ? "both" : `all ${waiting.length}`;
  const some = above.length === waiting.length ? all : `${above.length} of ${waiting.length}`;
  const on = waiting.length > 1 ? ` on ${some}` : "";
  return `${different.slice(0, 2).join("; ")}${different.length > 2 ? "; and more" : ""}${on}`;
}

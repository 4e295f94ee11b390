import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { somebody } from "@/lib/people/somebody";
import { showAccountId } from "@/lib/platforms/asset-type-rules";

type Choice = { value: string; label: string; sub?: string; mark?: string; group?: string };

/**
 * Clients and platforms with assets, for the filters of lists. Who does not read the register gets those of the
 * tasks that they see: a studio's clients are not everybody's to know. Raises forbidden.
 */
export async function registerChoices(actor: Actor): Promise<{ clients: Choice[]; platforms: Choice[] }> {
  requirePermission(actor, "work.read");
  const seen = may(actor, "register.read") ? null : tasksSeenBy(actor);
  const [clients, platforms] = await Promise.all([
    db.client.findMany({
      where: seen ? { tasks: { some: seen } } : {},
      orderBy: { name: "asc" },
      select: { id: true, name: true },
    }),
    db.platform.findMany({
      where: { assets: { some: seen ? { tasks: { some: seen } } : {} } },
      orderBy: { name: "asc" },
      select: { id: true, name: true },
    }),
  ]);
  const toChoice = (row: { id: string; name: string }) => ({ value: row.id, label: row.name });
  return { clients: clients.map(toChoice), platforms: platforms.map(toChoice) };
}

/** As `visibleTasks`, for Prisma; nothing for an actor who is nobody. */
function tasksSeenBy({ personId }: Actor) {
  const me = { in: personId ? [personId] : [] };
  return { OR: [{ assigneeId: me }, { asset: { custodianId: me } }] };
}

/** What an account's choice is made of. */
export const accountFields = {
  id: true,
  name: true,
  type: true,
  platformId: true,
  externalId: true,
  client: { select: { name: true } },
  platform: { select: { mark: true, name: true } },
} as const;

/** An account in a list to choose from: its id as its platform writes it, whose it is, and where. */
export const accountChoice = (asset: {
  id: string;
  name: string;
  type: string;
  platformId: string;
  externalId: string;
  client: { name: string } | null;
  platform: { mark: string; name: string };
}): Choice => ({
  value: asset.id,
  label: `${asset.name} (${showAccountId(asset)})`,
  sub: `${asset.client?.name ?? "The studio’s own"} · ${asset.platform.name}`,
  mark: asset.platform.mark,
});

/** The accounts on which access can be recorded. Raises forbidden. */
export async function assetChoices(actor: Actor): Promise<Choice[]> {
  requirePermission(actor, "register.record");
  const assets = await db.asset.findMany({
    where: { endedAt: null },
    orderBy: [{ client: { name: "asc" } }, { name: "asc" }],
    select: accountFields,
  });
  return assets.map(accountChoice);
}

/** All that recording access on one account offers: holders, roles, engagements. Null when there is no such account. */
export async function recordChoices(actor: Actor, assetId: string) {
  requirePermission(actor, "register.record");
  const asset = await db.asset.findUnique({
    where: { id: assetId },
    select: { id: true, name: true, type: true, platformId: true, externalId: true, clientId: true },
  });
  if (!asset) return null;
  const alive = { endedAt: null };
  const [people, robots, logins, roles, engagements] = await Promise.all([
    db.person.findMany({
      where: { ...alive, ...somebody },
      orderBy: { name: "asc" },
      select: { id: true, name: true, title: true },
    }),
    db.robot.findMany({ where: alive, orderBy: { name: "asc" }, select: { id: true, name: true } }),
    db.identity.findMany({
      where: { ...alive, OR: [{ platformId: null }, { platformId: asset.platformId }] },
      orderBy: { address: "asc" },
      select: {
        id: true,
        address: true,
        shared: true,
        holders: { where: { endedAt: null }, select: { person: { select: { name: true } } } },
      },
    }),
    db.platformRole.findMany({
      where: { platformId: asset.platformId, heldOn: { has: asset.type }, retiredAt: null },
      orderBy: { rank: "asc" },
      select: { id: true, name: true, meaning: true },
    }),
    asset.clientId
      ? db.engagement.findMany({
          where: { ...alive, clientId: asset.clientId },
          select: { id: true, name: true },
        })
      : [],
  ]);
  return {
    asset: { id: asset.id, name: asset.name, accountId: showAccountId(asset) },
    people: people.map((each) => withSub(each.id, each.name, each.title)),
    robots: robots.map((each) => withSub(each.id, each.name, null)),
    identities: logins.map((each) =>
      withSub(
        each.id,
        each.address,
        `${each.shared ? "shared login: " : ""}${each.holders.map(({ person }) => person.name).join(", ")}`,
      ),
    ),
    roles: roles.map((role) => ({ value: role.id, label: role.name, description: role.meaning })),
    engagements: engagements.map((each) => ({ value: each.id, label: each.name })),
  };
}

const withSub = (value: string, label: string, sub: string | null): Choice => ({
  value,
  label,
  ...(sub ? { sub } : {}),
});

import { addEngagement } from "@/lib/clients/add-engagement";
import { addMembership } from "@/lib/clients/add-membership";
import { setKit } from "@/lib/clients/set-kit";
import { db } from "@/lib/db";
import { proposeMove } from "@/lib/moves/propose-move";
import { recordActive } from "@/tests/support/grants";
import type { Name, World } from "@/tests/support/world";

/** A day so many days from today, as a form sends it. */
export const dayIn = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

let count = 0;

/** The same studio with accounts of its own, so that what one test has left on them meets no other. */
async function withOwnAccounts(world: World): Promise<World> {
  const assets = { ...world.assets };
  for (const name of Object.keys(assets) as (keyof World["assets"])[]) {
    const { id: _, ...asset } = await db.asset.findUniqueOrThrow({ where: { id: world.assets[name] } });
    accounts += 1;
    const copy = { ...asset, externalId: String(2_000_000_000 + accounts) };
    assets[name] = (await db.asset.create({ data: copy })).id;
  }
  return { ...world, assets };
}

let accounts = 0;

/**
 * Tariq buys media for Kite and holds keys of all kinds; he goes on to report for Northwind, on engagements of their
 * own. Of what he holds, the coming kit needs Kite's analytics (he keeps a seat there as an analyst), needs less on
 * Kite's Meta account, has nothing of Kite's search account, and has Northwind's analytics, which he does not hold.
 */
export async function makeMover(shared: World) {
  const world = await withOwnAccounts(shared);
  const hannah = world.people.hannah.actor;
  count += 1;
  const engagement = async (client: "kite" | "northwind") => {
    const { id } = await addEngagement(hannah, {
      clientId: world[client].id,
      name: `Move ${count}`,
      startsOn: "2026-01-01",
      endsOn: "2027-06-30",
    });
    return id;
  };
  const kite = await engagement("kite");
  const northwind = await engagement("northwind");
  const kit = (engagementId: string, role: string, lines: Parameters<typeof setKit>[1]["lines"]) =>
    setKit(hannah, { engagementId, role, lines });
  await kit(kite, "Analyst", [
    { assetId: world.assets.kiteAnalytics, work: ["look-at-reports"] },
    { assetId: world.assets.kiteMeta, work: ["look-at-reports"] },
  ]);
  await kit(northwind, "Analyst", [{ assetId: world.assets.northwindAnalytics, work: ["look-at-reports"] }]);
  const join = async (engagementId: string, role: string, who: Name = "tariq") => {
    const { id } = await addMembership(hannah, {
      engagementId,
      personId: world.people[who].personId,
      role,
    });
    return id;
  };
  const seat = await join(kite, "Media buyer");
  const record = async (asset: keyof World["assets"], role: string) => {
    const [grantId = ""] = await recordActive(world, { who: "tariq", asset, roles: [role] });
    return grantId;
  };
  const grants = {
    keep: await record("kiteAnalytics", "Viewer"),
    lower: await record("kiteMeta", "Manage ad account"),
    takeAway: await record("kiteAds", "Standard"),
  };
  return { kite, northwind, seat, grants, world };
}

export type Mover = Awaited<ReturnType<typeof makeMover>>;

/** Proposes that Tariq becomes an analyst, by HR, from today on. */
export const propose = (
  world: World,
  mover: Mover,
  more: Partial<Parameters<typeof proposeMove>[1]> = {},
  by: Name = "sara",
) =>
  proposeMove(world.people[by].actor, {
    personId: world.people.tariq.personId,
    title: "Analyst",
    ends: [mover.seat],
    begins: [
      { engagementId: mover.kite, role: "Analyst" },
      { engagementId: mover.northwind, role: "Analyst" },
    ],
    effectiveOn: dayIn(0),
    ...more,
  });

/** Ends what a test has left of Tariq: his moves, his keys and his seats. */
export async function clearMover(world: World): Promise<void> {
  const { personId } = world.people.tariq;
  const now = new Date();
  await db.move.updateMany({
    where: { personId, state: { in: ["waiting", "decided"] } },
    data: { state: "cancelled", cancelledAt: now, cancelReason: "A test is over." },
  });
  await db.membership.updateMany({ where: { personId, endedAt: null }, data: { endedAt: now } });
  await db.person.update({
    where: { id: personId },
    data: { title: "Media Buyer", managerId: world.people.erik.personId, roleChangedAt: null },
  });
}

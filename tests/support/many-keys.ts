import { db } from "@/lib/db";
import type { Name, World } from "./world";

/** Somebody's keys on accounts of their own: so many clients, each with so many accounts. They administer one in ten. */
export async function giveKeys(
  world: World,
  who: Name,
  clients: number,
  each: number,
  from: number,
): Promise<void> {
  const made = await db.client.createManyAndReturn({
    data: Array.from({ length: clients }, (_, index) => ({
      name: `Client ${from + index}`,
      nameKey: `client ${from + index}`,
    })),
    select: { id: true },
  });
  const assets = await db.asset.createManyAndReturn({
    data: made.flatMap((client, place) =>
      Array.from({ length: each }, (_, index) => ({
        clientId: client.id,
        platformId: "google_ads",
        type: "ad_account",
        externalId: String(from * 1_000_000 + place * 1_000 + index).padStart(10, "3"),
        name: `Account ${place}-${index}`,
        custodianId: world.people[who].personId,
      })),
    ),
    select: { id: true },
  });
  await db.grant.createMany({
    data: assets.map((asset, index) => ({
      personId: world.people[who].personId,
      identityId: world.people[who].identityId,
      assetId: asset.id,
      roleId: world.role("google_ads", index % 10 === 0 ? "Admin" : "Standard"),
      purpose: "Campaigns",
      startsAt: new Date("2026-01-10T09:00:00Z"),
      state: "active" as const,
      cause: "import" as const,
    })),
  });
}

import { db } from "@/lib/db";
import type { World } from "./world";

/** Writes a key of Omar's on Kite's search account straight into the tables: held now, under the engagement. */
export async function giveOmarAKey(world: World, role = "Standard"): Promise<string> {
  const { id } = await db.grant.create({
    data: {
      personId: world.people.omar.personId,
      identityId: world.people.omar.identityId,
      assetId: world.assets.kiteAds,
      roleId: world.role("google_ads", role, "ad_account"),
      engagementId: world.kite.engagementId,
      purpose: "Build campaigns",
      startsAt: new Date("2026-02-01"),
      endsAt: new Date("2027-02-01"),
      state: "active",
      cause: "recorded",
    },
  });
  return id;
}

/** Ends a key, as if it had been removed. */
export async function takeBack(grantId: string): Promise<void> {
  await db.grant.update({ where: { id: grantId }, data: { state: "removed", closedAt: new Date() } });
}

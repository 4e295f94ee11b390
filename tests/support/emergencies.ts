import { db } from "@/lib/db";
import type { Name, World } from "./world";

/** Somebody has just taken access in an emergency; without the grant, which is tested elsewhere. Gives its id. */
export async function makeEmergency({ people, assets }: World, who: Name): Promise<string> {
  const takenAt = new Date();
  const after = (hours: number) => new Date(takenAt.getTime() + hours * 3_600_000);
  const { id } = await db.emergencyAccess.create({
    data: {
      personId: people[who].personId,
      assetId: assets.kiteAds,
      reason: "Budget runs away at night",
      takenAt,
      endsAt: after(1),
      reviewDueAt: after(48),
    },
  });
  return id;
}

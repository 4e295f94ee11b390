import { db } from "@/lib/db";
import type { Prisma } from "@/prisma/generated/client";

/** An agreement and a DPA on file. */
export const papers = { agreementRef: "MSA-1", dpaRef: "DPA-1" };

/**
 * A client that one journey has to itself, with an ads account ("Search <mark>" unless named) and an engagement that
 * runs: with `papers`, with members, as the journey needs it.
 */
export function makeCorner(
  { name, account = "Search", mark }: { name: string; account?: string; mark: string },
  engagement: Partial<Prisma.EngagementCreateWithoutClientInput> = {},
) {
  return db.client.create({
    data: {
      name: `${name} ${mark}`,
      nameKey: `${name} ${mark}`.toLowerCase(),
      engagements: {
        create: {
          name: "Retainer",
          startsOn: new Date("2026-01-01"),
          endsOn: new Date("2099-12-31"),
          ...engagement,
        },
      },
      assets: {
        create: {
          platformId: "google_ads",
          type: "ad_account",
          externalId: String(Math.floor(1e9 + Math.random() * 8e9)),
          name: `${account} ${mark}`,
        },
      },
    },
    include: { assets: true, engagements: true },
  });
}

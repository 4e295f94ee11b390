import { findPlatform } from "@/lib/platforms/catalogue";
import type { RoleEntry } from "@/lib/platforms/catalogue-schema";
import { explainSmallest } from "@/lib/platforms/explain-role";
import { offerOf } from "@/lib/platforms/role-offer";
import { smallestRole } from "@/lib/platforms/smallest-role";
import { capabilitiesFor, type WorkKey } from "@/lib/platforms/work";
import type { Discipline } from "./cast";

/** The smallest roles for some work, and the sentence that says so. */
export type Choice = { roles: readonly RoleEntry[]; sentence: string };

const found = new Map<string, Choice | null>();

/** What the product itself would answer to a request: null where no role on this kind of asset does the work. */
export function chooseRoles(platformId: string, type: string, work: readonly WorkKey[]): Choice | null {
  const key = [platformId, type, ...work].join(" ");
  const known = found.get(key);
  if (known !== undefined) return known;
  const platform = findPlatform(platformId);
  if (!platform) throw new Error(`The catalogue has no ${platformId}.`);
  const needs = capabilitiesFor(work, platform.category);
  const offer = offerOf(platform);
  const smallest = smallestRole(offer, type, needs);
  const choice =
    smallest.kind === "fits"
      ? { roles: smallest.roles, sentence: explainSmallest(smallest, offer, type, needs) }
      : null;
  found.set(key, choice);
  return choice;
}

const campaigns: readonly WorkKey[] = ["publish-campaigns", "change-budgets"];
const reports: readonly WorkKey[] = ["look-at-reports"];

/** What a discipline does on a platform; on the others it looks at reports at most. */
const own: Readonly<Record<Discipline, Readonly<Record<string, readonly WorkKey[]>>>> = {
  search: { google_ads: campaigns, microsoft_ads: campaigns, ga4: reports },
  social: { meta_business: campaigns, linkedin: campaigns, tiktok_ads: campaigns, ga4: reports },
  data: {
    ga4: ["edit-tags", "export-reports"],
    gtm: ["install-tags"],
    gsc: reports,
    google_ads: reports,
    meta_business: reports,
    linkedin: reports,
  },
  crm: {
    hubspot: ["publish-campaigns"],
    klaviyo: ["publish-campaigns"],
    salesforce: ["edit-contacts"],
    ga4: reports,
  },
  content: { shopify: ["edit-content"], gsc: ["look-at-reports", "change-settings"], ga4: reports },
  accounts: {
    google_ads: reports,
    microsoft_ads: reports,
    meta_business: reports,
    linkedin: reports,
    tiktok_ads: reports,
    ga4: reports,
    klaviyo: reports,
    hubspot: reports,
    gtm: ["look"],
  },
  none: {},
};

/** What somebody of this discipline has to do on a platform; null: nothing. */
export const workOn = (discipline: Discipline, platformId: string): readonly WorkKey[] | null =>
  own[discipline][platformId] ?? null;

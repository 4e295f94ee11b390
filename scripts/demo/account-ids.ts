import { parseAccountId } from "@/lib/platforms/account-id";
import { findAssetType, findPlatform } from "@/lib/platforms/catalogue";
import type { Random } from "./random";

/** Ids that the project's tests and pictures know. */
const known: Readonly<Record<string, readonly string[]>> = {
  "Kite Insurance google_ads": ["521-449-2644"],
  "Kite Insurance meta_business": ["act_880506467516534", "act_241116350042188"],
  "Kite Insurance ga4": ["213198982"],
  "Kite Insurance linkedin": ["517228500"],
  "Northwind Outdoor google_ads": ["700-057-5753"],
  "Northwind Outdoor ga4": ["331040105"],
};

const digits = (random: Random, count: number) =>
  `${random.whole(1, 9)}${Array.from({ length: count - 1 }, () => random.whole(0, 9)).join("")}`;
const letters = (random: Random, count: number, from: string) =>
  Array.from({ length: count }, () => random.pick([...from])).join("");
const CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

const makers: Readonly<Record<string, (random: Random, slug: string) => string>> = {
  "google_ads ad_account": (random) => digits(random, 10),
  "microsoft_ads ad_account": (random) => `F${letters(random, 7, CAPITALS)}`,
  "meta_business ad_account": (random) => `act_${digits(random, 15)}`,
  "meta_business instagram_account": (random) => `1784${digits(random, 13)}`,
  "linkedin ad_account": (random) => `5${digits(random, 8)}`,
  "tiktok_ads ad_account": (random) => `7${digits(random, 18)}`,
  "ga4 property": (random) => digits(random, 9),
  "gtm account": (random) => `6${digits(random, 9)}`,
  "gtm container": (random) => `GTM-${letters(random, 7, CAPITALS)}`,
  "gsc domain_property": (_random, slug) => `sc-domain:${slug}.example`,
  "hubspot portal": (random) => digits(random, 8),
  "salesforce org": (random) => `00D${letters(random, 12, `${CAPITALS}abcdefghjkmnp`)}`,
  "klaviyo account": (random) => letters(random, 6, CAPITALS),
  "shopify store": (_random, slug) => `${slug}.myshopify.com`,
};

/** An id that the platform could have given, in the form in which it is stored; throws when the catalogue refuses it. */
export function accountId(
  random: Random,
  account: { client: string; platformId: string; type: string; nth: number; slug: string },
): string {
  const { client, platformId, type, nth, slug } = account;
  const make = makers[`${platformId} ${type}`];
  const text = known[`${client} ${platformId}`]?.[nth] ?? make?.(random, slug);
  return normalId(platformId, type, text ?? "");
}

/** The normal form of an id; throws when the catalogue refuses it. */
export function normalId(platformId: string, type: string, text: string): string {
  const platform = findPlatform(platformId);
  const assetType = platform && findAssetType(platform, type);
  if (!assetType) throw new Error(`The catalogue has no ${type} on ${platformId}.`);
  const parsed = parseAccountId(assetType, text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.normal;
}

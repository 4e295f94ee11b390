import activecampaign from "@/lib/platforms/catalogue/activecampaign.json" with { type: "json" };
import adobeAnalytics from "@/lib/platforms/catalogue/adobe-analytics.json" with { type: "json" };
import amazonAds from "@/lib/platforms/catalogue/amazon-ads.json" with { type: "json" };
import amplitude from "@/lib/platforms/catalogue/amplitude.json" with { type: "json" };
import clarity from "@/lib/platforms/catalogue/clarity.json" with { type: "json" };
import cloudflare from "@/lib/platforms/catalogue/cloudflare.json" with { type: "json" };
import cm360 from "@/lib/platforms/catalogue/cm360.json" with { type: "json" };
import dv360 from "@/lib/platforms/catalogue/dv360.json" with { type: "json" };
import dynamics365 from "@/lib/platforms/catalogue/dynamics-365.json" with { type: "json" };
import ga4 from "@/lib/platforms/catalogue/ga4.json" with { type: "json" };
import godaddy from "@/lib/platforms/catalogue/godaddy.json" with { type: "json" };
import googleAds from "@/lib/platforms/catalogue/google-ads.json" with { type: "json" };
import googleBusinessProfile from "@/lib/platforms/catalogue/google-business-profile.json" with {
  type: "json",
};
import googleMerchantCenter from "@/lib/platforms/catalogue/google-merchant-center.json" with {
  type: "json",
};
import gsc from "@/lib/platforms/catalogue/gsc.json" with { type: "json" };
import gtm from "@/lib/platforms/catalogue/gtm.json" with { type: "json" };
import hotjar from "@/lib/platforms/catalogue/hotjar.json" with { type: "json" };
import hubspot from "@/lib/platforms/catalogue/hubspot.json" with { type: "json" };
import klaviyo from "@/lib/platforms/catalogue/klaviyo.json" with { type: "json" };
import linkedin from "@/lib/platforms/catalogue/linkedin.json" with { type: "json" };
import lookerStudio from "@/lib/platforms/catalogue/looker-studio.json" with { type: "json" };
import mailchimp from "@/lib/platforms/catalogue/mailchimp.json" with { type: "json" };
import metaBusiness from "@/lib/platforms/catalogue/meta-business.json" with { type: "json" };
import microsoftAds from "@/lib/platforms/catalogue/microsoft-ads.json" with { type: "json" };
import mixpanel from "@/lib/platforms/catalogue/mixpanel.json" with { type: "json" };
import pinterest from "@/lib/platforms/catalogue/pinterest.json" with { type: "json" };
import pipedrive from "@/lib/platforms/catalogue/pipedrive.json" with { type: "json" };
import sa360 from "@/lib/platforms/catalogue/sa360.json" with { type: "json" };
import salesforce from "@/lib/platforms/catalogue/salesforce.json" with { type: "json" };
import segment from "@/lib/platforms/catalogue/segment.json" with { type: "json" };
import shopify from "@/lib/platforms/catalogue/shopify.json" with { type: "json" };
import snapchatAds from "@/lib/platforms/catalogue/snapchat-ads.json" with { type: "json" };
import tiktokAds from "@/lib/platforms/catalogue/tiktok-ads.json" with { type: "json" };
import webflow from "@/lib/platforms/catalogue/webflow.json" with { type: "json" };
import wordpress from "@/lib/platforms/catalogue/wordpress.json" with { type: "json" };
import xAds from "@/lib/platforms/catalogue/x-ads.json" with { type: "json" };
import youtube from "@/lib/platforms/catalogue/youtube.json" with { type: "json" };
import zohoCrm from "@/lib/platforms/catalogue/zoho-crm.json" with { type: "json" };
import {
  type AssetTypeEntry,
  type PlatformEntry,
  platformSchema,
  type RoleEntry,
} from "@/lib/platforms/catalogue-schema";

const FILES: readonly unknown[] = [
  activecampaign,
  adobeAnalytics,
  amazonAds,
  amplitude,
  clarity,
  cloudflare,
  cm360,
  dv360,
  dynamics365,
  ga4,
  godaddy,
  googleAds,
  googleBusinessProfile,
  googleMerchantCenter,
  gsc,
  gtm,
  hotjar,
  hubspot,
  klaviyo,
  linkedin,
  lookerStudio,
  mailchimp,
  metaBusiness,
  microsoftAds,
  mixpanel,
  pinterest,
  pipedrive,
  sa360,
  salesforce,
  segment,
  shopify,
  snapchatAds,
  tiktokAds,
  webflow,
  wordpress,
  xAds,
  youtube,
  zohoCrm,
];

/**
 * Every platform that comes with Keyholder, in the order of its name, checked by the schema when this module is
 * loaded: a file that does not fit stops the build and the start. `verified` on a role covers its name and its
 * meaning; the capabilities are Keyholder's own reading of that meaning.
 */
export const catalogue: readonly PlatformEntry[] = FILES.map((file) => platformSchema.parse(file)).sort(
  (a, b) => (a.name < b.name ? -1 : 1),
);

const byId = new Map(catalogue.map((platform) => [platform.id, platform]));

/** The platform with this id, or undefined where the catalogue has none (an administrator's own platform). */
export function findPlatform(id: string): PlatformEntry | undefined {
  return byId.get(id);
}

/** The asset type of a platform by its key, or undefined. */
export function findAssetType(platform: PlatformEntry, type: string): AssetTypeEntry | undefined {
  return platform.assetTypes.find((candidate) => candidate.type === type);
}

/** The role of a platform by its key, or undefined. */
export function findRole(platform: PlatformEntry, key: string): RoleEntry | undefined {
  return platform.roles.find((candidate) => candidate.key === key);
}

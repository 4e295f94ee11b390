import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { readAccountId } from "@/lib/platforms/account-id";
import { catalogue, findPlatform } from "@/lib/platforms/catalogue";
import { matchPlatform } from "@/lib/platforms/match-names";
import { matchRole } from "@/lib/platforms/match-roles";

const PLATFORMS: Record<string, string | null> = {
  Adwords: "google_ads",
  GAds: "google_ads",
  "Google Ads": "google_ads",
  "google ads": "google_ads",
  "Analytics (GA4)": "ga4",
  "GA 4": "ga4",
  GA4: "ga4",
  "Google Analytics": "ga4",
  "google analytics 4": "ga4",
  Bing: "microsoft_ads",
  "Bing Ads": "microsoft_ads",
  "MS Advertising": "microsoft_ads",
  "Microsoft Ads": "microsoft_ads",
  "FB Ads": "meta_business ad_account",
  "Facebook Ads": "meta_business ad_account",
  "Facebook / Instagram": "meta_business",
  Meta: "meta_business",
  "Meta Business": "meta_business",
  GSC: "gsc",
  "Search Console": "gsc",
  GTM: "gtm",
  "Google Tag Manager": "gtm",
  "Tag Manager": "gtm",
  HubSpot: "hubspot",
  "Hubspot CRM": "hubspot",
  "hub spot": "hubspot",
  Klaviyo: "klaviyo",
  LinkedIn: "linkedin",
  "LinkedIn Ads": "linkedin ad_account",
  "Linkedin Campaign Mgr": "linkedin ad_account",
  SFDC: "salesforce",
  Salesforce: "salesforce",
  Shopify: "shopify",
  "Tik Tok": "tiktok_ads",
  TikTok: "tiktok_ads",
  "TikTok Ads": "tiktok_ads ad_account",
  Frobnicator: null,
};

/** What each written level means where the platform is known and the kind of asset is the main one. */
const ROLES: Record<string, Record<string, string>> = {
  google_ads: {
    Admin: "admin",
    Billing: "billing",
    "Email only": "email-only",
    "Read-only": "read-only",
    "read only": "read-only",
    STANDARD: "standard",
    Standard: "standard",
    Std: "standard",
  },
  ga4: {
    Admin: "administrator",
    Administrator: "administrator",
    Analyst: "analyst",
    Editor: "editor",
    Marketer: "marketer",
    Viewer: "viewer",
    view: "viewer",
    "God mode": "unknown",
  },
  microsoft_ads: {
    "Advertiser campaign manager": "advertiser-campaign-manager",
    "Standard user": "standard-user",
    "Super Admin": "super-admin",
    Viewer: "viewer",
  },
  meta_business: {
    Admin: "manage-ad-account",
    "Full control": "manage-ad-account",
    Advertiser: "manage-campaigns-ads",
    "Manage campaigns": "manage-campaigns-ads",
    Analyst: "view-performance",
    "View performance": "view-performance",
    "Partial access": "ambiguous: creative-mockups-only manage-campaigns-ads view-performance",
  },
  gsc: {
    Full: "full-user",
    "full user": "full-user",
    Restricted: "restricted-user",
    Owner: "ambiguous: owner-delegated owner-verified",
  },
  gtm: {
    Admin: "account-administrator elsewhere",
    Approve: "container-approve",
    Edit: "container-edit",
    Publish: "container-publish",
    Read: "container-read",
  },
  hubspot: {
    "Marketing Contributor": "permission-set-custom-role (Marketing Contributor)",
    "Sales Hub editor": "permission-set-custom-role (Sales Hub editor)",
    "custom: Campaigns": "permission-set-custom-role (Campaigns)",
    "Super Admin": "super-admin",
    "View only": "view-only-seat",
  },
  klaviyo: {
    Admin: "admin",
    Analyst: "analyst",
    "Campaign Coordinator": "campaign-coordinator",
    Manager: "manager",
    Owner: "owner",
  },
  linkedin: {
    "Account manager": "account-manager",
    "Billing admin": "billing-admin",
    "Campaign manager": "campaign-manager",
    "Creative manager": "creative-manager",
    Viewer: "viewer",
  },
  salesforce: {
    "Marketing User": "standard-user-marketing-user",
    "Standard User": "standard-user-marketing-user",
    "Read Only": "read-only",
    "System Administrator": "system-administrator",
  },
  shopify: {
    Admin: "ambiguous: staff-custom-permissions store-owner",
    Collaborator: "collaborator",
    Staff: "staff-custom-permissions",
  },
  tiktok_ads: { Admin: "admin-ad-account", Analyst: "analyst", Operator: "operator" },
};

function platformNamed(id: string) {
  const platform = findPlatform(id);
  if (!platform) throw new Error(`No platform ${id}`);
  return platform;
}

function meaning(id: string, assetType: string | null, text: string): string {
  const match = matchRole(platformNamed(id), assetType, text);
  if (match.kind === "unknown") return "unknown";
  if (match.kind === "ambiguous")
    return `ambiguous: ${match.candidates
      .map((role) => role.key)
      .sort()
      .join(" ")}`;
  const roles = match.roles.map(
    ({ role, elsewhere, note }) => `${role.key}${elsewhere ? " elsewhere" : ""}${note ? ` (${note})` : ""}`,
  );
  return [...roles, ...match.restrictions.map((one) => one.key)].join(" + ");
}

const file = readFileSync(new URL("../../fixtures/studio/register.csv", import.meta.url), "utf8");
const rows = Papa.parse<string[]>(file.replace(/^\uFEFF/u, ""), { delimiter: ";" })
  .data.slice(3)
  .filter((row) => row.length > 5 && row[1]);
const pairs = new Map(
  rows.map((row) => [`${row[1]} / ${row[5]}`, { platform: row[1] ?? "", role: row[5] ?? "" }]),
);

describe("names as the studio's own register writes them", () => {
  it("has every platform name of the file in the table, and no other", () => {
    expect(new Set(rows.map((row) => row[1]))).toEqual(new Set(Object.keys(PLATFORMS)));
  });

  it.each(Object.entries(PLATFORMS))("knows the platform %s", (written, expected) => {
    const match = matchPlatform(written, catalogue);
    const found =
      match.kind === "exact" ? [match.platform.id, match.assetType].filter(Boolean).join(" ") : null;
    expect(found).toBe(expected);
  });

  it.each([...pairs])("understands %s", (_, { platform, role }) => {
    const id = PLATFORMS[platform]?.split(" ")[0];
    if (!id) return expect(matchPlatform(platform, catalogue)).toEqual({ kind: "unknown", nearest: [] });
    const expected = ROLES[id]?.[role];
    expect(expected, `${id} / ${role} is not in the table`).toBeDefined();
    expect(meaning(id, platformNamed(id).mainAssetType, role)).toBe(expected);
  });

  it("asks where neither the name nor the id says which kind of asset is meant", () => {
    expect(meaning("tiktok_ads", null, "Admin")).toBe("ambiguous: admin-ad-account admin-business-center");
    expect(meaning("tiktok_ads", null, "Operator")).toBe("operator");
    expect(meaning("meta_business", null, "Full control")).toMatch(
      /^ambiguous: .*full-control.*manage-ad-account/,
    );
    expect(meaning("linkedin", null, "Viewer")).toBe("viewer");
    expect(meaning("gtm", null, "Admin")).toBe("account-administrator");
  });

  it("reads every account id of the file, but for those of the unknown platform", () => {
    for (const row of rows) {
      const match = matchPlatform(row[1] ?? "", catalogue);
      if (match.kind !== "exact" || !row[2]) continue;
      expect(readAccountId(match.platform, row[2]), `${row[1]} ${row[2]}`).not.toEqual([]);
    }
  });
});

describe("names as platforms export them", () => {
  it.each([
    ["ga4", "property", "Editor, No cost metrics", "editor + no-cost-metrics"],
    ["ga4", "property", "predefinedRoles/analyst", "analyst"],
    ["ga4", "property", "No cost metrics", "unknown"],
    [
      "gtm",
      "container",
      "Publish; Account: Administrator",
      "container-publish + account-administrator elsewhere",
    ],
    ["linkedin", "ad_account", "Account manager\nBilling admin", "account-manager + billing-admin"],
    ["meta_business", "ad_account", "Partial access: View performance", "view-performance"],
    ["meta_business", "ad_account", "Partial access: Manage campaigns (ads)", "manage-campaigns-ads"],
    ["meta_business", "ad_account", "Partial access: Manage ad account", "manage-ad-account"],
    ["meta_business", "business_portfolio", "Partial access", "basic-access"],
    ["hubspot", "portal", "Campaigns (custom)", "permission-set-custom-role (Campaigns)"],
    ["google_ads", "ad_account", "READ_ONLY", "read-only"],
    ["salesforce", "org", "Standard User", "standard-user-marketing-user"],
    ["salesforce", "org", "permission set: Export Reports", "permission-set-additional (Export Reports)"],
    ["klaviyo", "account", "", "unknown"],
    ["google_ads", "ad_account", "Standart", "unknown"],
  ])("%s %s %j is %s", (id, type, text, expected) => {
    expect(meaning(id, type, text)).toBe(expected);
  });

  it("suggests what is spelled most like it, and takes nothing for granted", () => {
    const platform = matchPlatform("Gogle Ads", catalogue);
    expect(platform.kind === "unknown" && platform.nearest[0]?.id).toBe("google_ads");
    const role = matchRole(platformNamed("google_ads"), "ad_account", "Standart");
    expect(role.kind === "unknown" && role.nearest[0]?.key).toBe("standard");
    expect(matchPlatform("  ", catalogue)).toEqual({ kind: "unknown", nearest: [] });
  });

  it("asks for a platform name that several platforms share", () => {
    const match = matchPlatform("Campaign Manager", catalogue);
    expect(match.kind === "ambiguous" && match.candidates.map((one) => one.id).sort()).toEqual([
      "cm360",
      "linkedin",
    ]);
  });

  it("knows every platform and role of the catalogue by its own name and by each alias", () => {
    for (const platform of catalogue) {
      for (const name of [platform.name, ...platform.aliases])
        expect(matchPlatform(name, catalogue).kind, name).not.toBe("unknown");
      for (const role of platform.roles)
        for (const name of [role.name, ...role.aliases])
          for (const type of role.heldOn) {
            const match = matchRole(platform, type, name);
            const found =
              match.kind === "exact"
                ? match.roles.map((one) => one.role)
                : match.kind === "ambiguous"
                  ? match.candidates
                  : [];
            expect(
              found.map((one) => one.key),
              `${platform.id} ${type} ${name}`,
            ).toContain(role.key);
          }
    }
  });

  it("gives each role of one kind of asset a name that is only its own", () => {
    for (const platform of catalogue)
      for (const role of platform.roles)
        for (const type of role.heldOn)
          expect(meaning(platform.id, type, role.name), `${platform.id} ${type}`).toBe(role.key);
  });
});

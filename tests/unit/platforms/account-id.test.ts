import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAccountId, readAccountId } from "@/lib/platforms/account-id";
import { catalogue, findAssetType, findPlatform } from "@/lib/platforms/catalogue";
import { hasRightSuffix, salesforceSuffix } from "@/lib/platforms/salesforce-id";

function typeOf(platformId: string, type: string) {
  const platform = findPlatform(platformId);
  const entry = platform && findAssetType(platform, type);
  if (!entry) throw new Error(`No asset type ${platformId}.${type}`);
  return entry;
}

const FORMS: [platform: string, type: string, written: string, normal: string, display: string][] = [
  ["google_ads", "ad_account", "537-670-4019", "5376704019", "537-670-4019"],
  ["google_ads", "ad_account", " 537 670 4019 ", "5376704019", "537-670-4019"],
  ["google_ads", "ad_account", "537.670.4019", "5376704019", "537-670-4019"],
  ["google_ads", "ad_account", "537–670–4019", "5376704019", "537-670-4019"],
  ["google_ads", "ad_account", "customers/5376704019", "5376704019", "537-670-4019"],
  ["google_ads", "ad_account", "CID: 537-670-4019", "5376704019", "537-670-4019"],
  ["google_ads", "ad_account", "5376704019.0", "5376704019", "537-670-4019"],
  ["google_ads", "ad_account", "537-670-4019 (main)", "5376704019", "537-670-4019"],
  ["meta_business", "ad_account", "880506467516534", "act_880506467516534", "act_880506467516534"],
  ["meta_business", "ad_account", "ACT_880506467516534", "act_880506467516534", "act_880506467516534"],
  [
    "meta_business",
    "ad_account",
    "https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=880506467516534&x=1",
    "act_880506467516534",
    "act_880506467516534",
  ],
  ["ga4", "property", "properties/412277156", "412277156", "412277156"],
  [
    "ga4",
    "property",
    "https://analytics.google.com/analytics/web/#/a1234567p412277156/reports/intelligenthome",
    "412277156",
    "412277156",
  ],
  [
    "ga4",
    "account",
    "https://analytics.google.com/analytics/web/#/a1234567p412277156/reports/intelligenthome",
    "1234567",
    "1234567",
  ],
  ["gtm", "container", "gtm-kg2t724", "GTM-KG2T724", "GTM-KG2T724"],
  ["gtm", "container", "KG2T724", "GTM-KG2T724", "GTM-KG2T724"],
  ["gtm", "container", "GTM KG2T724", "GTM-KG2T724", "GTM-KG2T724"],
  [
    "gsc",
    "domain_property",
    "Client-56.example",
    "sc-domain:client-56.example",
    "sc-domain:client-56.example",
  ],
  [
    "gsc",
    "domain_property",
    "sc-domain:client-56.example",
    "sc-domain:client-56.example",
    "sc-domain:client-56.example",
  ],
  [
    "gsc",
    "url_prefix_property",
    "https://WWW.client-58.example",
    "https://www.client-58.example/",
    "https://www.client-58.example/",
  ],
  [
    "gsc",
    "url_prefix_property",
    "https://search.google.com/search-console?resource_id=https%3A%2F%2Fwww.client-58.example%2F",
    "https://www.client-58.example/",
    "https://www.client-58.example/",
  ],
  ["hubspot", "portal", "https://app.hubspot.com/contacts/23187882/objects/0-1", "23187882", "23187882"],
  ["salesforce", "org", "00D5g000004ABcD", "00D5g000004ABcDEAW", "00D5g000004ABcDEAW"],
  ["salesforce", "org", "00D5g000004ABcDEAW", "00D5g000004ABcDEAW", "00D5g000004ABcDEAW"],
  ["linkedin", "ad_account", "urn:li:sponsoredAccount:512345678", "512345678", "512345678"],
  ["microsoft_ads", "ad_account", "f4880tuv", "F4880TUV", "F4880TUV"],
  ["klaviyo", "account", "bJ3dLQ", "bJ3dLQ", "bJ3dLQ"],
  [
    "shopify",
    "store",
    "https://admin.shopify.com/store/client-691/orders",
    "client-691.myshopify.com",
    "client-691.myshopify.com",
  ],
  ["shopify", "store", "Client-691", "client-691.myshopify.com", "client-691.myshopify.com"],
  [
    "shopify",
    "store",
    "https://client-691.myshopify.com/admin",
    "client-691.myshopify.com",
    "client-691.myshopify.com",
  ],
  ["wordpress", "site", "www.example.com/wp-admin/", "https://www.example.com", "https://www.example.com"],
  ["wordpress", "site", "http://a.example/'/", "http://a.example", "http://a.example"],
  [
    "dynamics_365",
    "environment",
    "https://contoso.crm4.dynamics.com/main.aspx?appid=1",
    "https://contoso.crm4.dynamics.com",
    "https://contoso.crm4.dynamics.com",
  ],
  [
    "activecampaign",
    "account",
    "acme-marketing.activehosted.com",
    "acme-marketing.api-us1.com",
    "acme-marketing.api-us1.com",
  ],
  [
    "adobe_analytics",
    "organization",
    "abcdef1234567890abcdef12@adobeorg",
    "ABCDEF1234567890ABCDEF12@AdobeOrg",
    "ABCDEF1234567890ABCDEF12@AdobeOrg",
  ],
  [
    "google_business_profile",
    "location",
    "12345678901234567890",
    "locations/12345678901234567890",
    "locations/12345678901234567890",
  ],
  [
    "youtube",
    "channel",
    "https://www.youtube.com/channel/UC_x5XG1OV2P6uZZ5FSM9Ttw/videos",
    "UC_x5XG1OV2P6uZZ5FSM9Ttw",
    "UC_x5XG1OV2P6uZZ5FSM9Ttw",
  ],
];

const REFUSED: [platform: string, type: string, written: string, reason: RegExp][] = [
  ["google_ads", "ad_account", "", /empty.*123-456-7890/],
  ["google_ads", "ad_account", "537-670-401", /cannot be this id.*123-456-7890/],
  ["google_ads", "ad_account", "AW-123456789", /conversion id/],
  ["google_ads", "ad_account", "5.3767E+09", /shortened/],
  ["tiktok_ads", "ad_account", "7459037929921660000", /shortened/],
  ["ga4", "property", "G-AB12CD34EF", /measurement id/],
  ["ga4", "property", "UA-12345-1", /Universal Analytics/],
  ["gtm", "container", "251407136", /internal id/],
  ["gsc", "domain_property", "https://www.client-58.example/", /URL-prefix/],
  ["gsc", "url_prefix_property", "client-58.example", /http/],
  ["salesforce", "org", "00D5g000004ABcDEAX", /do not belong/],
  ["salesforce", "org", "00D5g000004AbcDEAW", /do not belong/],
  ["salesforce", "org", "0055g00000AbCdEAAV", /cannot be this id/],
  ["shopify", "store", "acme.com", /cannot be this id/],
  ["klaviyo", "account", "7Ze2X", /cannot be this id/],
  ["youtube", "channel", "@acme", /handle/],
];

describe("account ids", () => {
  it.each(FORMS)("%s %s reads %s as %s", (platform, type, written, normal, display) => {
    expect(parseAccountId(typeOf(platform, type), written)).toEqual({ ok: true, normal, display });
  });

  it.each(REFUSED)("%s %s refuses %s", (platform, type, written, reason) => {
    const id = parseAccountId(typeOf(platform, type), written);
    expect(id.ok).toBe(false);
    if (!id.ok) expect(id.reason).toMatch(reason);
  });

  it("reads every example of the catalogue, and its own display again", () => {
    for (const platform of catalogue)
      for (const type of platform.assetTypes) {
        const id = parseAccountId(type, type.idFormat.example);
        if (!id.ok) throw new Error(`${platform.id}.${type.type}: ${id.reason}`);
        expect(parseAccountId(type, id.display), `${platform.id}.${type.type}`).toEqual(id);
        expect([id.normal, id.display]).toContain(type.idFormat.example);
      }
  });

  it("never throws and never changes its mind, whatever is written", () => {
    const types = catalogue.flatMap((platform) => platform.assetTypes);
    // What people copy along with an id, around and inside of real examples.
    const crumbs = [
      `'`,
      `"`,
      "’",
      "/",
      " ",
      "-",
      ".",
      "#",
      "?",
      ":",
      "(",
      ")",
      "%27",
      "0",
      "www.",
      "https://",
    ];
    const examples = types.map((type) => type.idFormat.example);
    const copied = fc
      .array(fc.oneof(fc.constantFrom(...crumbs), fc.constantFrom(...examples)), { maxLength: 6 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.oneof(fc.string({ unit: "grapheme" }), fc.webUrl(), copied),
        (type, text) => {
          const id = parseAccountId(type, text);
          if (!id.ok) return id.reason.length > 0;
          const again = parseAccountId(type, id.normal);
          return again.ok && again.normal === id.normal && again.display === id.display;
        },
      ),
      { numRuns: 4000 },
    );
  });

  it("notices any single changed letter case in a Salesforce id", () => {
    const id = "00D5g000004ABcD";
    expect(salesforceSuffix(id)).toBe("EAW");
    for (let at = 0; at < id.length; at += 1) {
      const letter = id.charAt(at);
      const swapped = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
      if (swapped !== letter)
        expect(hasRightSuffix(`${id.slice(0, at)}${swapped}${id.slice(at + 1)}EAW`)).toBe(false);
    }
  });

  it("says which kinds of asset an id can be, the main one first", () => {
    const meta = findPlatform("meta_business");
    if (!meta) throw new Error("No Meta");
    expect(readAccountId(meta, "act_880506467516534").map((reading) => reading.type.type)).toEqual([
      "ad_account",
    ]);
    const kinds = readAccountId(meta, "880506467516534").map((reading) => reading.type.type);
    expect(kinds[0]).toBe("ad_account");
    expect(kinds).toContain("business_portfolio");
  });
});

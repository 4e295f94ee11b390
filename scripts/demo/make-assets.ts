import { accountId, normalId } from "./account-ids";
import { clientList } from "./client-list";
import { slugOf } from "./make-clients";
import { daysBefore } from "./moments";
import { type AssetRow, type Draft, named } from "./rows";

/** What an account of a client is called in the register. */
const names: Readonly<Record<string, (short: string, slug: string, nth: number) => string>> = {
  "google_ads ad_account": (short) => `${short} – Search`,
  "microsoft_ads ad_account": (short) => `${short} – Bing`,
  "meta_business ad_account": (short, _slug, nth) => `${short} – ${nth === 0 ? "Brand" : "Leads"}`,
  "meta_business instagram_account": (short) => `${short} on Instagram`,
  "linkedin ad_account": (short) => `${short} – LinkedIn`,
  "tiktok_ads ad_account": (short) => `${short} – TikTok`,
  "ga4 property": (_short, slug) => `${slug}.example`,
  "gtm account": (short) => `${short} tags`,
  "gtm container": (_short, slug) => `${slug}.example web container`,
  "gsc domain_property": (_short, slug) => `${slug}.example search`,
  "hubspot portal": (short) => `${short} HubSpot`,
  "salesforce org": (short) => `${short} Salesforce`,
  "klaviyo account": (short) => `${short} Klaviyo`,
  "shopify store": (short) => `${short} shop`,
};

/** Who at the studio manages a platform's accounts there. */
const custodians: Readonly<Record<string, string>> = {
  google_ads: "Erik Levy",
  microsoft_ads: "Agnieszka Wójcik",
  meta_business: "Chloé Weber",
  linkedin: "Elif Brown",
  tiktok_ads: "Chloé Weber",
  ga4: "Jonas Weber",
  gtm: "Jonas Weber",
  gsc: "Marek Zieliński",
  hubspot: "Katarína Horváthová",
  salesforce: "Oisín Byrne",
  klaviyo: "Katarína Horváthová",
  shopify: "Aylin Demir",
};

/** How many clients the studio's own manager account and portfolio reach. */
const BELOW_MANAGER = 14;
const BELOW_PORTFOLIO = 8;

/** Names of the studio's own two accounts. */
export const MANAGER_ACCOUNT = "Studio manager account";
export const PORTFOLIO = "Studio business portfolio";

/** Adds the accounts of the clients, the studio's own above some of them, and the links between. */
export function makeAssets(draft: Draft): void {
  const { now, random, rows } = draft;
  for (const listed of clientList) {
    const client = rows.clients.find((row) => row.name === listed.name);
    const contact = rows.contacts.find((row) => row.clientId === client?.id);
    if (!client || !contact) throw new Error(`${listed.name} has no row.`);
    const slug = slugOf(listed.name);
    const short = listed.name.split(" ")[0] ?? listed.name;
    const seen = new Map<string, number>();
    for (const [platformId, type] of listed.accounts) {
      const kind = `${platformId} ${type}`;
      const nth = seen.get(kind) ?? 0;
      seen.set(kind, nth + 1);
      const byClient = platformId === "hubspot" || platformId === "salesforce" || random.chance(0.2);
      const since = daysBefore(now, random.whole(500, 760));
      rows.assets.push({
        id: random.id(since),
        clientId: client.id,
        platformId,
        type,
        externalId: accountId(random, { client: listed.name, platformId, type, nth, slug }),
        name: names[kind]?.(short, slug, nth) ?? listed.name,
        ownedBy: random.chance(0.94) ? "client" : random.chance(0.5) ? "studio" : "unknown",
        custodianId: byClient ? null : named(rows.people, custodians[platformId] ?? "Erik Levy").id,
        contactCustodianId: byClient ? contact.id : null,
        endedAt: client.endedAt ?? null,
        createdAt: since,
        updatedAt: since,
      });
    }
  }
  const manager = makeStudioAsset(draft, "google_ads", "manager_account", "652-204-7736", MANAGER_ACCOUNT);
  const portfolio = makeStudioAsset(
    draft,
    "meta_business",
    "business_portfolio",
    "104857600123456",
    PORTFOLIO,
  );
  linkBelow(draft, manager, "google_ads", "manager", BELOW_MANAGER);
  linkBelow(draft, portfolio, "meta_business", "partner", BELOW_PORTFOLIO);
  linkContainers(draft);
}

function makeStudioAsset(
  { now, random, rows }: Draft,
  platformId: string,
  type: string,
  externalId: string,
  name: string,
): AssetRow {
  const since = daysBefore(now, 790);
  const row: AssetRow = {
    id: random.id(since),
    clientId: null,
    platformId,
    type,
    externalId: normalId(platformId, type, externalId),
    name,
    ownedBy: "studio",
    custodianId: named(rows.people, custodians[platformId] ?? "Erik Levy").id,
    contactCustodianId: null,
    endedAt: null,
    createdAt: since,
    updatedAt: since,
  };
  rows.assets.push(row);
  return row;
}

function linkBelow(
  { now, random, rows }: Draft,
  above: AssetRow,
  platformId: string,
  kind: "manager" | "partner",
  clients: number,
): void {
  const below = rows.assets.filter((row) => row.platformId === platformId && row.type === "ad_account");
  const reached = new Set<string>();
  for (const asset of below) {
    if (!asset.clientId || (reached.size === clients && !reached.has(asset.clientId))) continue;
    reached.add(asset.clientId);
    const since = daysBefore(now, random.whole(300, 499));
    rows.links.push({ id: random.id(since), aboveId: above.id, belowId: asset.id, kind, since });
  }
}

function linkContainers({ random, rows }: Draft): void {
  for (const container of rows.assets.filter((row) => row.type === "container")) {
    const account = rows.assets.find(
      (row) => row.clientId === container.clientId && row.platformId === "gtm" && row.type === "account",
    );
    if (!account) continue;
    const since = new Date(container.createdAt ?? 0);
    rows.links.push({
      id: random.id(since),
      aboveId: account.id,
      belowId: container.id,
      kind: "parent",
      since,
    });
  }
}

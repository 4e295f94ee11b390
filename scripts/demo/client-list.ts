/** One account of a client: platform and kind of asset. */
export type AccountKind = readonly [platformId: string, type: string];

const ads: AccountKind = ["google_ads", "ad_account"];
const bing: AccountKind = ["microsoft_ads", "ad_account"];
const meta: AccountKind = ["meta_business", "ad_account"];
const instagram: AccountKind = ["meta_business", "instagram_account"];
const linkedin: AccountKind = ["linkedin", "ad_account"];
const tiktok: AccountKind = ["tiktok_ads", "ad_account"];
const analytics: AccountKind = ["ga4", "property"];
const tagAccount: AccountKind = ["gtm", "account"];
const tagContainer: AccountKind = ["gtm", "container"];
const search: AccountKind = ["gsc", "domain_property"];
const hubspot: AccountKind = ["hubspot", "portal"];
const salesforce: AccountKind = ["salesforce", "org"];
const klaviyo: AccountKind = ["klaviyo", "account"];
const shopify: AccountKind = ["shopify", "store"];

const leads = [ads, meta, analytics, tagAccount, tagContainer, linkedin];
const shop = [ads, meta, analytics, klaviyo, shopify];
const stay = [ads, meta, analytics, tagAccount, tagContainer, hubspot];
const business = [ads, linkedin, analytics, hubspot, search];
const social = [meta, tiktok, analytics];
const local = [ads, analytics, search];
const customers = [salesforce, analytics, linkedin, meta];
const searched = [ads, bing, analytics, search];

/** A client of the demo studio as its list has them. */
export type ListedClient = {
  name: string;
  accounts: readonly AccountKind[];
  contact: string;
  title: string;
  endedDaysAgo?: number;
};

const line = (
  name: string,
  accounts: readonly AccountKind[],
  contact: string,
  title: string,
): ListedClient => ({
  name,
  accounts,
  contact,
  title,
});

/** The 34 clients, one of whom has ended. The first fourteen with Google Ads are below the studio's manager account. */
export const clientList: readonly ListedClient[] = [
  line("Kite Insurance", [...leads, meta], "Mercy Okoye", "Head of Digital"),
  line("Northwind Outdoor", shop, "Lars Henriksen", "E-commerce Manager"),
  line("Saffron Hotels", stay, "Anjali Mehta", "Marketing Director"),
  line("Alba Skincare", [...customers, klaviyo], "Giulia Moretti", "CRM Manager"),
  line("Polar Coffee", [...shop, instagram], "Veera Laine", "Brand Manager"),
  line("Plum Kids", shop, "Isabelle Moreau", "Head of Online"),
  line("Harvest Market", shop, "Tom Whitfield", "Online Trading Manager"),
  line("Atlas Mutual", leads, "Rhiannon Pryce", "Acquisition Manager"),
  line("Fjord Foods", shop, "Håkon Solberg", "Marketing Manager"),
  line("Meridian Legal", business, "Charlotte Ashby", "Business Development"),
  line("Lumen Energy", leads, "Piotr Jankowski", "Performance Manager"),
  line("Cobalt Software", business, "Nikhil Rao", "Demand Generation"),
  line("Marigold Travel", stay, "Inês Pacheco", "Growth Manager"),
  line("Birch & Bloom", shop, "Saoirse Nolan", "Founder"),
  line("Harbour Dental", local, "Dr Femi Alabi", "Practice Owner"),
  line("Tern Cycles", [ads, bing, analytics, search, shopify], "Joost Bakker", "E-commerce Lead"),
  line("Vela Eyewear", social, "Marta Sánchez", "Social Media Manager"),
  line("Juniper Gin", social, "Callum Reid", "Brand Director"),
  line("Orchard Academy", business, "Helen Marsh", "Admissions Director"),
  line("Granite Homes", customers, "Stefan Brandt", "Sales Operations"),
  line("Quill Publishing", social, "Amara Diallo", "Audience Manager"),
  line("Solstice Yoga", local, "Nadia Haddou", "Owner"),
  line("Ember Fitness", [...social, klaviyo], "Ryan Doyle", "Growth Manager"),
  line("Copper Kettle", local, "Eilidh Fraser", "Owner"),
  line("Nimbus Cloud", business, "Jakub Dvořák", "Marketing Operations"),
  line("Aster Clinics", searched, "Dr Lena Vogt", "Medical Director"),
  line("Redwood Finance", leads, "Oliver Grant", "Head of Acquisition"),
  line("Willow Garden Centre", searched, "Penny Cartwright", "Manager"),
  line("Sable Furniture", shop, "Ludovic Petit", "Digital Manager"),
  line("Tidewater Yachts", customers, "Costas Nikolaidis", "Sales Director"),
  line("Beacon Charity", local, "Ruth Osei", "Fundraising Manager"),
  line("Pinecrest Lodges", stay, "Mikkel Thomsen", "Revenue Manager"),
  line("Halcyon Recruitment", business, "Zuzana Krátka", "Marketing Manager"),
  { ...line("Bluebell Florists", local, "Daisy Turner", "Owner"), endedDaysAgo: 75 },
];

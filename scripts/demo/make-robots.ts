import type { WorkKey } from "@/lib/platforms/work";
import type { RobotKind } from "@/prisma/generated/enums";
import { giveAccess, type Holder, step } from "./access";
import { daysBefore } from "./moments";
import { chooseRoles } from "./role-choice";
import { type AssetRow, type Draft, named } from "./rows";

type ListedRobot = {
  name: string;
  kind: RobotKind;
  owner: string;
  purpose: string;
  work: readonly WorkKey[];
  /** On how many accounts of which platform. */
  on: readonly [platformId: string, type: string, accounts: number];
};

const robots: readonly ListedRobot[] = [
  {
    name: "Reporting connector",
    kind: "connector",
    owner: "Tariq Haddad",
    purpose: "Reads figures for the weekly reports",
    work: ["look-at-reports"],
    on: ["ga4", "property", 6],
  },
  {
    name: "Dashboard service account",
    kind: "system_user",
    owner: "Mei Tanaka",
    purpose: "Feeds the clients’ dashboards",
    work: ["look-at-reports"],
    on: ["google_ads", "ad_account", 7],
  },
  {
    name: "Conversion upload",
    kind: "system_user",
    owner: "Chloé Weber",
    purpose: "Sends offline conversions",
    work: ["publish-campaigns"],
    on: ["meta_business", "ad_account", 2],
  },
  {
    name: "Product feed sync",
    kind: "api_token",
    owner: "Aylin Demir",
    purpose: "Keeps product feeds in step with the shops",
    work: ["edit-content"],
    on: ["shopify", "store", 3],
  },
  {
    name: "Newsletter sync",
    kind: "oauth_app",
    owner: "Oisín Byrne",
    purpose: "Copies consent from the CRM to the newsletter tool",
    work: ["publish-campaigns"],
    on: ["klaviyo", "account", 2],
  },
  {
    name: "Search report export",
    kind: "api_token",
    owner: "Marek Zieliński",
    purpose: "Exports search terms every night",
    work: ["look-at-reports"],
    on: ["gsc", "domain_property", 4],
  },
];

const logins = [
  {
    address: "social@polar-coffee.example",
    platformId: "meta_business",
    asset: "Polar on Instagram",
    role: "page-content",
    knownTo: ["Leïla Benali", "Mateus Vieira", "Tariq Haddad", "Zoë Müller"],
  },
  {
    address: "newsletter@plum-kids.example",
    platformId: "klaviyo",
    asset: "Plum Klaviyo",
    role: "manager",
    knownTo: ["Diego Fernández", "Grace Adeyemi"],
  },
  {
    address: "shop@sable-furniture.example",
    platformId: "shopify",
    asset: "Sable shop",
    role: "staff-custom-permissions",
    knownTo: ["Aylin Demir", "Camille Lefèvre", "Hugo Martins"],
  },
] as const;

/** Adds what is held by no person: robots with their owners, and shared logins with all who know the secret. */
export function makeRobots(draft: Draft): void {
  const { now, random, rows } = draft;
  for (const {
    owner,
    on: [platformId, type, accounts],
    work,
    ...robot
  } of robots) {
    const since = daysBefore(now, random.whole(200, 500));
    const id = random.id(since);
    const ownerId = named(rows.people, owner).id;
    rows.robots.push({ ...robot, id, ownerId, createdAt: since, createdById: ownerId, updatedAt: since });
    const assets = rows.assets.filter(
      (row) => row.platformId === platformId && row.type === type && !row.endedAt,
    );
    const choice = chooseRoles(platformId, type, work);
    for (const asset of assets.slice(0, accounts))
      if (choice)
        hold(draft, { personId: null, robotId: id, identityId: null }, asset, choice.roles, robot.purpose);
  }
  for (const login of logins) makeLogin(draft, login);
}

function makeLogin(draft: Draft, login: (typeof logins)[number]): void {
  const { now, random, rows } = draft;
  const since = daysBefore(now, random.whole(380, 520));
  const identityId = random.id(since);
  rows.identities.push({
    id: identityId,
    address: login.address,
    kind: "client_issued",
    platformId: login.platformId,
    shared: true,
    mfa: "off",
    mfaCheckedAt: daysBefore(now, random.whole(20, 60)),
    createdAt: since,
    updatedAt: since,
  });
  for (const name of login.knownTo)
    rows.holders.push({ id: random.id(since), identityId, personId: named(rows.people, name).id, since });
  const asset = named(rows.assets, login.asset);
  const role = draft.roleOf(draft.roleId(login.platformId, login.role));
  hold(
    draft,
    { personId: null, robotId: null, identityId },
    asset,
    [role],
    "The client’s own login, shared by those who post",
  );
}

function hold(
  draft: Draft,
  holder: Holder,
  asset: AssetRow,
  roles: Parameters<typeof giveAccess>[1]["roles"],
  purpose: string,
): void {
  const { now, random, rows } = draft;
  const startsAt = daysBefore(now, random.whole(100, 180));
  const byId = named(rows.people, "Ingrid Dahl").id;
  const grants = giveAccess(draft, {
    holder,
    asset,
    roles,
    startsAt,
    endsAt: daysBefore(now, -random.whole(60, 300)),
    cause: "recorded",
    causeId: null,
    purpose,
    byId,
  });
  const proof = { kind: "attested" as const, how: "Recorded by hand from the access page." };
  for (const grant of grants) step(draft, grant, { to: "active", at: startsAt, byId, proof });
}

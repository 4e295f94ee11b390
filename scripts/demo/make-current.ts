import { giveAccess, personOn, step } from "./access";
import { cast, leaving, staying } from "./cast";
import { clientList } from "./client-list";
import { MANAGER_ACCOUNT, PORTFOLIO } from "./make-assets";
import { daysBefore, latest } from "./moments";
import { post } from "./postings";
import { chooseRoles, workOn } from "./role-choice";
import { type Draft, named } from "./rows";

/** Grants that are given in all; what the special cases below take back leaves about 620. */
const HELD = 668;

const purposes = [
  "Performance marketing",
  "Q4 campaign",
  "Spring launch",
  "Account rebuild",
  "Tracking and consent",
  "Monthly reporting",
  "Holiday cover",
  "Lead generation",
  "Newsletter programme",
  "Retargeting",
] as const;

/** Whom those who leave, and some others, work for. */
const portfolios: Readonly<Record<string, readonly string[]>> = {
  "Tariq Haddad": clientList
    .filter((listed) => listed.accounts.some(([platformId]) => platformId === "google_ads"))
    .slice(0, 16)
    .map((listed) => listed.name),
  "Nora Petrov": ["Kite Insurance", "Fjord Foods", "Tern Cycles", "Willow Garden Centre"],
  "Mateus Vieira": ["Polar Coffee", "Plum Kids", "Vela Eyewear", "Juniper Gin", "Quill Publishing"],
  "Emma Silva": ["Alba Skincare", "Granite Homes", "Ember Fitness", "Sable Furniture"],
  "Leïla Benali": ["Polar Coffee"],
  "Omar Rahman": ["Kite Insurance", "Northwind Outdoor"],
  "Luca Ferrante": ["Harvest Market", "Solstice Yoga", "Beacon Charity"],
};

/** Adds the teams of all clients with the access that their work takes, and the administrators. */
export function makeCurrent(draft: Draft): void {
  makeAdministrators(draft);
  makeTeams(draft);
  fillUp(draft);
  proveAgain(draft);
}

function makeTeams(draft: Draft): void {
  const { random } = draft;
  for (const [index, listed] of clientList.entries()) {
    if (listed.endedDaysAgo !== undefined) continue;
    const accountManagers = staying("accounts");
    const lead = accountManagers[1 + (index % (accountManagers.length - 1))];
    const team = [lead, ...specialists(draft, listed.name)];
    for (const [name, clients] of Object.entries(portfolios))
      if (clients.includes(listed.name)) team.push(named(cast, name));
    for (const person of new Set(team))
      if (person)
        postNow(draft, listed.name, person.name, random.whole(leaving.includes(person.name) ? 160 : 20, 700));
  }
}

/** One or two of each discipline that the client's accounts need. */
function specialists({ random }: Draft, clientName: string) {
  const accounts = clientList.find((listed) => listed.name === clientName)?.accounts ?? [];
  return (["search", "social", "data", "crm", "content"] as const).flatMap((discipline) => {
    const needed = accounts.filter(([platformId]) => platformId !== "ga4" && workOn(discipline, platformId));
    if (needed.length === 0) return [];
    const people = staying(discipline);
    return random.mix(people).slice(0, random.chance(0.1) ? 2 : 1);
  });
}

function postNow(draft: Draft, clientName: string, personName: string, daysAgo: number): void {
  const { now, random, rows } = draft;
  const client = named(rows.clients, clientName);
  const person = named(rows.people, personName);
  const engagement = rows.engagements.find((row) => row.clientId === client.id);
  const from = latest(
    daysBefore(now, Math.min(daysAgo, longestOf(engagement)) + random.next()),
    daysBefore(engagement?.startsOn ?? now, -random.whole(1, 30)),
    daysBefore(new Date(person.startsOn ?? 0), -random.whole(2, 20)),
  );
  post(draft, {
    clientId: client.id,
    personName,
    from,
    until: daysBefore(now, -random.whole(20, 330)),
    purpose: random.pick(purposes),
  });
}

/** How old a grant can be whose engagement commits to a longest one, so that it has not run out. */
const longestOf = (engagement: { longestGrantDays?: number | null } | undefined): number =>
  engagement?.longestGrantDays ? engagement.longestGrantDays * 0.6 : Number.POSITIVE_INFINITY;

/** More postings, until the studio holds as much as it should. */
function fillUp(draft: Draft): void {
  const { random, rows } = draft;
  const open = clientList.filter((listed) => listed.endedDaysAgo === undefined);
  const people = staying();
  for (let tries = 0; rows.grants.length < HELD && tries < 2_000; tries += 1)
    postNow(draft, random.pick(open).name, random.pick(people).name, random.whole(15, 400));
}

/** Those who administer: at the studio's own accounts, and at those client accounts that are theirs to manage. */
function makeAdministrators(draft: Draft): void {
  const { now, random, rows } = draft;
  const administer = (personName: string, assetName: string, daysAgo: number) => {
    const asset = named(rows.assets, assetName);
    const choice =
      chooseRoles(asset.platformId, asset.type, ["publish-campaigns", "manage-users"]) ??
      chooseRoles(asset.platformId, asset.type, ["manage-users"]);
    if (!choice) return;
    const person = named(rows.people, personName);
    const engagement = rows.engagements.find((row) => row.clientId === asset.clientId);
    const startsAt = daysBefore(now, Math.min(daysAgo, longestOf(engagement)));
    const grants = giveAccess(draft, {
      holder: personOn(draft, person.id, asset.platformId),
      asset,
      roles: choice.roles,
      startsAt,
      endsAt: daysBefore(now, -random.whole(120, 360)),
      cause: "recorded",
      causeId: null,
      purpose: "Administers the account for the studio",
      byId: named(rows.people, "Aoife Raman").id,
    });
    const proof = { kind: "attested" as const, how: "Recorded by hand from the access page." };
    for (const grant of grants)
      step(draft, grant, { to: "active", at: startsAt, byId: grant.createdById, proof });
  };
  administer("Erik Levy", MANAGER_ACCOUNT, 700);
  administer("Agnieszka Wójcik", MANAGER_ACCOUNT, 410);
  administer("Tariq Haddad", MANAGER_ACCOUNT, 260);
  administer("Chloé Weber", PORTFOLIO, 690);
  administer("Elif Brown", PORTFOLIO, 350);
  for (const asset of [...rows.assets]) {
    const custodian = rows.people.find((row) => row.id === asset.custodianId);
    const below = rows.links.some((link) => link.belowId === asset.id && link.kind !== "parent");
    if (asset.clientId && custodian && !below && !asset.endedAt && random.chance(0.4))
      administer(custodian.name, asset.name, random.whole(200, 600));
  }
}

/** Most access has been looked at again within 90 days; some proofs are old, and some access was never proved. */
function proveAgain(draft: Draft): void {
  const { now, random, rows } = draft;
  const ingrid = named(rows.people, "Ingrid Dahl");
  const freya = named(rows.people, "Freya Lindgren");
  // Theirs is taken back from some weeks ago on, and is not looked at as held after that.
  const early = new Set<string | null>(
    leaving.filter((name) => name !== "Tariq Haddad").map((name) => named(rows.people, name).id),
  );
  for (const grant of rows.grants) {
    const luck = random.next();
    const age = luck < 0.82 ? random.whole(2, 88) : luck < 0.95 ? random.whole(95, 320) : null;
    const shift = early.has(grant.personId) ? 36 : 0;
    const at = age === null ? null : daysBefore(now, shift + age + random.next());
    if (!at || grant.state !== "active" || at <= grant.startsAt || (grant.provedAt && at <= grant.provedAt))
      continue;
    const by = grant.personId === ingrid.id ? freya : ingrid;
    const how = random.pick([
      "List of users exported from the platform; the role is as it stands here.",
      "Access page looked at during the quarterly review.",
      "People list of the account, read by a second person.",
    ]);
    step(draft, grant, {
      to: "active",
      at,
      byId: by.id,
      proof: { kind: random.chance(0.85) ? "verified" : "attested", how },
    });
  }
}

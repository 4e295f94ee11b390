import { randomBytes } from "node:crypto";
import { type Actor, personActor, systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { loadCatalogue } from "@/lib/platforms/load-catalogue";
import type { Role } from "@/prisma/generated/enums";

/** The cast. Each has one job in the tests, so that a name says what is meant. */
const cast = {
  aoife: { name: "Aoife Raman", roles: ["owner"], title: "Managing Director" },
  ingrid: { name: "Ingrid Dahl", roles: ["security_lead"], title: "IT & Security Lead" },
  sara: { name: "Sara Rossi", roles: ["hr"], title: "Head of People" },
  hannah: { name: "Hannah Stone", roles: ["account_manager"], title: "Account Manager" },
  priya: { name: "Priya Santos", roles: ["account_manager"], title: "Account Manager" },
  /** Asks for access and holds it. */
  omar: { name: "Omar Rahman", roles: ["staff"], title: "Media Buyer" },
  /** Leaves. */
  tariq: { name: "Tariq Haddad", roles: ["staff"], title: "Media Buyer" },
  /** The custodian: administers the studio's manager account and does the work. */
  erik: { name: "Erik Levy", roles: ["staff"], title: "PPC Manager" },
  julia: { name: "Julia Chen", roles: ["auditor"], title: "Auditor" },
} as const satisfies Record<string, { name: string; roles: readonly Role[]; title: string }>;

export type Name = keyof typeof cast;

/** A person of the cast: the rows' ids, and the actor that a session of theirs would give. */
type Player = { personId: string; accountId: string; identityId: string; actor: Actor; name: string };

/** The small studio that the tests share: nine people, two clients, six accounts on three platforms. */
export type World = {
  people: Record<Name, Player>;
  kite: { id: string; engagementId: string };
  northwind: { id: string; engagementId: string };
  assets: {
    /** The studio's Google Ads manager account; it reaches `kiteAds` and `northwindAds`. */
    manager: string;
    kiteAds: string;
    kiteMeta: string;
    kiteAnalytics: string;
    northwindAds: string;
    northwindAnalytics: string;
  };
  /** The id of a role by its name on the platform, of the asset type when given: `role("google_ads", "Standard")`. */
  role: (platformId: string, name: string, assetType?: string) => string;
};

/**
 * Fills an empty, migrated database with the cast and its clients. Written straight into the tables: the commands
 * are what is tested. Engagements run from 2026-01-01 to 2027-12-31, with agreement and DPA on file.
 */
export async function makeWorld(): Promise<World> {
  await loadCatalogue(systemActor("catalogue"), {});
  const people = await makePeople();
  const kite = await makeClient("Kite Insurance", "kite insurance");
  const northwind = await makeClient("Northwind Outdoor", "northwind outdoor");
  const asset = async (
    clientId: string | null,
    platformId: string,
    type: string,
    externalId: string,
    name: string,
  ) => {
    const row = await db.asset.create({
      data: {
        clientId,
        platformId,
        type,
        externalId,
        name,
        ownedBy: clientId ? "client" : "studio",
        custodianId: people.erik.personId,
      },
    });
    return row.id;
  };
  const assets = {
    manager: await asset(null, "google_ads", "manager_account", "6522047736", "Studio manager account"),
    kiteAds: await asset(kite.id, "google_ads", "ad_account", "5214492644", "Kite – Search"),
    kiteMeta: await asset(kite.id, "meta_business", "ad_account", "act_880506467516534", "Kite – Brand"),
    kiteAnalytics: await asset(kite.id, "ga4", "property", "213198982", "kite.example"),
    northwindAds: await asset(northwind.id, "google_ads", "ad_account", "7000575753", "Northwind – Search"),
    northwindAnalytics: await asset(northwind.id, "ga4", "property", "331040105", "northwind.example"),
  };
  await db.assetLink.createMany({
    data: [assets.kiteAds, assets.northwindAds].map((belowId) => ({
      aboveId: assets.manager,
      belowId,
      kind: "manager" as const,
    })),
  });
  const roles = await db.platformRole.findMany();
  const role = (platformId: string, name: string, assetType?: string) => {
    const found = roles.find(
      (each) =>
        each.platformId === platformId &&
        each.name === name &&
        (assetType === undefined || each.heldOn.includes(assetType)),
    );
    if (!found) throw new Error(`The catalogue has no role "${name}" on ${platformId}.`);
    return found.id;
  };
  return { people, kite, northwind, assets, role };
}

async function makePeople(): Promise<Record<Name, Player>> {
  const players = await Promise.all(
    Object.entries(cast).map(async ([key, { name, roles, title }]) => {
      const [given = "", family = ""] = name.split(" ");
      const email = `${given}.${family}@clickelement.example`.toLowerCase();
      const person = await db.person.create({
        data: { name, givenName: given, familyName: family, email, title, startsOn: new Date("2024-01-01") },
      });
      const account = await db.account.create({
        data: { personId: person.id, roles: [...roles], userHandle: new Uint8Array(randomBytes(64)) },
      });
      const identity = await db.identity.create({
        data: { address: email, kind: "work", mfa: "on", holders: { create: { personId: person.id } } },
      });
      return [key, await playerOf(person.id, account.id, identity.id, name, roles)] as const;
    }),
  );
  return Object.fromEntries(players) as Record<Name, Player>;
}

async function playerOf(
  personId: string,
  accountId: string,
  identityId: string,
  name: string,
  roles: readonly Role[],
): Promise<Player> {
  const sessionId = await makeSession(accountId);
  const actor = personActor({ personId, accountId, sessionId, name, roles, ip: "127.0.0.1" });
  return { personId, accountId, identityId, actor, name };
}

/** A session of an account that has just signed in with a passkey. */
export async function makeSession(accountId: string): Promise<string> {
  const now = Date.now();
  const { id } = await db.session.create({
    data: {
      tokenHash: new Uint8Array(randomBytes(32)),
      accountId,
      epoch: 0,
      aal: 2,
      way: "passkey",
      amr: ["passkey"],
      authAt: new Date(now),
      lastSeenAt: new Date(now),
      idleExpiresAt: new Date(now + 30 * 60_000),
      absoluteExpiresAt: new Date(now + 12 * 3_600_000),
    },
  });
  return id;
}

async function makeClient(name: string, nameKey: string): Promise<{ id: string; engagementId: string }> {
  const client = await db.client.create({ data: { name, nameKey } });
  const engagement = await db.engagement.create({
    data: {
      clientId: client.id,
      name: "Performance marketing",
      startsOn: new Date("2026-01-01"),
      endsOn: new Date("2027-12-31"),
      agreementRef: `MSA-${nameKey.split(" ")[0]}`,
      agreementSignedOn: new Date("2025-12-15"),
      dpaRef: `DPA-${nameKey.split(" ")[0]}`,
      dpaSignedOn: new Date("2025-12-15"),
    },
  });
  return { id: client.id, engagementId: engagement.id };
}

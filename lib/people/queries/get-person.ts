import { type Actor, may, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { readHoldings } from "@/lib/people/holdings";
import { type Holdings, type PersonStatus, personStatus } from "@/lib/people/rules";
import type { IdentityKind, MfaState, PersonKind, RobotKind, Role } from "@/prisma/generated/enums";

type Named = { id: string; name: string };

export type PersonIdentity = {
  id: string;
  address: string;
  kind: IdentityKind;
  platform: { id: string; name: string; mark: string } | null;
  shared: boolean;
  mfa: MfaState;
  mfaCheckedAt: Date | null;
  endedAt: Date | null;
  /** Everybody who knows its secret now. */
  holders: Named[];
};

export type PersonDetail = {
  id: string;
  name: string;
  givenName: string | null;
  familyName: string | null;
  email: string | null;
  employeeNumber: string | null;
  kind: PersonKind;
  title: string | null;
  department: string | null;
  location: string | null;
  manager: Named | null;
  startsOn: Date | null;
  endsOn: Date | null;
  accessEndsAt: Date | null;
  awaySince: Date | null;
  endedAt: Date | null;
  status: PersonStatus;
  reports: Named[];
  /** What they may do in Keyholder; none: they cannot sign in. */
  accountRoles: Role[];
  identities: PersonIdentity[];
  robots: { id: string; name: string; kind: RobotKind; purpose: string; endedAt: Date | null }[];
  memberships: { id: string; role: string; since: Date; engagement: Named; client: Named }[];
  custodies: { id: string; name: string; mark: string; platform: string; client: Named | null }[];
  /** The last departure that was not cancelled, for whoever may follow it. */
  departure: { id: string; number: number } | null;
  /** Away, or about to be; for whoever may follow it. */
  absence: { id: string; number: number } | null;
  holdings: Holdings;
  /** `reportSeen`: they have left, and whoever sees them somewhere can say so. */
  can: { edit: boolean; end: boolean; depart: boolean; reportSeen: boolean };
};

/** One person with everything but their keys, which are the register's; null when there is none. */
export async function getPerson(actor: Actor, id: string): Promise<PersonDetail | null> {
  requirePermission(actor, "people.read");
  if (!isId(id)) return null;
  const [row, identities, holdings, [clock]] = await Promise.all([
    readPerson(id),
    readIdentities(id),
    readHoldings(db, id),
    db.$queryRaw<{ now: Date }[]>`SELECT now()`,
  ]);
  if (!row) return null;
  const { account, memberships, custodies, departures, absences, managerId, ...person } = row;
  const live = person.endedAt === null;
  const follows = may(actor, "departures.read");
  const [last] = departures;
  const leaves = last !== undefined && last.certifiedAt === null;
  return {
    ...person,
    status: personStatus(person, clock?.now ?? new Date()),
    accountRoles: account && !account.disabledAt ? account.roles : [],
    identities,
    memberships: memberships.map(({ engagement: { client, ...engagement }, ...seat }) => ({
      ...seat,
      engagement,
      client,
    })),
    custodies: custodies.map(({ platform, ...asset }) => ({
      ...asset,
      mark: platform.mark,
      platform: platform.name,
    })),
    departure: follows && last ? { id: last.id, number: last.number } : null,
    absence: follows ? (absences[0] ?? null) : null,
    holdings,
    can: {
      edit: live && may(actor, "people.write"),
      end: live && may(actor, "people.write") && actor.personId !== id,
      depart: live && !leaves && may(actor, "departures.start") && actor.personId !== id,
      reportSeen: !live && may(actor, "departures.report"),
    },
  };
}

const named = { select: { id: true, name: true } } as const;

function readPerson(id: string) {
  return db.person.findUnique({
    where: { id },
    omit: { endedById: true, createdAt: true, createdById: true, updatedAt: true, updatedById: true },
    include: {
      manager: named,
      reports: { ...named, where: { endedAt: null }, orderBy: { name: "asc" } },
      account: { select: { roles: true, disabledAt: true } },
      robots: {
        select: { id: true, name: true, kind: true, purpose: true, endedAt: true },
        orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { name: "asc" }],
      },
      memberships: {
        where: { endedAt: null },
        orderBy: { since: "desc" },
        select: {
          id: true,
          role: true,
          since: true,
          engagement: { select: { id: true, name: true, client: named } },
        },
      },
      custodies: {
        where: { endedAt: null },
        orderBy: { name: "asc" },
        select: { id: true, name: true, platform: { select: { name: true, mark: true } }, client: named },
      },
      departures: {
        where: { cancelledAt: null },
        orderBy: { number: "desc" },
        take: 1,
        select: { id: true, number: true, certifiedAt: true },
      },
      absences: { where: { endedAt: null }, select: { id: true, number: true } },
    },
  });
}

async function readIdentities(personId: string): Promise<PersonIdentity[]> {
  const rows = await db.identity.findMany({
    where: { holders: { some: { personId } } },
    orderBy: [{ endedAt: { sort: "desc", nulls: "first" } }, { address: "asc" }],
    select: {
      id: true,
      address: true,
      kind: true,
      shared: true,
      mfa: true,
      mfaCheckedAt: true,
      endedAt: true,
      platform: { select: { id: true, name: true, mark: true } },
      holders: {
        select: { personId: true, endedAt: true, person: named },
        orderBy: { since: "asc" },
      },
    },
  });
  return rows
    .filter((row) => row.endedAt || row.holders.some((each) => each.personId === personId && !each.endedAt))
    .map((row) => ({
      ...row,
      holders: row.holders.filter((each) => !each.endedAt).map((each) => each.person),
    }));
}

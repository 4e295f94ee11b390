import { type Actor, requirePermission } from "@/lib/auth/actor";
import { db } from "@/lib/db";
import { isId } from "@/lib/input";
import { readReach, readStake } from "@/lib/lifecycle/read-stake";
import { countStake, keysToTake, placesOf, type StakeCounts } from "@/lib/lifecycle/rules/count-stake";
import { departureDue } from "@/lib/lifecycle/rules/due-times";
import { lastMomentOf } from "@/lib/lifecycle/rules/last-moment";
import { canStart } from "@/lib/lifecycle/rules/may";
import { withoutSuccessor } from "@/lib/lifecycle/rules/successors";
import type { Stake, StakeAdministration, StakeReach } from "@/lib/lifecycle/stake";
import { isSomebody } from "@/lib/people/somebody";
import { RISKS, type Risk, roleRisk } from "@/lib/platforms/role-risk";
import { shortPlatformName } from "@/lib/platforms/short-name";
import type { DepartureKind } from "@/prisma/generated/enums";

/** One place where something will be taken away. */
export type PreviewKey = {
  assetName: string;
  clientName: string | null;
  platformName: string;
  platformMark: string;
  roleNames: string[];
  risk: Risk;
  invited: boolean;
};

export type DeparturePreview = Pick<Stake, "robots" | "logins" | "custodies" | "requests" | "tasks"> & {
  person: { id: string; name: string; title: string | null; startsOn: Date | null };
  lastMoment: Date;
  /** By when administrator and billing roles have to be gone, and by when the rest. */
  due: { first: Date; rest: Date };
  counts: StakeCounts;
  keys: PreviewKey[];
  /** Counts of keys, the largest first. The studio's own accounts have no client. */
  byClient: { name: string | null; keys: number }[];
  byPlatform: { name: string; mark: string; keys: number }[];
  /** What is reached only through an account above it. */
  reach: StakeReach[];
  lastAdministratorOf: StakeAdministration[];
  /** Where somebody looks for what was never in the register, by client. */
  looks: { clientName: string; platformNames: string[] }[];
  /** Why it cannot be started as it stands; null when it can. */
  problem: string | null;
  now: Date;
};

/** What a departure would take back and hand over, in numbers and names, before anything is done. Null: no such person. */
export async function previewDeparture(
  actor: Actor,
  asked: { personId: string; kind: DepartureKind; lastMoment?: Date | undefined },
): Promise<DeparturePreview | null> {
  requirePermission(actor, "departures.start");
  if (!isId(asked.personId)) return null;
  const [person] = await db.$queryRaw<Found[]>`
    SELECT p.id, p.name, p.title, p."startsOn", p."endedAt", d.number AS "openNumber", now()
    FROM "Person" p
    LEFT JOIN "Departure" d ON d."personId" = p.id AND d."cancelledAt" IS NULL AND d."certifiedAt" IS NULL
    WHERE p.id = ${asked.personId}::uuid`;
  if (!person) return null;
  const { now } = person;
  const at = lastMomentOf({ ...person, kind: asked.kind, lastMoment: asked.lastMoment }, now);
  const lastMoment = typeof at === "string" ? (asked.lastMoment ?? now) : at;
  const [stake, reach] = await Promise.all([readStake(db, person.id), readReach(db, person.id)]);
  const { robots, logins, custodies, requests, tasks, looks } = stake;
  const due = departureDue(asked.kind, lastMoment, now);
  const keys = previewKeys(stake);
  return {
    person,
    lastMoment,
    due: { first: due.administrator, rest: due.low },
    counts: countStake(person.id, stake),
    keys,
    byClient: tally(keys, (key) => key.clientName).map(([name, of]) => ({ name, keys: of.length })),
    byPlatform: tally(keys, (key) => key.platformName).map(([name, of]) => ({
      name,
      mark: of[0]?.platformMark ?? "",
      keys: of.length,
    })),
    reach,
    lastAdministratorOf: withoutSuccessor(person.id, stake.administrations),
    robots,
    logins,
    custodies,
    requests,
    tasks,
    looks: [...Map.groupBy(looks, (look) => look.clientId).values()].map((of) => ({
      clientName: of[0]?.clientName ?? "",
      platformNames: of.map((look) => shortPlatformName(look.platformName)),
    })),
    problem: problemOf(actor, person, at),
    now,
  };
}

type Found = DeparturePreview["person"] & { endedAt: Date | null; openNumber: number | null; now: Date };

function problemOf(actor: Actor, person: Found, at: Date | string): string | null {
  const own = canStart(actor, person.id);
  if (own !== true) return own;
  if (person.endedAt) return `${person.name} has left already, so there is nothing to start.`;
  if (person.openNumber !== null)
    return `A departure of ${person.name} is already under way (D-${person.openNumber}).`;
  return typeof at === "string" ? at : null;
}

function previewKeys(stake: Stake): PreviewKey[] {
  const worst = (risks: Risk[]): Risk =>
    risks.reduce((a, b) => (RISKS.indexOf(b) > RISKS.indexOf(a) ? b : a), "low");
  return placesOf(keysToTake(stake.keys))
    .flatMap((place) => {
      const [first] = place;
      if (!first) return [];
      const { assetName, clientName, platformName, platformMark } = first;
      return [
        {
          assetName,
          clientName,
          platformName,
          platformMark,
          roleNames: place.map((key) => key.roleName),
          risk: worst(place.map((key) => roleRisk(key.capabilities))),
          invited: place.every((key) => key.state === "invited"),
        },
      ];
    })
    .sort((a, b) => RISKS.indexOf(b.risk) - RISKS.indexOf(a.risk));
}

function tally<Key>(keys: readonly PreviewKey[], by: (key: PreviewKey) => Key): [Key, PreviewKey[]][] {
  return [...Map.groupBy(keys, by)].sort(([, a], [, b]) => b.length - a.length);
}

/** People whose departure can be started: here, none under way, and not the one who asks. */
export async function listPeopleToLeave(
  actor: Actor,
): Promise<{ id: string; name: string; title: string | null }[]> {
  requirePermission(actor, "departures.start");
  return db.$queryRaw<{ id: string; name: string; title: string | null }[]>`
    SELECT p.id, p.name, p.title FROM "Person" p
    WHERE ${isSomebody} AND p."endedAt" IS NULL AND p.id IS DISTINCT FROM ${actor.personId}::uuid AND NOT EXISTS (
      SELECT 1 FROM "Departure" d WHERE d."personId" = p.id AND d."cancelledAt" IS NULL AND d."certifiedAt" IS NULL)
    ORDER BY p.name, p.id`;
}

/** People who stay and can take something over: for the choice on a departure's page. */
export async function listPeopleWhoStay(
  actor: Actor,
): Promise<{ id: string; name: string; title: string | null }[]> {
  requirePermission(actor, "departures.start");
  return db.$queryRaw<{ id: string; name: string; title: string | null }[]>`
    SELECT p.id, p.name, p.title FROM "Person" p
    WHERE ${isSomebody} AND p."endedAt" IS NULL AND p."accessEndsAt" IS NULL ORDER BY p.name, p.id`;
}

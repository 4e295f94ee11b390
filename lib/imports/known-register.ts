import type { Reader } from "@/lib/db";
import type { KnownEmployee, RunningFile } from "./compare-people";
import type { KnownPerson } from "./known-people";
import { namesFrom } from "./people-names";
import type { KnownAsset, KnownClient, KnownEngagement, KnownGrant } from "./plan-types";

export type KnownIdentity = { id: string; address: string; platformId: string | null; holderIds: string[] };

/** What the register holds, as the plan of an import compares it. */
export type KnownRegister = {
  people: KnownPerson[];
  employees: KnownEmployee[];
  clients: KnownClient[];
  assets: KnownAsset[];
  grants: (KnownGrant & { identityId: string | null })[];
};

type KeptDeparture = Omit<RunningFile, "lastMoment" | "saidMoment"> & {
  lastMoment: string;
  saidMoment: string | null;
};

type PersonRow = Omit<KnownEmployee, "ref" | "given" | "family" | "departure"> & {
  departure: KeptDeparture | null;
  id: string;
  name: string;
  givenName: string | null;
  familyName: string | null;
  addresses: string[];
};

/** Reads it whole: five statements, however large. Asks no permission: for the commands of this folder. */
export async function readRegister(reader: Reader): Promise<KnownRegister> {
  const people = await reader.$queryRaw<PersonRow[]>`
    SELECT p.id, p.name, p."givenName", p."familyName", p.email, p."employeeNumber", p.kind::text, p.title,
      p.department, p.location, m.name AS "managerName", p."startsOn", p."endsOn", p."endedAt" AS ended,
      EXISTS (SELECT 1 FROM "Departure" d WHERE d."personId" = p.id AND d."cancelledAt" IS NULL
        AND d."certifiedAt" IS NULL) OR EXISTS (SELECT 1 FROM "DepartureReport" r WHERE r."personId" = p.id
        AND r."heldBecause" IS NOT NULL AND r."decidedAt" IS NULL) AS leaving,
      (SELECT jsonb_build_object('number', d.number, 'lastMoment', d."lastMoment",
          'atOnce', d.kind IN ('terminated_now', 'died', 'long_illness', 'never_started'),
          'said', w.id IS NOT NULL, 'saidMoment', w."lastMoment",
          'asked', EXISTS (SELECT 1 FROM "Finding" f WHERE f."personId" = p.id AND f.kind = 'last_day_withdrawn'
            AND f."openedAt" >= d."startedAt"))
        FROM "Departure" d LEFT JOIN LATERAL (SELECT r.id, r."lastMoment" FROM "DepartureReport" r
          JOIN "HrSource" s ON s.id = r."sourceId" AND s.kind = 'folder'
          WHERE r."departureId" = d.id ORDER BY r.id DESC LIMIT 1) w ON true
        WHERE d."personId" = p.id AND d."cancelledAt" IS NULL AND d."certifiedAt" IS NULL LIMIT 1) AS departure,
      EXISTS (SELECT 1 FROM "Grant" g WHERE g."personId" = p.id AND g.state IN ('to_grant', 'invited', 'active'))
        OR EXISTS (SELECT 1 FROM "Membership" s WHERE s."personId" = p.id AND s."endedAt" IS NULL) AS holds,
      array_remove(array_agg(i.address ORDER BY i."createdAt"), NULL) AS addresses
    FROM "Person" p LEFT JOIN "Person" m ON m.id = p."managerId"
    LEFT JOIN "IdentityHolder" h ON h."personId" = p.id AND h."endedAt" IS NULL
    LEFT JOIN "Identity" i ON i.id = h."identityId" AND i."endedAt" IS NULL AND NOT i.shared
    GROUP BY p.id, m.name ORDER BY p.id`;
  const clients = await reader.$queryRaw<KnownClient[]>`
    SELECT id AS ref, name, "endedAt" AS ended FROM "Client" ORDER BY id`;
  const engagements = await reader.$queryRaw<(KnownEngagement & { clientRef: string })[]>`
    SELECT id AS ref, "clientId" AS "clientRef", name, "startsOn" AS from,
      least("endsOn" + interval '1 day', "endedAt") AS to
    FROM "Engagement" ORDER BY "startsOn", id`;
  const byClient = Map.groupBy(engagements, (each) => each.clientRef);
  const assets = await reader.$queryRaw<KnownAsset[]>`
    SELECT id AS ref, coalesce("clientId"::text, '') AS "clientRef", "platformId", type AS "assetType", "externalId",
      "endedAt" AS ended
    FROM "Asset" ORDER BY id`;
  return {
    people: people.map((person) => ({
      ref: person.id,
      ...namesOf(person),
      addresses: [...new Set([...(person.email ? [person.email] : []), ...person.addresses])],
      hasLeft: person.ended !== null,
    })),
    employees: people.map(({ id, addresses: _, departure, ...person }) => ({
      ...person,
      departure: departure && running(departure),
      ref: id,
      ...namesOf(person),
    })),
    clients: clients.map((client) => ({ ...client, engagements: byClient.get(client.ref) ?? [] })),
    assets,
    grants: await readGrants(reader),
  };
}

const running = ({ lastMoment, saidMoment, ...departure }: KeptDeparture): RunningFile => ({
  ...departure,
  lastMoment: new Date(lastMoment),
  saidMoment: saidMoment === null ? null : new Date(saidMoment),
});

/** Every live login with who holds it: read when logins are written, for people may just have brought theirs. */
export function readIdentities(reader: Reader): Promise<KnownIdentity[]> {
  return reader.$queryRaw`
    SELECT i.id, i.address, i."platformId",
      array_remove(array_agg(h."personId"::text), NULL) AS "holderIds"
    FROM "Identity" i LEFT JOIN "IdentityHolder" h ON h."identityId" = i.id AND h."endedAt" IS NULL
    WHERE i."endedAt" IS NULL GROUP BY i.id ORDER BY i.id`;
}

function namesOf(person: { name: string; givenName: string | null; familyName: string | null }) {
  return person.givenName || person.familyName
    ? { given: person.givenName ?? "", family: person.familyName ?? "" }
    : namesFrom(person.name);
}

const FIXED =
  "Its access is being changed or taken back just now. Finish that task first, then import again.";

/** Grants of people, and those of shared logins once for each of their holders. What never came to be is left out. */
async function readGrants(reader: Reader): Promise<KnownRegister["grants"]> {
  type Row = Omit<KnownRegister["grants"][number], "note" | "fixed"> & { busy: boolean };
  const rows = await reader.$queryRaw<Row[]>`
    SELECT g.id AS ref, coalesce(g."personId", h."personId") AS "personRef", g."assetId" AS "assetRef",
      r.key AS "roleKey", g."identityId", i.address AS identity, date_trunc('day', g."startsAt") AS since,
      date_trunc('day', g."endsAt") AS until, g.purpose AS reason, g."personId" IS NULL AS "isShared",
      CASE WHEN g.state = 'removed' THEN g."closedAt" END AS removed,
      (g.state IN ('removal_due', 'removal_requested', 'waiting_for_platform') OR EXISTS (SELECT 1
        FROM "TaskGrant" tg JOIN "Task" t ON t.id = tg."taskId"
        WHERE tg."grantId" = g.id AND t.state IN ('open', 'invited', 'waiting_for_platform'))) AS busy
    FROM "Grant" g JOIN "PlatformRole" r ON r.id = g."roleId"
    LEFT JOIN "Identity" i ON i.id = g."identityId"
    LEFT JOIN "IdentityHolder" h ON g."personId" IS NULL AND h."identityId" = g."identityId"
      AND (h."endedAt" IS NULL OR g.state = 'removed')
    WHERE g.state <> 'not_granted' AND g."robotId" IS NULL AND coalesce(g."personId", h."personId") IS NOT NULL
    ORDER BY g.id`;
  return rows.map(({ busy, ...row }) => ({ ...row, note: row.reason, fixed: busy ? FIXED : null }));
}

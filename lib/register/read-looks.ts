import type { Reader } from "@/lib/db";
import { showAccountId } from "@/lib/platforms/asset-type-rules";
import { type LookName, lookNames } from "@/lib/register/rules/look-names";
import type { GrantState } from "@/prisma/generated/enums";

/** An account in which somebody looks. */
export type LookAccount = {
  assetId: string;
  name: string;
  accountId: string;
  type: string;
  /** A manager account above one of the client's: null when it is one of these itself. */
  above: boolean;
  /** Whose it is; null: the studio's own. */
  clientName: string | null;
};

/** A key that a look has found: recorded, and on the same checklist to be taken away. */
export type LookFound = {
  grantId: string;
  assetName: string;
  roleName: string;
  identity: string | null;
  state: GrantState;
  taskId: string | null;
  taskNumber: number | null;
};

/** Where somebody looks, under which names, and what was found. */
export type Look = { accounts: LookAccount[]; names: LookName[]; found: LookFound[] };

type AccountRow = Omit<LookAccount, "accountId"> & {
  taskId: string;
  platformId: string;
  externalId: string;
};
type NameRow = LookName & { taskId: string };
type PersonRow = { taskId: string; name: string; email: string | null; emailBefore: string | null };

/**
 * Where the looks among these tasks look: the client's accounts on the platform (or the one account that was reported)
 * and the manager accounts above them; under which names; and what they have found. Four statements, however many.
 */
export async function readLooks(reader: Reader, taskIds: readonly string[]): Promise<Map<string, Look>> {
  const ids = [...taskIds];
  const accounts = await reader.$queryRaw<AccountRow[]>`
    WITH RECURSIVE up AS (
      SELECT t.id AS "taskId", a.id AS "assetId", false AS above
      FROM "Task" t JOIN "Asset" a ON a.id = t."assetId"
        OR (a."platformId" = t."platformId" AND a."clientId" = t."clientId" AND a."endedAt" IS NULL)
      WHERE t.id = ANY(${ids}::uuid[]) AND t.kind = 'look'
      UNION
      SELECT up."taskId", upper.id, true FROM up JOIN "Asset" lower ON lower.id = up."assetId"
      JOIN "AssetLink" l ON l."belowId" = lower.id AND l."endedAt" IS NULL
      JOIN "Asset" upper ON upper.id = l."aboveId" AND upper."platformId" = lower."platformId"
        AND upper."endedAt" IS NULL
    )
    SELECT up."taskId", a.id AS "assetId", a.name, a.type, a."platformId", a."externalId", c.name AS "clientName",
      bool_and(up.above) AS above
    FROM up JOIN "Asset" a ON a.id = up."assetId" LEFT JOIN "Client" c ON c.id = a."clientId"
    GROUP BY up."taskId", a.id, c.name ORDER BY bool_and(up.above) DESC, a.name, a.id`;
  const identities = await reader.$queryRaw<NameRow[]>`
    SELECT DISTINCT t.id AS "taskId", i.address, i.id AS "identityId", i.kind::text
    FROM "Task" t LEFT JOIN "Asset" a ON a.id = t."assetId"
    JOIN "IdentityHolder" h ON h."personId" = t."personId"
    JOIN "Identity" i ON i.id = h."identityId" AND NOT i.shared
      AND (i."platformId" IS NULL OR i."platformId" = coalesce(t."platformId", a."platformId"))
    WHERE t.id = ANY(${ids}::uuid[]) AND t.kind = 'look' AND NOT EXISTS (SELECT 1 FROM "IdentityHolder" o
      WHERE o."identityId" = i.id AND o."personId" <> h."personId" AND o."endedAt" IS NULL)`;
  const people = await reader.$queryRaw<PersonRow[]>`
    SELECT t.id AS "taskId", p.name, p.email, p."emailBefore" FROM "Task" t JOIN "Person" p ON p.id = t."personId"
    WHERE t.id = ANY(${ids}::uuid[]) AND t.kind = 'look'`;
  const found = await reader.$queryRaw<(LookFound & { lookId: string })[]>`
    SELECT g."causeId" AS "lookId", g.id AS "grantId", a.name AS "assetName", r.name AS "roleName",
      i.address AS identity, g.state::text, removal.id AS "taskId", removal.number AS "taskNumber"
    FROM "Grant" g JOIN "Asset" a ON a.id = g."assetId" JOIN "PlatformRole" r ON r.id = g."roleId"
    LEFT JOIN "Identity" i ON i.id = g."identityId"
    LEFT JOIN LATERAL (
      SELECT t.id, t.number FROM "TaskGrant" tg JOIN "Task" t ON t.id = tg."taskId" AND t.state <> 'cancelled'
      WHERE tg."grantId" = g.id AND tg.effect = 'remove' ORDER BY t.number DESC LIMIT 1
    ) removal ON true
    WHERE g.cause = 'recorded' AND g."causeId" = ANY(${ids}::uuid[]) ORDER BY g."createdAt", g.id`;
  return new Map(
    people.map(({ taskId, name, email, emailBefore }) => [
      taskId,
      {
        accounts: accounts.filter((each) => each.taskId === taskId).map(toAccount),
        names: lookNames({
          name,
          emails: [email, emailBefore],
          identities: identities.filter((each) => each.taskId === taskId).map(toName),
        }),
        found: found.filter((each) => each.lookId === taskId).map(({ lookId: _, ...each }) => each),
      },
    ]),
  );
}

const toAccount = ({ taskId: _, platformId, externalId, ...row }: AccountRow): LookAccount => ({
  ...row,
  accountId: showAccountId({ platformId, type: row.type, externalId }),
});

const toName = ({ taskId: _, ...name }: NameRow): LookName => name;

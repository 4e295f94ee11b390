import { Prisma, type Tx } from "@/lib/db";
import { etagOf, type Slice } from "@/lib/sources/scim/answer";
import { ScimError } from "@/lib/sources/scim/error";
import type { Filter } from "@/lib/sources/scim/filter";
import { type Columns, filterSql } from "@/lib/sources/scim/filter-sql";
import type { JsonObject } from "@/lib/sources/scim/json";
import { groupSchema } from "@/lib/sources/scim/schema";
import { scimBase } from "@/lib/sources/user-rows";

/** A group as the tables have it. */
export type GroupRow = {
  id: string;
  displayName: string;
  externalId: string | null;
  version: number;
  engagementId: string | null;
  role: string | null;
  createdAt: Date;
  updatedAt: Date;
  members: { value: string; display: string; type: string }[];
};

const membersOf = Prisma.sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('value', u.id, 'display', u."userName", 'type', 'User')
    ORDER BY u.id), '[]'::jsonb)
  FROM "ScimGroupMember" m JOIN "ScimUser" u ON u.id = m."userId" AND u."deletedAt" IS NULL WHERE m."groupId" = g.id)`;

const columns: Columns = ({ name }) => {
  const own: Record<string, Prisma.Sql> = {
    id: Prisma.sql`to_jsonb(g.id::text)`,
    displayName: Prisma.sql`to_jsonb(g."displayName")`,
    externalId: Prisma.sql`to_jsonb(g."externalId")`,
    members: membersOf,
    schemas: Prisma.sql`jsonb_build_array(${groupSchema.urn}::text)`,
    meta: Prisma.sql`jsonb_build_object('resourceType', 'Group', 'created', g."createdAt", 'lastModified', g."updatedAt")`,
  };
  return own[name] ?? Prisma.sql`'null'::jsonb`;
};

const indexed = { displayName: Prisma.sql`g."nameKey"`, externalId: Prisma.sql`g."externalId"` };

const read = Prisma.sql`g.id, g."displayName", g."externalId", g.version, g."engagementId", g.role, g."createdAt",
  g."updatedAt"`;

/** The groups of a connection that fit, as `readUsers`; without their members where nobody wants them. */
export async function readGroups(
  tx: Tx,
  sourceId: string,
  filter: Filter | null,
  { startIndex, count }: Slice,
  withMembers: boolean,
): Promise<{ total: number; rows: GroupRow[] }> {
  const fits = Prisma.sql`g."sourceId" = ${sourceId}::uuid AND g."deletedAt" IS NULL
    AND (${filter ? filterSql(filter, columns, indexed) : Prisma.sql`true`})`;
  const [counted] = await tx.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM "ScimGroup" g WHERE ${fits}`;
  const members = withMembers ? membersOf : Prisma.sql`'[]'::jsonb`;
  const rows =
    count === 0
      ? []
      : await tx.$queryRaw<GroupRow[]>`
          SELECT ${read}, ${members} AS members FROM "ScimGroup" g WHERE ${fits}
          ORDER BY g.id OFFSET ${startIndex - 1}::bigint LIMIT ${count}`;
  return { total: counted?.total ?? 0, rows };
}

/** As findGroup, locked. */
export async function lockGroup(tx: Tx, sourceId: string, groupId: string): Promise<GroupRow> {
  await tx.$queryRaw`SELECT id FROM "ScimGroup" WHERE id = ${groupId}::uuid FOR UPDATE`;
  return findGroup(tx, sourceId, groupId);
}

/** A group of a connection, with its members. Raises 404. */
export async function findGroup(tx: Tx, sourceId: string, groupId: string): Promise<GroupRow> {
  const [row] = await tx.$queryRaw<GroupRow[]>`
    SELECT ${read}, ${membersOf} AS members FROM "ScimGroup" g
    WHERE g.id = ${groupId}::uuid AND g."sourceId" = ${sourceId}::uuid AND g."deletedAt" IS NULL`;
  if (!row) throw new ScimError(404, `There is no group ${groupId}.`);
  return row;
}

/** A group as a client may write it. */
export const writableGroup = ({ displayName, externalId, members }: GroupRow): JsonObject => ({
  displayName,
  ...(externalId === null ? {} : { externalId }),
  ...(members.length > 0 ? { members } : {}),
});

/** A group as it is answered. */
export const groupAnswer = (row: GroupRow): JsonObject => ({
  schemas: [groupSchema.urn],
  id: row.id,
  ...writableGroup(row),
  meta: {
    resourceType: "Group",
    created: row.createdAt.toISOString(),
    lastModified: row.updatedAt.toISOString(),
    location: `${scimBase()}/Groups/${row.id}`,
    version: etagOf(row.version),
  },
});

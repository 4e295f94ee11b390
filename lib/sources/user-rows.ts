import { relyingParty } from "@/lib/auth/relying-party";
import { Prisma, type Tx } from "@/lib/db";
import { etagOf, type Slice } from "@/lib/sources/scim/answer";
import { ScimError } from "@/lib/sources/scim/error";
import type { Filter } from "@/lib/sources/scim/filter";
import { type Columns, filterSql } from "@/lib/sources/scim/filter-sql";
import { isObject, type JsonObject } from "@/lib/sources/scim/json";
import { ENTERPRISE, userSchema } from "@/lib/sources/scim/schema";

/** A user as the table has them. */
export type UserRow = {
  id: string;
  sourceId: string;
  userName: string;
  externalId: string | null;
  active: boolean;
  attributes: JsonObject;
  version: number;
  personId: string | null;
  createdAt: Date;
  updatedAt: Date;
  groups: { value: string; display: string }[];
};

/** Where SCIM is spoken. */
export const scimBase = (): string => `${relyingParty().origin}/api/scim/v2`;

const groupsOf = Prisma.sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('value', g.id, 'display', g."displayName") ORDER BY g.id), '[]'::jsonb)
  FROM "ScimGroupMember" gm JOIN "ScimGroup" g ON g.id = gm."groupId" AND g."deletedAt" IS NULL WHERE gm."userId" = u.id)`;

const columns: Columns = ({ name }, extension) => {
  if (extension) return Prisma.sql`(u.attributes -> ${extension}::text -> ${name}::text)`;
  const own: Record<string, Prisma.Sql> = {
    id: Prisma.sql`to_jsonb(u.id::text)`,
    userName: Prisma.sql`to_jsonb(u."userName")`,
    externalId: Prisma.sql`to_jsonb(u."externalId")`,
    active: Prisma.sql`to_jsonb(u.active)`,
    groups: groupsOf,
    schemas: Prisma.sql`(CASE WHEN u.attributes ? ${ENTERPRISE}::text THEN jsonb_build_array(${userSchema.urn}::text, ${ENTERPRISE}::text)
      ELSE jsonb_build_array(${userSchema.urn}::text) END)`,
    meta: Prisma.sql`jsonb_build_object('resourceType', 'User', 'created', u."createdAt", 'lastModified', u."updatedAt")`,
  };
  return own[name] ?? Prisma.sql`(u.attributes -> ${name}::text)`;
};

const indexed = { userName: Prisma.sql`u."userNameKey"`, externalId: Prisma.sql`u."externalId"` };

const read = Prisma.sql`u.id, u."sourceId", u."userName", u."externalId", u.active, u.attributes, u.version, u."personId",
  u."createdAt", u."updatedAt", ${groupsOf} AS groups`;

/** The users of a connection that fit, in the order of their ids, and how many fit in all. Two statements. */
export async function readUsers(
  tx: Tx,
  sourceId: string,
  filter: Filter | null,
  { startIndex, count }: Slice,
): Promise<{ total: number; rows: UserRow[] }> {
  const fits = Prisma.sql`u."sourceId" = ${sourceId}::uuid AND u."deletedAt" IS NULL
    AND (${filter ? filterSql(filter, columns, indexed) : Prisma.sql`true`})`;
  const [counted] = await tx.$queryRaw<{ total: number }[]>`
    SELECT count(*)::int AS total FROM "ScimUser" u WHERE ${fits}`;
  const rows =
    count === 0
      ? []
      : await tx.$queryRaw<UserRow[]>`
          SELECT ${read} FROM "ScimUser" u WHERE ${fits}
          ORDER BY u.id OFFSET ${startIndex - 1}::bigint LIMIT ${count}`;
  return { total: counted?.total ?? 0, rows };
}

/** As findUser, locked. */
export async function lockUser(tx: Tx, sourceId: string, userId: string): Promise<UserRow> {
  await tx.$queryRaw`SELECT id FROM "ScimUser" WHERE id = ${userId}::uuid FOR UPDATE`;
  return findUser(tx, sourceId, userId);
}

/** A user of a connection. Raises 404, also for one of another connection, and for what was deleted. */
export async function findUser(tx: Tx, sourceId: string, userId: string): Promise<UserRow> {
  const [row] = await tx.$queryRaw<UserRow[]>`
    SELECT ${read} FROM "ScimUser" u
    WHERE u.id = ${userId}::uuid AND u."sourceId" = ${sourceId}::uuid AND u."deletedAt" IS NULL`;
  if (!row) throw new ScimError(404, `There is no user ${userId}.`);
  return row;
}

/** A user as a client may write them: all that PATCH and PUT start from. */
export const writable = ({ userName, externalId, active, attributes }: UserRow): JsonObject => ({
  userName,
  ...(externalId === null ? {} : { externalId }),
  active,
  ...attributes,
});

/** A user as they are answered. */
export function userAnswer(row: UserRow): JsonObject {
  return {
    schemas: [userSchema.urn, ...(isObject(row.attributes[ENTERPRISE]) ? [ENTERPRISE] : [])],
    id: row.id,
    ...writable(row),
    ...(row.groups.length > 0 ? { groups: row.groups } : {}),
    meta: {
      resourceType: "User",
      created: row.createdAt.toISOString(),
      lastModified: row.updatedAt.toISOString(),
      location: `${scimBase()}/Users/${row.id}`,
      version: etagOf(row.version),
    },
  };
}

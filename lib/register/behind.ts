import { Prisma } from "@/lib/db";

/**
 * The people whose access it is when no person holds it themselves: the robot's owner, or whoever knows the secret of
 * the login. An array of ids, for a row under this alias that has a person, a robot and an identity.
 */
export const behind = (row: Prisma.Sql): Prisma.Sql => Prisma.sql`array(
  SELECT owned."ownerId" FROM "Robot" owned WHERE owned.id = ${row}."robotId"
  UNION ALL
  SELECT known."personId" FROM "IdentityHolder" known
  WHERE ${row}."personId" IS NULL AND ${row}."robotId" IS NULL AND known."identityId" = ${row}."identityId"
    AND known."endedAt" IS NULL)`;

/**
 * The same for a task. Changing a shared login's password takes it from somebody who leaves, and is work for whoever
 * else knows it: that one is about nobody but who leaves.
 */
export const behindTask = (task: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`CASE WHEN ${task}.kind = 'rotate_secret' THEN '{}'::uuid[] ELSE ${behind(task)} END`;

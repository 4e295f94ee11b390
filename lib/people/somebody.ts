import { Prisma } from "@/lib/db";

/**
 * Only people who are somebody: a break-glass account needs a person's row, but is nobody in particular, and stands on
 * the page of members alone. It is known by the link that it was made with.
 */
export const somebody = { links: { none: { breakGlass: true } } } satisfies Prisma.PersonWhereInput;

/** As `somebody`, for a statement that reads people as `p`. */
export const isSomebody = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM "OneTimeLink" sealed WHERE sealed."personId" = p.id AND sealed."breakGlass")`;

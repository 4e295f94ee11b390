import { Prisma } from "@/lib/db";

/** A pattern for ILIKE that finds the text anywhere; what has a meaning in a pattern is escaped. */
export function contains(text: string): string {
  return `%${text.replace(/[\\%_]/gu, "\\$&")}%`;
}

/**
 * ORDER BY for a list: the column that the address asks for when the list knows it (`-` is downwards), else the
 * first; then `last`, which makes the order whole, so that each row stands on one page.
 */
export function orderBy(
  sort: string,
  columns: Readonly<Record<string, Prisma.Sql>>,
  last: Prisma.Sql,
): Prisma.Sql {
  const name = sort.replace(/^-/u, "");
  const column = Object.hasOwn(columns, name) ? columns[name] : Object.values(columns)[0];
  if (!column) return Prisma.sql`ORDER BY ${last}`;
  return sort.startsWith("-")
    ? Prisma.sql`ORDER BY ${column} DESC NULLS LAST, ${last}`
    : Prisma.sql`ORDER BY ${column} ASC NULLS LAST, ${last}`;
}

/** The part of a list that its page shows. */
export function pagePart(page: number, pageSize: number): Prisma.Sql {
  return Prisma.sql`LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`;
}

import { Prisma } from "@/lib/db";
import { type Compare, comparedPart, type Filter, type Value } from "@/lib/sources/scim/filter";
import type { Attribute, Place } from "@/lib/sources/scim/schema";

/** Where the rows of a resource keep an attribute, as jsonb. */
export type Columns = (attribute: Attribute, extension: string | null) => Prisma.Sql;

/** Texts that have a column of their own, folded as they are compared: nothing is folded anew for each row. */
export type Indexed = Record<string, Prisma.Sql>;

/**
 * A filter as a condition of SQL. Names come from the schema, and every value is a bound parameter. An attribute that
 * has no value fits no comparison, and `not` of one does: nothing in it is ever unknown (null).
 */
export function filterSql(filter: Filter, columns: Columns, indexed: Indexed = {}): Prisma.Sql {
  switch (filter.op) {
    case "and":
    case "or": {
      const parts = filter.filters.map((each) => Prisma.sql`(${filterSql(each, columns, indexed)})`);
      return Prisma.join(parts, filter.op === "and" ? " AND " : " OR ");
    }
    case "not":
      return Prisma.sql`NOT (${filterSql(filter.filter, columns, indexed)})`;
    case "some":
      return someMember(filter.place, columns, (member) =>
        filterSql(filter.filter, ({ name }) => Prisma.sql`(${member} -> ${name}::text)`),
      );
    case "pr":
      return present(filter.place, columns);
    default:
      return compared(filter.op, filter.place, filter.value, columns, indexed);
  }
}

function present(place: Place, columns: Columns): Prisma.Sql {
  const has = (value: Prisma.Sql) =>
    Prisma.sql`coalesce(${value} NOT IN ('null'::jsonb, '[]'::jsonb, '{}'::jsonb, '""'::jsonb), false)`;
  return eachValue(place, columns, (member) =>
    has(place.sub ? Prisma.sql`(${member} -> ${place.sub.name}::text)` : member),
  );
}

function compared(op: Compare, place: Place, value: Value, columns: Columns, indexed: Indexed): Prisma.Sql {
  if (value === null) {
    const there = present(place, columns);
    return op === "ne" ? there : Prisma.sql`NOT (${there})`;
  }
  const part = comparedPart(place);
  if (!part) return Prisma.sql`false`;
  const column = place.extension || place.sub ? undefined : indexed[place.attribute.name];
  if (column && op === "eq") return Prisma.sql`coalesce(${column} = ${String(value)}, false)`;
  if (column)
    return Prisma.sql`coalesce(${compareText(op, Prisma.sql`nullif(${column}, '')`, String(value))}, false)`;
  return eachValue(place, columns, (member) => {
    const found = part === place.attribute ? member : Prisma.sql`(${member} -> ${part.name}::text)`;
    return Prisma.sql`coalesce(${leaf(op, part, found, value)}, false)`;
  });
}

function leaf(op: Compare, part: Attribute, found: Prisma.Sql, value: string | number | boolean): Prisma.Sql {
  if (part.type === "boolean") {
    const same = Prisma.sql`${found} = to_jsonb(${value === true}::boolean)`;
    return op === "eq" ? same : Prisma.sql`NOT (${same})`;
  }
  const text = Prisma.sql`nullif(${found} #>> '{}', '')`;
  if (part.type === "dateTime") {
    return Prisma.sql`${text}::timestamptz ${orders[op] ?? orders.eq} ${String(value)}::timestamptz`;
  }
  return compareText(op, part.caseExact ? text : Prisma.sql`lower(normalize(${text}, NFKC))`, String(value));
}

function compareText(op: Compare, folded: Prisma.Sql, value: string): Prisma.Sql {
  const given = Prisma.sql`${value}::text`;
  if (op === "co") return Prisma.sql`strpos(${folded}, ${given}) > 0`;
  if (op === "sw") return Prisma.sql`starts_with(${folded}, ${given})`;
  if (op === "ew") return Prisma.sql`right(${folded}, length(${given})) = ${given}`;
  return Prisma.sql`${folded} COLLATE "C" ${orders[op] ?? orders.eq} ${given}`;
}

const orders: Partial<Record<Compare, Prisma.Sql>> & { eq: Prisma.Sql } = {
  eq: Prisma.sql`=`,
  ne: Prisma.sql`<>`,
  gt: Prisma.sql`>`,
  ge: Prisma.sql`>=`,
  lt: Prisma.sql`<`,
  le: Prisma.sql`<=`,
};

function eachValue(
  place: Place,
  columns: Columns,
  condition: (member: Prisma.Sql) => Prisma.Sql,
): Prisma.Sql {
  if (place.attribute.multiValued) return someMember(place, columns, condition);
  return condition(columns(place.attribute, place.extension));
}

function someMember(
  place: Place,
  columns: Columns,
  condition: (member: Prisma.Sql) => Prisma.Sql,
): Prisma.Sql {
  const values = columns(place.attribute, place.extension);
  return Prisma.sql`EXISTS (SELECT 1 FROM jsonb_array_elements(coalesce(nullif(${values}, 'null'::jsonb), '[]'::jsonb)) AS m(value)
    WHERE ${condition(Prisma.sql`m.value`)})`;
}

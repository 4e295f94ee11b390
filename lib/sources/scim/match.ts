import { type Compare, comparedPart, type Filter, type Value } from "@/lib/sources/scim/filter";
import { fold, type Place } from "@/lib/sources/scim/schema";

type Json = Record<string, unknown>;

/**
 * Whether a resource, or one value of a multi-valued attribute, fits a filter. An attribute that has no value fits no
 * comparison, also not “ne”; lib/sources/scim/filter-sql.ts says the same in SQL.
 */
export function matches(filter: Filter, resource: Json): boolean {
  switch (filter.op) {
    case "and":
      return filter.filters.every((each) => matches(each, resource));
    case "or":
      return filter.filters.some((each) => matches(each, resource));
    case "not":
      return !matches(filter.filter, resource);
    case "some":
      return membersOf(filter.place, resource).some(
        (member) => isObject(member) && matches(filter.filter, member),
      );
    case "pr":
      return isPresent(filter.place, resource);
    default:
      return compared(filter.op, filter.place, filter.value, resource);
  }
}

function isPresent(place: Place, resource: Json): boolean {
  return membersOf(place, resource).some((member) =>
    place.sub ? isObject(member) && hasValue(member[place.sub.name]) : hasValue(member),
  );
}

function compared(op: Compare, place: Place, value: Value, resource: Json): boolean {
  if (value === null) return isPresent(place, resource) === (op === "ne");
  const part = comparedPart(place);
  if (!part) return false;
  return membersOf(place, resource).some((member) => {
    const found = part === place.attribute ? member : isObject(member) ? member[part.name] : undefined;
    if (!hasValue(found)) return false;
    if (typeof found === "boolean") return (found === value) === (op === "eq");
    if (typeof found !== "string") return false;
    const text =
      part.type === "dateTime" ? new Date(found).toISOString() : part.caseExact ? found : fold(found);
    return textCompared(op, text, String(value));
  });
}

function textCompared(op: Compare, found: string, value: string): boolean {
  const order = Buffer.compare(Buffer.from(found), Buffer.from(value));
  const answers: Record<Compare, boolean> = {
    eq: order === 0,
    ne: order !== 0,
    co: found.includes(value),
    sw: found.startsWith(value),
    ew: found.endsWith(value),
    gt: order > 0,
    ge: order >= 0,
    lt: order < 0,
    le: order <= 0,
  };
  return answers[op];
}

/** The values of an attribute: several, one or none. */
function membersOf({ attribute, extension }: Place, resource: Json): unknown[] {
  const home = extension ? resource[extension] : resource;
  const value = isObject(home) ? home[attribute.name] : undefined;
  if (attribute.multiValued) return Array.isArray(value) ? value : [];
  return value === undefined || value === null ? [] : [value];
}

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function hasValue(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  return !isObject(value) || Object.keys(value).length > 0;
}

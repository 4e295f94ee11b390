import { bad, ScimError } from "@/lib/sources/scim/error";
import { isObject, type JsonObject } from "@/lib/sources/scim/json";
import { type Place, placeOf, type ResourceSchema } from "@/lib/sources/scim/schema";

const LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

/** So many resources in one answer at most. */
export const MOST_RESULTS = 200;

/** A page of a list: from the `startIndex`-th on (from 1), `count` of them at most (SCIM-04). */
export type Slice = { startIndex: number; count: number };

/** What `startIndex` and `count` ask for. Raises invalidValue for what is no number. */
export function readSlice(startIndex: string | null, count: string | null): Slice {
  return {
    startIndex: Math.max(1, wholeOf(startIndex, "startIndex") ?? 1),
    count: Math.min(MOST_RESULTS, Math.max(0, wholeOf(count, "count") ?? MOST_RESULTS)),
  };
}

function wholeOf(text: string | null, name: string): number | null {
  if (text === null || text === "") return null;
  if (!/^-?\d{1,9}$/.test(text)) throw bad("invalidValue", `“${name}” is a whole number.`);
  return Number(text);
}

/** A ListResponse. */
export const listAnswer = (
  total: number,
  { startIndex }: Pick<Slice, "startIndex">,
  resources: JsonObject[],
) => ({
  schemas: [LIST],
  totalResults: total,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});

/** An error's body, with the status as a text. */
export const errorAnswer = ({
  status,
  scimType,
  message,
}: Pick<ScimError, "status" | "scimType" | "message">) => ({
  schemas: [ERROR],
  status: String(status),
  ...(scimType ? { scimType } : {}),
  detail: message,
});

/** Which attributes are asked for, or are not wanted; both at once is invalidValue. */
export type Wanted = { only: Place[]; but: Place[] } | null;

/** What `attributes` and `excludedAttributes` ask for; what the schema does not have is nothing (SCIM-11). */
export function readWanted(only: string | null, but: string | null, schema: ResourceSchema): Wanted {
  if (only && but) throw bad("invalidValue", "Ask by attributes or by excludedAttributes, not by both.");
  if (!only && !but) return null;
  return { only: placesIn(only, schema), but: placesIn(but, schema) };
}

function placesIn(text: string | null, schema: ResourceSchema): Place[] {
  const names = (text ?? "").split(",").map((each) => each.trim());
  const { extension } = schema;
  return names.slice(0, 100).flatMap((name) => {
    if (extension && name.toLowerCase() === extension.urn.toLowerCase())
      return extension.attributes.map((attribute) => ({ attribute, extension: extension.urn, sub: null }));
    return placeOf(schema, name) ?? [];
  });
}

/** The resource as it was asked for; `id` and `schemas` are always there. */
export function project(resource: JsonObject, wanted: Wanted): JsonObject {
  if (!wanted) return resource;
  const kept: JsonObject = wanted.only.length > 0 || wanted.but.length === 0 ? {} : structuredClone(resource);
  for (const always of ["schemas", "id"]) if (resource[always] !== undefined) kept[always] = resource[always];
  for (const place of wanted.only) take(kept, resource, place);
  for (const place of wanted.but) drop(kept, place);
  return kept;
}

function take(kept: JsonObject, resource: JsonObject, { attribute, extension, sub }: Place): void {
  const from = extension ? resource[extension] : resource;
  if (!isObject(from) || from[attribute.name] === undefined) return;
  const to = extension ? (isObject(kept[extension]) ? kept[extension] : {}) : kept;
  const value = from[attribute.name];
  const known = to[attribute.name];
  to[attribute.name] = sub ? joined(known, parted(value, sub.name)) : value;
  if (extension) kept[extension] = to;
}

function parted(value: unknown, part: string): unknown {
  if (Array.isArray(value)) return value.map((each) => parted(each, part));
  return isObject(value) && value[part] !== undefined ? { [part]: value[part] } : {};
}

function joined(known: unknown, more: unknown): unknown {
  if (Array.isArray(known) && Array.isArray(more))
    return more.map((each, index) => ({ ...known[index], ...each }));
  return isObject(known) && isObject(more) ? { ...known, ...more } : more;
}

function drop(kept: JsonObject, { attribute, extension, sub }: Place): void {
  const home = extension ? kept[extension] : kept;
  if (!isObject(home) || attribute.returned === "always") return;
  const value = home[attribute.name];
  if (!sub) delete home[attribute.name];
  else if (Array.isArray(value)) for (const each of value) delete each[sub.name];
  else if (isObject(value)) delete value[sub.name];
  if (extension && Object.keys(home).length === 0) delete kept[extension];
}

/** A version as an entity tag: weak, since the groups of a user may be told in another order. */
export const etagOf = (version: number): string => `W/"${version}"`;

/** Whether a condition of If-Match or If-None-Match names this version. */
export function namesVersion(header: string, version: number): boolean {
  const weak = (tag: string) => tag.trim().replace(/^W\//, "");
  return header.split(",").some((tag) => tag.trim() === "*" || weak(tag) === weak(etagOf(version)));
}

/** Raises 412 when a change was meant for another version (SCIM-08). */
export function requireVersion(ifMatch: string | null, version: number): void {
  if (ifMatch !== null && !namesVersion(ifMatch, version))
    throw new ScimError(412, "The resource has changed since it was read. Read it again.");
}

import { isDeepStrictEqual } from "node:util";
import { bad } from "@/lib/sources/scim/error";
import { type Filter, parseValueFilter } from "@/lib/sources/scim/filter";
import { isObject, type JsonObject } from "@/lib/sources/scim/json";
import { matches } from "@/lib/sources/scim/match";
import { checkResource, readOne, readValue, sameUrn } from "@/lib/sources/scim/resource";
import { type Attribute, named, type Place, placeOf, type ResourceSchema } from "@/lib/sources/scim/schema";

const PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const MOST_OPERATIONS = 1_000;

export type Operation = { op: "add" | "replace" | "remove"; path: string | null; value: unknown };

/**
 * The operations of a PATCH: op in any spelling ("Replace"), at most a thousand. Raises invalidSyntax for what is no
 * PATCH, invalidPath for a path that is no text.
 */
export function readOperations(body: JsonObject): Operation[] {
  const [, schemas] = entryOf(body, "schemas");
  const [, operations] = entryOf(body, "Operations");
  if (!Array.isArray(schemas) || !schemas.some((each) => typeof each === "string" && sameUrn(each, PATCH_OP)))
    throw bad("invalidSyntax", `A PATCH names the schema ${PATCH_OP}.`);
  if (!Array.isArray(operations) || operations.length === 0)
    throw bad("invalidSyntax", "A PATCH has Operations.");
  if (operations.length > MOST_OPERATIONS)
    throw bad("tooMany", `A PATCH has at most ${MOST_OPERATIONS} operations.`);
  return operations.map((each) => {
    if (!isObject(each)) throw bad("invalidSyntax", "An operation is an object.");
    const op = String(entryOf(each, "op")[1]).toLowerCase();
    if (op !== "add" && op !== "replace" && op !== "remove")
      throw bad("invalidSyntax", "An operation is add, replace or remove.");
    const [, path] = entryOf(each, "path");
    if (path !== undefined && path !== null && typeof path !== "string")
      throw bad("invalidPath", "A path is a text.");
    const [, value] = entryOf(each, "value");
    if (op !== "remove" && value === undefined) throw bad("invalidValue", `The operation ${op} has a value.`);
    return { op, path: path ? path : null, value };
  });
}

const entryOf = (body: JsonObject, name: string): [string, unknown] =>
  Object.entries(body).find(([each]) => each.toLowerCase() === name.toLowerCase()) ?? [name, undefined];

/**
 * Applies the operations in their order to a copy; the resource itself stays. All of them or, by what is raised, none:
 * noTarget, invalidPath, invalidValue, mutability (RFC 7644, section 3.5.2). `id` is the resource's own: clients that
 * send it along without a path change nothing by that.
 */
export function applyPatch(
  resource: JsonObject,
  operations: readonly Operation[],
  schema: ResourceSchema,
  id: string,
): JsonObject {
  const patched = structuredClone(resource);
  for (const operation of operations) applyOperation(patched, operation, schema, id);
  checkResource(patched, schema);
  return patched;
}

function applyOperation(
  resource: JsonObject,
  { op, path, value }: Operation,
  schema: ResourceSchema,
  id: string,
): void {
  if (path !== null) {
    applyAt(resource, op, readPath(path, schema), value);
    return;
  }
  if (op === "remove") throw bad("noTarget", "A remove has a path.");
  if (!isObject(value)) throw bad("invalidValue", "Without a path the value is an object.");
  for (const [name, each] of Object.entries(value)) {
    if (sameUrn(name, "schemas") || sameUrn(name, "meta") || (sameUrn(name, "id") && each === id)) continue;
    const { extension } = schema;
    if (extension && sameUrn(name, extension.urn)) {
      if (!isObject(each)) throw bad("invalidValue", `“${extension.urn}” is an object.`);
      for (const [part, inner] of Object.entries(each)) {
        if (placeOf(schema, `${extension.urn}:${part}`))
          applyAt(resource, op, readPath(`${extension.urn}:${part}`, schema), inner);
      }
      // What the schema does not know is left out, as it is in a whole resource.
    } else if (name.includes("[") || placeOf(schema, name)) {
      applyAt(resource, op, readPath(name, schema), each);
    }
  }
}

/** Where an operation leads; `filter` chooses among the values of a multi-valued attribute. */
type Target = Place & { filter: Filter | null; wholeExtension: boolean; text: string };

function readPath(text: string, schema: ResourceSchema): Target {
  const wrong = bad("invalidPath", `There is no “${text.slice(0, 200)}”.`);
  if (text.length > 2_000) throw bad("invalidPath", "The path is too long.");
  const { extension } = schema;
  if (extension && sameUrn(text, extension.urn)) {
    const attribute: Attribute = { name: extension.urn, type: "complex", sub: extension.attributes };
    return { attribute, extension: null, sub: null, filter: null, wholeExtension: true, text };
  }
  const [, name = "", inner, part] =
    /^((?:urn:[^[\]"]*:)?[A-Za-z$][\w$.-]*)(?:\[(.*)\](?:\.([A-Za-z$][\w$-]*))?)?$/is.exec(text) ?? [];
  const place = name ? placeOf(schema, name) : null;
  if (!place) throw wrong;
  if (inner === undefined) return { ...place, filter: null, wholeExtension: false, text };
  const { attribute, sub } = place;
  if (sub || !attribute.multiValued || !attribute.sub) throw wrong;
  const filter = invalidPathFor(() => parseValueFilter(inner, attribute));
  const chosen = part === undefined ? null : named(attribute.sub, part);
  if (part !== undefined && !chosen) throw wrong;
  return { ...place, sub: chosen, filter, wholeExtension: false, text };
}

/** A filter that cannot be read makes the path one that cannot be. */
function invalidPathFor<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw error instanceof Error ? bad("invalidPath", error.message) : error;
  }
}

function applyAt(resource: JsonObject, op: Operation["op"], target: Target, value: unknown): void {
  const { attribute, sub, extension } = target;
  if (attribute.mutability === "readOnly" || sub?.mutability === "readOnly")
    throw bad("mutability", `“${target.text}” is the server’s own.`);
  // Never stored, never answered (SCIM-11).
  if (attribute.mutability === "writeOnly") return;
  const home = extension ? (isObject(resource[extension]) ? resource[extension] : {}) : resource;
  const known = home[attribute.name];
  const next = attribute.multiValued ? several(known, op, target, value) : one(known, op, target, value);
  set(home, attribute.name, next);
  if (extension) {
    if (Object.keys(home).length > 0) resource[extension] = home;
    else delete resource[extension];
  }
  if (attribute.required && home[attribute.name] === undefined)
    throw bad("mutability", `“${attribute.name}” is required.`);
}

/** What becomes of a single value; null is none. */
function one(known: unknown, op: Operation["op"], { attribute, sub, text }: Target, value: unknown): unknown {
  if (sub) {
    const part = op === "remove" ? null : readValue(value, sub, text);
    return merged(isObject(known) ? known : {}, { [sub.name]: part ?? undefined });
  }
  if (op === "remove") return null;
  const read = readValue(value, attribute, text);
  // A complex value changes the parts that it names, and leaves the others.
  if (attribute.type === "complex" && isObject(known))
    return merged(known, { ...(isObject(read) ? read : {}), ...removedParts(value, attribute) });
  return read;
}

/** The parts that a complex value says are none any more (null). */
function removedParts(value: unknown, { sub = [] }: Attribute): JsonObject {
  if (!isObject(value)) return {};
  const gone = Object.entries(value).flatMap(([part, each]) => {
    const attribute = each === null ? named(sub, part) : null;
    return attribute ? [[attribute.name, undefined] as const] : [];
  });
  return Object.fromEntries(gone);
}

/** Sets a value; null, and what has no values or parts, is none. */
function set(home: JsonObject, name: string, value: unknown): void {
  const isNone =
    value === null ||
    value === undefined ||
    (Array.isArray(value) && value.length === 0) ||
    (isObject(value) && Object.keys(value).length === 0);
  if (isNone) delete home[name];
  else home[name] = value;
}

/** What becomes of the values of a multi-valued attribute. */
function several(before: unknown, op: Operation["op"], target: Target, value: unknown): unknown[] {
  const { attribute, sub, filter } = target;
  const known: unknown[] = Array.isArray(before) ? before : [];
  const isChosen = (each: unknown) => filter === null || (isObject(each) && matches(filter, each));
  if (op === "remove") {
    if (sub) return known.map((each) => (isChosen(each) ? without(each, sub.name) : each)).filter(isKept);
    const named = filter === null && value !== undefined && value !== null;
    return named ? withoutValues(known, readSeveral(value, target)) : known.filter((each) => !isChosen(each));
  }
  if (sub === null && filter === null) {
    const read = readSeveral(value, target);
    refuseTwoPrimary(read, attribute.name);
    return op === "replace" ? read : added(known, read);
  }
  const parts = partsOf(target, value);
  if (known.some(isChosen)) return changed(known, isChosen, parts, attribute.name);
  const implied = filter ? impliedBy(filter) : {};
  if (op === "replace" || implied === null)
    throw bad("noTarget", `No value of “${attribute.name}” fits “${target.text.slice(0, 200)}”.`);
  return added(known, [merged(implied, parts)]);
}

/** The values, with these parts set in the chosen ones. One that becomes the primary one is the only one. */
function changed(
  known: readonly unknown[],
  isChosen: (each: unknown) => boolean,
  parts: JsonObject,
  name: string,
): unknown[] {
  const takesPrimary = parts.primary === true;
  if (takesPrimary && known.filter(isChosen).length > 1)
    throw bad("invalidValue", `“${name}” has one primary value at most.`);
  return known
    .map((each) => {
      if (isChosen(each)) return isObject(each) ? merged(each, parts) : each;
      return takesPrimary ? notPrimary(each) : each;
    })
    .filter(isKept);
}

const readSeveral = (value: unknown, { attribute, text }: Target): unknown[] => {
  const read = readValue(value, attribute, text);
  return Array.isArray(read) ? read : [];
};

/** What an operation sets in each value that was chosen. */
function partsOf({ attribute, sub, text }: Target, value: unknown): JsonObject {
  if (sub) return { [sub.name]: readValue(value, sub, text) ?? undefined };
  const read = readOne(value, attribute, text);
  return isObject(read) ? read : {};
}

const merged = (known: JsonObject, parts: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries({ ...known, ...parts }).filter(([, each]) => each !== undefined));

function without(each: unknown, part: string): unknown {
  if (!isObject(each)) return each;
  const { [part]: _gone, ...rest } = each;
  return rest;
}

const isKept = (each: unknown) => !isObject(each) || Object.keys(each).length > 0;

/** Values are one when they are the same, or have the same `value` and `type`; the newer one counts. */
function added(known: readonly unknown[], fresh: readonly unknown[]): unknown[] {
  const takesPrimary = fresh.some((each) => isObject(each) && each.primary === true);
  const kept = takesPrimary ? known.map(notPrimary) : [...known];
  for (const each of fresh) {
    const at = kept.findIndex((other) => isSame(other, each));
    if (at < 0) kept.push(each);
    else if (!isDeepStrictEqual(kept[at], each)) kept[at] = each;
  }
  return kept;
}

function isSame(a: unknown, b: unknown): boolean {
  if (!isObject(a) || !isObject(b)) return a === b;
  if (a.value === undefined || b.value === undefined) return isDeepStrictEqual(a, b);
  return a.value === b.value && a.type === b.type;
}

/** Clients name what they remove by its value alone, or as the whole of it. */
function withoutValues(known: readonly unknown[], gone: readonly unknown[]): unknown[] {
  return known.filter(
    (each) =>
      !gone.some((other) =>
        isObject(each) && isObject(other) && other.value !== undefined
          ? each.value === other.value && (other.type === undefined || other.type === each.type)
          : isDeepStrictEqual(each, other),
      ),
  );
}

function notPrimary(each: unknown): unknown {
  return isObject(each) && each.primary === true ? { ...each, primary: false } : each;
}

function refuseTwoPrimary(values: readonly unknown[], name: string): void {
  if (values.filter((each) => isObject(each) && each.primary === true).length > 1)
    throw bad("invalidValue", `“${name}” has one primary value at most.`);
}

/** The value that a filter of equalities describes: `type eq "work"`; null for any other filter. */
function impliedBy(filter: Filter): JsonObject | null {
  if (filter.op === "and") {
    const parts = filter.filters.map(impliedBy);
    return parts.includes(null) ? null : Object.assign({}, ...parts);
  }
  if (filter.op !== "eq" || filter.value === null) return null;
  return { [filter.place.attribute.name]: filter.value };
}

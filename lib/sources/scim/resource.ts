import { bad } from "@/lib/sources/scim/error";
import { booleanOf } from "@/lib/sources/scim/filter";
import { isObject, type JsonObject } from "@/lib/sources/scim/json";
import { type Attribute, common, named, type ResourceSchema } from "@/lib/sources/scim/schema";

const LONGEST_TEXT = 4_000;
const MOST_VALUES = 5_000;

/** Undefined: nothing is said. Null: it has no value any more. */
type Read = unknown;

/**
 * A resource as a client sent it, under the names that the schema gives: values as they came, but "True" for true, one
 * value where several may stand, and a text where a complex value has one. What the schema does not know is left out,
 * and so is what only the server says (id, meta, groups) and the password. Raises invalidValue.
 */
export function readResource(body: JsonObject, schema: ResourceSchema): JsonObject {
  const known = [...common, ...schema.attributes].filter(isWritable);
  const read = readParts(body, known, "");
  const { extension } = schema;
  if (extension) {
    const [, sent] = Object.entries(body).find(([name]) => sameUrn(name, extension.urn)) ?? [];
    if (sent !== undefined && sent !== null && !isObject(sent))
      throw bad("invalidValue", `“${extension.urn}” is an object.`);
    const parts = isObject(sent) ? readParts(sent, extension.attributes, "") : {};
    if (Object.keys(parts).length > 0) read[extension.urn] = parts;
  }
  delete read.schemas;
  return read;
}

const isWritable = ({ mutability }: Attribute) => mutability !== "readOnly" && mutability !== "writeOnly";

export const sameUrn = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

function readParts(sent: JsonObject, attributes: readonly Attribute[], path: string): JsonObject {
  const read: JsonObject = {};
  for (const [name, value] of Object.entries(sent)) {
    const attribute = named(attributes, name);
    if (!attribute) continue;
    const known = readValue(value, attribute, `${path}${attribute.name}`);
    if (known !== null && known !== undefined) read[attribute.name] = known;
  }
  return read;
}

/** A value of an attribute as the schema has it; null for none. Raises invalidValue for one of another type. */
export function readValue(value: unknown, attribute: Attribute, path: string = attribute.name): Read {
  if (value === null || value === undefined) return null;
  if (!attribute.multiValued) return readOne(value, attribute, path);
  const several = Array.isArray(value) ? value : [value];
  if (several.length > MOST_VALUES) throw bad("invalidValue", `“${path}” has at most ${MOST_VALUES} values.`);
  const read = several.map((each) => readOne(each, attribute, path)).filter((each) => each !== null);
  return read.length > 0 ? read : null;
}

/** One value, of a multi-valued attribute too. */
export function readOne(value: unknown, attribute: Attribute, path: string = attribute.name): Read {
  if (value === null || value === undefined) return null;
  if (attribute.type === "complex") {
    if (isObject(value)) {
      const parts = readParts(value, attribute.sub ?? [], `${path}.`);
      return Object.keys(parts).length > 0 ? parts : null;
    }
    if (typeof value === "string" && named(attribute.sub ?? [], "value"))
      return value === "" ? null : { value: readText(value, path) };
    throw bad("invalidValue", `“${path}” is an object.`);
  }
  if (attribute.type === "boolean") {
    const said = typeof value === "string" ? booleanOf(value) : value;
    if (typeof said !== "boolean") throw bad("invalidValue", `“${path}” is true or false.`);
    return said;
  }
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") throw bad("invalidValue", `“${path}” is a text.`);
  return readText(value, path);
}

function readText(value: string, path: string): string {
  if (value.length > LONGEST_TEXT)
    throw bad("invalidValue", `“${path}” has at most ${LONGEST_TEXT} characters.`);
  if (value.includes("\0") || !value.isWellFormed())
    throw bad("invalidValue", `“${path}” has a character that no text has.`);
  return value;
}

/** Raises invalidValue for a resource that lacks what it must have, or has two values that are the primary one. */
export function checkResource(resource: JsonObject, schema: ResourceSchema): void {
  for (const { name, required, multiValued, sub } of schema.attributes) {
    const value = resource[name];
    if (required && (typeof value !== "string" || value.trim() === ""))
      throw bad("invalidValue", `“${name}” is required.`);
    if (!multiValued || !named(sub ?? [], "primary") || !Array.isArray(value)) continue;
    if (value.filter((each) => isObject(each) && each.primary === true).length > 1)
      throw bad("invalidValue", `“${name}” has one primary value at most.`);
  }
}

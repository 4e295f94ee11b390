import { bad } from "@/lib/sources/scim/error";

const DEEPEST = 12;
const MOST_VALUES = 60_000;

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The JSON object that a request sent. Raises invalidSyntax for anything else, and for what is too deep or too much. */
export function readObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw bad("invalidSyntax", "This is not JSON.");
  }
  if (!isObject(value)) throw bad("invalidSyntax", "A JSON object is expected.");
  refuseLarge(value);
  return value;
}

function refuseLarge(whole: JsonObject): void {
  let level: unknown[] = [whole];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) throw bad("invalidSyntax", "The JSON is nested too deeply.");
    count += level.length;
    if (count > MOST_VALUES) throw bad("invalidSyntax", "The JSON has too many values.");
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? Object.values(each) : []));
  }
}

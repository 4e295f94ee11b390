import { bad } from "@/lib/sources/scim/error";
import {
  type Attribute,
  fold,
  named,
  type Place,
  placeOf,
  type ResourceSchema,
} from "@/lib/sources/scim/schema";

const compares = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"] as const;
export type Compare = (typeof compares)[number];
export type Value = string | number | boolean | null;

/** A filter, its names resolved by the schema. `some`: a member of a multi-valued attribute that fits all of it. */
export type Filter =
  | { op: "and" | "or"; filters: Filter[] }
  | { op: "not"; filter: Filter }
  | { op: "some"; place: Place; filter: Filter }
  | { op: "pr"; place: Place }
  | { op: Compare; place: Place; value: Value };

const LONGEST = 2_000;
const DEEPEST = 20;
const MOST = 50;

type Token = { kind: "word" | "value" | "bracket" | "dotted" | "end"; text: string };

const lexicon =
  /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.]))|\.([A-Za-z$][\w$-]*)|([A-Za-z$][\w$:./-]*))/y;

function tokens(text: string): Token[] {
  if (text.length > LONGEST) throw bad("invalidFilter", `A filter has at most ${LONGEST} characters.`);
  const found: Token[] = [];
  const trimmed = text.trimEnd();
  lexicon.lastIndex = 0;
  while (lexicon.lastIndex < trimmed.length) {
    const from = lexicon.lastIndex;
    const match = lexicon.exec(trimmed);
    if (!match)
      throw bad("invalidFilter", `The filter cannot be read from “${trimmed.slice(from, from + 40)}”.`);
    const [, bracket, value, dotted, word] = match;
    if (bracket) found.push({ kind: "bracket", text: bracket });
    else if (value !== undefined) found.push({ kind: "value", text: value });
    else if (dotted) found.push({ kind: "dotted", text: dotted });
    else found.push({ kind: "word", text: word ?? "" });
  }
  return found;
}

/** How the names of a filter are resolved: by the resource's schema, or by the parts of one attribute. */
type Resolve = (name: string) => Place | null;

/** Within `emails[…]` the names are parts of an email. */
const within =
  ({ sub = [] }: Attribute): Resolve =>
  (name) => {
    const attribute = named(sub, name);
    return attribute && { attribute, extension: null, sub: null };
  };

/**
 * Parses a filter of RFC 7644 (section 3.4.2.2), and the form `emails[type eq "work"].value eq "…"` that Entra ID
 * sends. Raises invalidFilter: for what is no filter, what the schema does not have (which is never "all rows"), what
 * an attribute's type cannot be compared with, and what is too long or too deep.
 */
export function parseFilter(text: string, schema: ResourceSchema): Filter {
  return parse(text, (name) => placeOf(schema, name));
}

/** Parses what stands within the brackets of a path: a filter on one attribute's parts. */
export const parseValueFilter = (text: string, attribute: Attribute): Filter =>
  parse(text, within(attribute));

function parse(text: string, resolve: Resolve): Filter {
  const list = tokens(text);
  let at = 0;
  let count = 0;
  const peek = (): Token => list[at] ?? { kind: "end", text: "the end" };
  const next = (): Token => {
    const token = peek();
    at += 1;
    return token;
  };
  const isWord = (word: string) => peek().kind === "word" && peek().text.toLowerCase() === word;
  const close = (bracket: string) => {
    const token = next();
    if (token.kind !== "bracket" || token.text !== bracket)
      throw bad("invalidFilter", `The filter lacks a “${bracket}” before “${token.text}”.`);
  };

  function joined(op: "and" | "or", part: () => Filter): Filter {
    const filters = [part()];
    while (isWord(op)) {
      next();
      filters.push(part());
    }
    const [only] = filters;
    return filters.length === 1 && only ? only : { op, filters };
  }

  function whole(names: Resolve, depth: number): Filter {
    if (depth > DEEPEST) throw bad("invalidFilter", "The filter is nested too deeply.");
    return joined("or", () => joined("and", () => single(names, depth)));
  }

  function single(names: Resolve, depth: number): Filter {
    const token = next();
    const negated = token.kind === "word" && token.text.toLowerCase() === "not";
    if (negated && (peek().kind !== "bracket" || peek().text !== "("))
      throw bad("invalidFilter", "“not” stands before a filter in parentheses.");
    if (negated) next();
    if (negated || (token.kind === "bracket" && token.text === "(")) {
      const filter = whole(names, depth + 1);
      close(")");
      return negated ? { op: "not", filter } : filter;
    }
    if (token.kind !== "word") throw bad("invalidFilter", `An attribute is expected before “${token.text}”.`);
    const place = names(token.text);
    if (!place || place.attribute.returned === "never")
      throw bad("invalidFilter", `There is no attribute “${token.text}” to filter by.`);
    if (peek().kind === "bracket" && peek().text === "[") return some(place, token.text, depth);
    return comparison(place, token.text);
  }

  function some(place: Place, name: string, depth: number): Filter {
    if (!place.attribute.multiValued || !place.attribute.sub || place.sub)
      throw bad("invalidFilter", `“${name}” has no values to choose from.`);
    next();
    const inner = whole(within(place.attribute), depth + 1);
    close("]");
    if (peek().kind !== "dotted") return { op: "some", place, filter: inner };
    const part = next().text;
    const sub = within(place.attribute)(part);
    if (!sub) throw bad("invalidFilter", `There is no attribute “${name}.${part}” to filter by.`);
    return { op: "some", place, filter: { op: "and", filters: [inner, comparison(sub, part)] } };
  }

  function comparison(place: Place, name: string): Filter {
    count += 1;
    if (count > MOST) throw bad("invalidFilter", `A filter compares at most ${MOST} times.`);
    const { kind, text: word } = next();
    const op = kind === "word" ? word.toLowerCase() : "";
    if (op === "pr") return { op, place };
    const compare = compares.find((each) => each === op);
    if (!compare) throw bad("invalidFilter", `“${word}” is no operator.`);
    return { op: compare, place, value: fitting(compare, place, name, readLiteral(next())) };
  }

  const filter = whole(resolve, 0);
  if (at < list.length)
    throw bad("invalidFilter", `The filter goes on with “${peek().text}” where it should end.`);
  return filter;
}

function readLiteral({ kind, text }: Token): Value {
  const word = text.toLowerCase();
  if (kind === "word" && ["true", "false", "null"].includes(word)) return JSON.parse(word);
  if (kind !== "value") throw bad("invalidFilter", `A value is expected before “${text}”.`);
  try {
    return JSON.parse(text);
  } catch {
    throw bad("invalidFilter", `${text} is no value.`);
  }
}

/** The part of an attribute that is compared: of a complex one its value, if it has one. */
export function comparedPart({ attribute, sub }: Place): Attribute | null {
  if (sub) return sub;
  return attribute.type === "complex" ? named(attribute.sub ?? [], "value") : attribute;
}

/** The value as the attribute's type has it. Raises invalidFilter where the two cannot be compared. */
function fitting(op: Compare, place: Place, name: string, value: Value): Value {
  const part = comparedPart(place);
  if (!part) throw bad("invalidFilter", `Compare a part of “${name}”.`);
  if (value === null) {
    if (op === "eq" || op === "ne") return null;
    throw bad("invalidFilter", "null is compared by eq and ne alone.");
  }
  const wrong = bad("invalidFilter", `“${name}” cannot be compared so.`);
  if (part.type === "boolean") {
    const said = typeof value === "string" ? booleanOf(value) : value;
    if (typeof said !== "boolean" || (op !== "eq" && op !== "ne")) throw wrong;
    return said;
  }
  if (typeof value !== "string" || value.includes("\0") || !value.isWellFormed()) throw wrong;
  if (part.type === "dateTime") {
    const at = new Date(value);
    if (["co", "sw", "ew"].includes(op) || !/^\d{4}-\d\d-\d\d/.test(value) || Number.isNaN(at.getTime()))
      throw wrong;
    return at.toISOString();
  }
  return part.caseExact ? value : fold(value);
}

/** "True" and "false" as texts, which some clients send; null for any other text. */
export function booleanOf(text: string): boolean | null {
  if (/^true$/i.test(text)) return true;
  return /^false$/i.test(text) ? false : null;
}

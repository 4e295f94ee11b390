import { distance } from "fastest-levenshtein";
import { readAddress } from "./address";
import { tidy } from "./fold";
import { type KnownPerson, nameKey, nameOf, type PeopleIndex } from "./known-people";

export type PersonMatch =
  | { kind: "one"; person: KnownPerson }
  | { kind: "several"; candidates: KnownPerson[] }
  | { kind: "none"; near: KnownPerson[] };

const BETWEEN = /\s*(?:[/&+;|\n]|\s(?:and|und|et|y|en|with)\s)\s*/iu;

/**
 * Who a text means: a name in either order, an initial, a first or last name alone, or an address.
 * One when only one person fits; several to be asked about; none with the nearest names.
 */
export function matchPerson(text: string, index: PeopleIndex): PersonMatch {
  const address = readAddress(text);
  const byAddress = address === null ? undefined : index.byAddress.get(address);
  if (byAddress) return oneOrSeveral(byAddress);
  const key = nameKey(text);
  const found = index.byName.get(key) ?? index.byGiven.get(key) ?? index.byFamily.get(key);
  return found ? oneOrSeveral(found) : { kind: "none", near: nearest(key, index) };
}

function oneOrSeveral(found: KnownPerson[]): PersonMatch {
  const [person] = found;
  return found.length === 1 && person ? { kind: "one", person } : { kind: "several", candidates: found };
}

/** At most three people whose name is a slip of the pen away, or holds the same words. */
function nearest(key: string, index: PeopleIndex): KnownPerson[] {
  if (key.length < 3) return [];
  const allowed = key.length < 6 ? 1 : 2;
  return index.people
    .map((person) => {
      const names = [nameKey(nameOf(person)), nameKey(`${person.family} ${person.given}`)];
      if (!key.includes(" ")) names.push(nameKey(person.given));
      return { person, away: Math.min(...names.map((name) => distance(name, key))) };
    })
    .filter(({ away }) => away <= allowed)
    .sort((a, b) => a.away - b.away)
    .slice(0, 3)
    .map(({ person }) => person);
}

/**
 * The people that one cell names, each as written ("A / B", "A & B", "A and B", "A + B", "A, B").
 * "Lastname, Firstname" is one person, and so is a name that is known as a whole, whatever stands in it.
 */
export function splitPeople(written: string, index: PeopleIndex): string[] {
  const text = tidy(written.replaceAll("\n", " / "));
  if (text === "") return [];
  if (index.byName.has(nameKey(text)) && !/[/&+;|,]/.test(text)) return [text];
  const parts = text
    .split(BETWEEN)
    .map(tidy)
    .filter((part) => part !== "");
  return parts.flatMap((part) => splitAtCommas(part, index));
}

function splitAtCommas(text: string, index: PeopleIndex): string[] {
  const parts = text
    .split(",")
    .map(tidy)
    .filter((part) => part !== "");
  if (parts.length < 2) return parts;
  if (parts.length === 2) {
    const [last = "", first = ""] = parts;
    if (index.byName.has(nameKey(`${first} ${last}`))) return [`${first} ${last}`];
    const areTwo = parts.every((part) => index.byName.has(nameKey(part)) || part.includes("@"));
    const areWhole = parts.every((part) => part.includes(" "));
    return areTwo || areWhole ? parts : [`${first} ${last}`];
  }
  return parts;
}

/** A name that nobody bears yet, taken apart: the last word is the family name, unless a comma said so. */
export function namesFrom(text: string): { given: string; family: string } {
  const name = tidy(text);
  const comma = /^([^,]+),\s*(.+)$/.exec(name);
  if (comma) return { given: comma[2] ?? "", family: comma[1] ?? "" };
  const at = name.lastIndexOf(" ");
  return at < 0 ? { given: name, family: "" } : { given: name.slice(0, at), family: name.slice(at + 1) };
}

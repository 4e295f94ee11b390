import { distance } from "fastest-levenshtein";
import { foldWords } from "./fold";

const LEGAL =
  / (ltd|limited|inc|incorporated|llc|llp|lp|plc|co|corp|corporation|company|gmbh|mbh|ag|kg|ug|ohg|ev|sa|sas|sarl|srl|spa|sl|bv|nv|vof|oy|oyj|ab|as|asa|aps|se|pty|sro|doo|zoo|kft)$/;

/**
 * The key under which spellings of one client meet: case, accents, punctuation, "&" or "and", and the legal
 * form at the end do not count ("Delta Logistics Ltd", "DELTA LOGISTICS"). Never empty for a text with letters.
 */
export function clientKey(name: string): string {
  const joined = name.replace(/\b(?:\p{L}\.){2,}/gu, (initials) => initials.replaceAll(".", ""));
  let key = foldWords(joined.replaceAll("&", " and ").replace(/ (und|et|y|en) /giu, " and "));
  for (;;) {
    const shorter = key.replace(LEGAL, "");
    if (shorter === key || shorter === "") break;
    key = shorter.replace(/ and$/, "");
  }
  return key;
}

/** Finds the keys that are a slip of the pen away, without comparing every name with every other. */
export type NearClients = { near: (key: string) => string[] };

/** Groups the keys by their beginnings and their ends: a slip rarely touches both. */
export function indexClientKeys(keys: Iterable<string>): NearClients {
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    for (const part of partsOf(key)) {
      const group = groups.get(part);
      if (group) group.push(key);
      else groups.set(part, [key]);
    }
  }
  return {
    near(key) {
      const candidates = new Set(partsOf(key).flatMap((part) => groups.get(part) ?? []));
      candidates.delete(key);
      return [...candidates]
        .filter((other) => areNear(key, other))
        .sort((a, b) => distance(a, key) - distance(b, key))
        .slice(0, 3);
    },
  };
}

function partsOf(key: string): string[] {
  return [`<${key.slice(0, 4)}`, `${key.slice(-4)}>`];
}

function areNear(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length >= 5 && long.startsWith(`${short} `)) return true;
  return short.length >= 6 && distance(one, other) <= (short.length < 10 ? 1 : 2);
}

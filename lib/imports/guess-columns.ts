import { createHash } from "node:crypto";
import type { Table } from "./find-table";
import { foldWords } from "./fold";
import {
  type HeadingWords,
  headingScore,
  PEOPLE_WORDS,
  type PeopleField,
  REGISTER_WORDS,
  type RegisterField,
} from "./heading-words";

/** Which column (from 0) holds which field. */
export type Mapping<Field extends string> = Partial<Record<Field, number>>;

export type Guess<Field extends string> = {
  mapping: Mapping<Field>;
  /** How sure each guess is, 0 to 1; below 0.6 the user should look. */
  confidence: Partial<Record<Field, number>>;
  unmapped: number[];
};

/** Says of a share of a column's texts how far they look like a field's; 0 to 1. */
type ContentTests<Field extends string> = Partial<Record<Field, (text: string) => boolean>>;

const isAddress = (text: string) =>
  /^\S*[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim()) || /@\S+\.\S+$/.test(text.trim());
const isDay = (text: string) =>
  /^(\d{1,2}[./-]\d{1,2}[./-](\d{2}|\d{4})|\d{4}-\d{2}-\d{2})$/.test(text.trim());

/** Guesses the columns of a register; `knowsPlatform` lets the contents of a column speak as well. */
export function guessRegisterColumns(
  table: Table,
  knowsPlatform?: (text: string) => boolean,
): Guess<RegisterField> {
  const tests: ContentTests<RegisterField> = { login: isAddress, since: isDay, until: isDay };
  if (knowsPlatform) tests.platform = knowsPlatform;
  return guessColumns(table, REGISTER_WORDS, tests);
}

/** Guesses the columns of a list of people. */
export function guessPeopleColumns(table: Table): Guess<PeopleField> {
  return guessColumns(table, PEOPLE_WORDS, { email: isAddress, startsOn: isDay, endsOn: isDay });
}

function guessColumns<Field extends string>(
  table: Table,
  words: HeadingWords<Field>,
  tests: ContentTests<Field>,
): Guess<Field> {
  const fields = Object.keys(words) as Field[];
  const scores = fields.flatMap((field) =>
    table.headings.map((heading, column) => {
      const named = table.headingRow === null ? 0 : headingScore(heading, words[field]);
      const test = tests[field];
      const seen = test ? share(table, column, test) : 0;
      // What stands in the column can carry a guess alone, but never beats a heading that says otherwise.
      return { field, column, score: named + 0.4 * seen };
    }),
  );
  scores.sort((a, b) => b.score - a.score || a.column - b.column);
  const mapping: Mapping<Field> = {};
  const confidence: Partial<Record<Field, number>> = {};
  const taken = new Set<number>();
  for (const { field, column, score } of scores) {
    if (score < 0.3 || taken.has(column) || mapping[field] !== undefined) continue;
    mapping[field] = column;
    confidence[field] = Math.min(1, score);
    taken.add(column);
  }
  return {
    mapping,
    confidence,
    unmapped: table.headings.map((_, column) => column).filter((column) => !taken.has(column)),
  };
}

/** The share of a column's first texts that pass a test, which is asked once for each distinct text. */
function share(table: Table, column: number, test: (text: string) => boolean): number {
  const counts = new Map<string, number>();
  for (const row of table.rows.slice(0, 300)) {
    const text = row.cells[column]?.text ?? "";
    if (text !== "") counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  let all = 0;
  let passed = 0;
  for (const [text, count] of counts) {
    all += count;
    if (test(text)) passed += count;
  }
  return all === 0 ? 0 : passed / all;
}

/** A fingerprint of the headings, stable under case, spacing and punctuation, to remember a mapping by. */
export function mappingKey(headings: readonly string[]): string {
  return createHash("sha256")
    .update(JSON.stringify(headings.map(foldWords)))
    .digest("hex")
    .slice(0, 32);
}

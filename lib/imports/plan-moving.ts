import type { KnownEmployee } from "./compare-people";
import type { PersonRow } from "./people-file";

/** Another title or team of somebody who holds something: applying the file proposes a change of role. */
export type PlannedMoving = {
  personId: string;
  title: { from: string | null; to: string | null };
  department: { from: string | null; to: string | null };
};

/** As the sentence of its row goes on. */
export const MOVING = "What they hold is looked at: a change of role is proposed.";

/**
 * Whether another title or team is said than was known. One that nobody had entered before is no change, nor is
 * another spelling of the same: its case, its spaces.
 */
export function isOtherRole({ from, to }: PlannedMoving["title"]): boolean {
  const plain = (text: string) => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, " ").trim();
  return from !== null && to !== null && plain(from) !== plain(to);
}

/**
 * Whether a row says that somebody's role has changed, and they have a key or a seat. Of who leaves everything
 * goes anyway.
 */
export function readMoving(row: PersonRow, person: KnownEmployee): PlannedMoving | null {
  if (person.ended || person.leaving || !person.holds) return null;
  const title = { from: person.title, to: row.title };
  const department = { from: person.department, to: row.department };
  return isOtherRole(title) || isOtherRole(department) ? { personId: person.ref, title, department } : null;
}

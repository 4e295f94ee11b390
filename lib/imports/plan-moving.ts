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
 * Whether a row says that somebody's role has changed, and they have a key or a seat. A title or a team that nobody had
 * entered before is no change; of who leaves everything goes anyway.
 */
export function readMoving(row: PersonRow, person: KnownEmployee): PlannedMoving | null {
  if (person.ended || person.leaving || !person.holds) return null;
  const changes = ({ from, to }: PlannedMoving["title"]) => from !== null && to !== null && from !== to;
  const title = { from: person.title, to: row.title };
  const department = { from: person.department, to: row.department };
  return changes(title) || changes(department) ? { personId: person.ref, title, department } : null;
}

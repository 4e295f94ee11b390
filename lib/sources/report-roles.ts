import type { Actor } from "@/lib/auth/actor";
import type { Tx } from "@/lib/db";
import { isOtherRole } from "@/lib/imports/plan-moving";
import { reportChanges } from "@/lib/moves/report-changes";

/** What was known of somebody's role, and what an HR system says of it. */
export type RoleNews = {
  personId: string;
  title: { from: string | null; to: string | null };
  department: { from: string | null; to: string | null };
};

/**
 * Proposes moves for whom an HR system says another title or team of than it was: what they hold is looked at.
 */
export async function reportRoles(
  tx: Tx,
  actor: Actor,
  source: string,
  news: readonly RoleNews[],
): Promise<void> {
  const changes = news.flatMap(({ personId, title, department }) => {
    const words = [wordsOf("title", title), wordsOf("team", department)].filter((each) => each !== null);
    if (words.length === 0) return [];
    return [
      {
        personId,
        title: isOtherRole(title) ? title.to : null,
        department: isOtherRole(department) ? department.to : null,
        says: `${source} says: ${words.join("; ")}.`,
      },
    ];
  });
  if (changes.length > 0) await reportChanges.within(tx, actor, { changes });
}

type Change = RoleNews["title"];

const wordsOf = (what: string, change: Change): string | null =>
  isOtherRole(change) ? `${what} from ${change.from} to ${change.to}` : null;

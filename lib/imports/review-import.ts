import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { command } from "@/lib/command";
import type { Tx } from "@/lib/db";
import { id } from "@/lib/input";
import { makePlan } from "./make-plan";
import { lockRun, refuseDiscarded } from "./run";
import { type SavedCounts, savePlan } from "./save-plan";

/** Up to so many rows are planned at once with what asked for it; more are worked out while the screen shows how far it is. */
const AT_ONCE = 2_000;

/** What a step of an import comes to: counts, or null while the plan has still to be worked out (review-import). */
export type Reviewed = { id: string; counts: SavedCounts | null };

/**
 * Works out, row by row, what an import would write, and keeps it for the review. Nothing else is written. Raises
 * conflict for an import that was discarded.
 */
export const reviewImport = command({
  name: "imports.review-import",
  permission: "imports.run",
  timeoutMs: 120_000,
  input: z.strictObject({ id: id() }),
  target: (tx, input) => lockRun(tx, input.id),
  allow: () => true,
  async change({ tx, actor, target, now }) {
    refuseDiscarded(target);
    const counts = await savePlan(tx, target.id, await makePlan(tx, target, now), { byId: actor.personId });
    const result: Reviewed = { id: target.id, counts };
    return {
      result,
      audit: [
        {
          objectType: "import",
          objectId: target.id,
          objectName: target.fileName,
          after: { reviewed: counts },
        },
      ],
    };
  },
});

/**
 * Works out the review of a run that nobody has brought by hand, unless it is large: then whoever opens it does. Gives
 * its counts, or null.
 */
export async function planUnasked(
  tx: Tx,
  { id: runId, rows }: { id: string; rows: number },
  now: Date,
): Promise<SavedCounts | null> {
  if (rows > AT_ONCE) return null;
  const run = await tx.importRun.findUniqueOrThrow({ where: { id: runId } });
  return savePlan(tx, run.id, await makePlan(tx, run, now), { byId: null });
}

/**
 * After a change to a run: its plan no longer holds. A small one is worked out at once, a large one is left to
 * `review-import`, which shows how far it is.
 */
export async function reviewSoon(tx: Tx, actor: Actor, run: { id: string; rows: number }): Promise<Reviewed> {
  if (run.rows <= AT_ONCE) return reviewImport.within(tx, actor, { id: run.id });
  await tx.$executeRaw`UPDATE "ImportRun" SET counts = NULL, questions = '[]' WHERE id = ${run.id}::uuid`;
  return { id: run.id, counts: null };
}

import { z } from "zod";
import { command } from "@/lib/command";
import { id, wholeNumber } from "@/lib/input";
import { type Reviewed, reviewSoon } from "./review-import";
import { answersOf, lockRun, refuseDiscarded } from "./run";
import { openSheets, tableOf } from "./run-content";

/** A text as the review sent it to the browser; a NUL can stand in none that is kept. */
const plain = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !text.includes("\0"), "This has a character that cannot be kept.");

/** What is chosen where something is typed or picked from a longer list instead. */
export const TYPED = "typed";

/**
 * Answers questions of an import, each for all rows that ask the same, or for one row. An answer can bring the next
 * question. An import that was applied can be finished this way: it is in review again, and applying it takes over
 * the rest.
 */
export const answerImport = command({
  name: "imports.answer-import",
  permission: "imports.run",
  timeoutMs: 120_000,
  input: z.strictObject({
    id: id(),
    answers: z
      .array(
        z.strictObject({
          key: plain(1000).min(1),
          row: wholeNumber(1, 10_000_000).optional(),
          /** Absent: not answered yet. */
          answer: plain(1000).optional(),
          /** What stands before typed text ("account:"), and the text. */
          prefix: plain(40).optional(),
          text: plain(500).trim().optional(),
        }),
      )
      .min(1, "Answer a question first.")
      .max(2_000),
  }),
  target: (tx, input) => lockRun(tx, input.id),
  allow: () => true,
  async change({ tx, actor, input, target }) {
    refuseDiscarded(target);
    const given: Record<string, string> = {};
    for (const { key, row, answer, prefix, text } of input.answers) {
      const said = answer === TYPED ? (text ? `${prefix ?? ""}${text}` : undefined) : answer;
      if (said !== undefined) given[row === undefined ? key : `${key}#${row}`] = said;
    }
    await tx.importRun.update({
      where: { id: target.id },
      data: { answers: { ...answersOf(target), ...given }, state: "review", updatedById: actor.personId },
    });
    const { rows } = tableOf(openSheets(target), target.sheet);
    const result: Reviewed = await reviewSoon(tx, actor, { id: target.id, rows: rows.length });
    return {
      result,
      audit: [
        { objectType: "import", objectId: target.id, objectName: target.fileName, after: { answers: given } },
      ],
    };
  },
});

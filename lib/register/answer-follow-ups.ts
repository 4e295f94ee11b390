import { z } from "zod";
import type { Tx } from "@/lib/db";
import { invalidInput } from "@/lib/errors";
import { id, line } from "@/lib/input";
import { PLATFORM_END } from "@/lib/register/make-end-steps";

/** The answers to what may stay behind, as a form sends them; those without an answer stay open. */
export const followUpInput = z
  .array(
    z.strictObject({
      /** One, or the same thing of several tasks of a visit. */
      ids: z.array(id()).min(1).max(500),
      answer: z.enum(["done", "skipped"]).optional(),
      note: line(300).optional(),
    }),
  )
  .max(500)
  .default([]);

type Answers = z.output<typeof followUpInput>;

/**
 * Writes down what was done about each thing that stays behind, or why not, for these locked tasks: one statement.
 * Raises invalid_input for an answer without words, and while a thing of one of the tasks has no answer.
 */
export async function answerFollowUps(
  tx: Tx,
  taskIds: readonly string[],
  answers: Answers,
  { now, byId }: { now: Date; byId: string | null },
): Promise<FollowUpEntry[]> {
  const wordless = answers.flatMap((each, place) =>
    each.answer && !each.note ? [[`followUps.${place}.note`, [whyNote(each.answer)]]] : [],
  );
  if (wordless.length > 0)
    throw invalidInput(
      "What stays behind needs a word: what was done about it, or why not.",
      Object.fromEntries(wordless),
    );
  const given = answers.flatMap(({ ids, answer, note }) =>
    answer ? ids.map((each) => ({ id: each, answer, note })) : [],
  );
  const answered = await tx.$queryRaw<FollowUpEntry[]>`
    UPDATE "TaskFollowUp" f SET answer = m.answer, note = m.note, "answeredAt" = ${now}::timestamptz,
      "answeredById" = ${byId}::uuid
    FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS m(id uuid, answer "FollowUpAnswer", note text)
    WHERE f.id = m.id AND f."taskId" = ANY(${[...taskIds]}::uuid[])
    RETURNING f."taskId", f.kind, f.answer::text, f.note`;
  const open = await tx.taskFollowUp.findMany({
    where: { taskId: { in: [...taskIds] }, answer: null },
    select: { id: true, kind: true },
  });
  if (open.length > 0) {
    const left = new Set(open.map((each) => each.id));
    const fields = answers.flatMap((each, place) =>
      each.ids.some((one) => left.has(one))
        ? [[`followUps.${place}.answer`, ["Say what was done about it, or why not."]]]
        : [],
    );
    throw invalidInput(
      open.every((each) => each.kind === PLATFORM_END)
        ? "The platform can be given an end of its own. Say whether it is set, or why not."
        : "Something may stay behind on the platform. Say of each what was done about it, or why it was left.",
      Object.fromEntries(fields),
    );
  }
  return answered;
}

/** An answer as the audit names it. */
export type FollowUpEntry = { taskId: string; kind: string; answer: "done" | "skipped"; note: string };

/** The answers of one task, for its audit entry; nothing where there was nothing to answer. */
export function followUpsIn(entries: readonly FollowUpEntry[], taskId: string) {
  const own = entries.filter((each) => each.taskId === taskId);
  return own.length > 0 ? { followUps: own.map(({ taskId: _, ...each }) => each) } : {};
}

const whyNote = (answer: "done" | "skipped") =>
  answer === "done" ? "Say what was done about it." : "Say why it was left.";

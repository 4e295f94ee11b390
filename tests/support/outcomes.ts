import { expect } from "vitest";
import { AppError, type ErrorCode } from "@/lib/errors";

/** Expects a refusal with this code, whose sentence fits. */
export async function refused(
  work: Promise<unknown>,
  code: ErrorCode,
  sentence: RegExp = /./,
): Promise<AppError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(AppError);
  if (!(error instanceof AppError)) throw error;
  expect({ code: error.code, message: error.message }).toEqual({
    code,
    message: expect.stringMatching(sentence),
  });
  return error;
}

/**
 * Runs the same fifty times at once; gives how many were done, and how many were refused. What could not be looked at,
 * on a busy machine, has changed nothing and is sent again, so that each of the fifty gets an answer.
 */
export async function fiftyAtOnce(work: () => Promise<unknown>): Promise<{ done: number; refused: number }> {
  const answered = async (): Promise<"done" | "refused"> => {
    for (;;) {
      try {
        await work();
        return "done";
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        if (error.code !== "unavailable") return "refused";
      }
    }
  };
  const answers = await Promise.all(Array.from({ length: 50 }, answered));
  const done = answers.filter((answer) => answer === "done").length;
  return { done, refused: answers.length - done };
}

/** Runs the same twice at once; gives how many of the two were done. */
export async function twiceAtOnce(work: () => Promise<unknown>): Promise<number> {
  const outcomes = await Promise.allSettled([work(), work()]);
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(AppError);
  }
  return outcomes.filter((outcome) => outcome.status === "fulfilled").length;
}

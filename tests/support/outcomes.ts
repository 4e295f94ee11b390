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

/** Runs the same twice at once; gives how many of the two were done. */
export async function twiceAtOnce(work: () => Promise<unknown>): Promise<number> {
  const outcomes = await Promise.allSettled([work(), work()]);
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(AppError);
  }
  return outcomes.filter((outcome) => outcome.status === "fulfilled").length;
}

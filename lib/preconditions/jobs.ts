import { systemActor } from "@/lib/auth/actor";
import type { JobAnswer } from "@/lib/jobs";
import { remindOfExceptions } from "@/lib/preconditions/remind-of-exceptions";

/** Tells of exceptions that are about to end. */
export async function remindOfEndingExceptions(): Promise<JobAnswer> {
  const { ending } = await remindOfExceptions(systemActor("clock"), {});
  return ending > 0
    ? { said: `${ending} ${ending === 1 ? "exception is" : "exceptions are"} about to end` }
    : undefined;
}

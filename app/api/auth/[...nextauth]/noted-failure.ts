import { AsyncLocalStorage } from "node:async_hooks";

/** What next-auth found wrong in one request: it says so to its log and to nobody else. */
type Noted = { why: string | null; unreachable: boolean };

// next-auth has one log for all requests that run at once.
const noted = new AsyncLocalStorage<Noted>();

/** Runs a step of next-auth's; gives what came of it together with what it found wrong. */
export async function withNotedFailure<Result>(
  step: () => Promise<Result>,
): Promise<{ result: Result; failure: Noted }> {
  const failure: Noted = { why: null, unreachable: false };
  const result = await noted.run(failure, step);
  return { result, failure };
}

/**
 * next-auth's log: keeps the reason without the values that were expected and given, which may be secret, and without
 * the tokens and claims that stand beside it.
 */
export function noteFailure(code: string, details: unknown): void {
  const message = messageOf(details);
  const why = `${code}: ${message.split(", expected")[0]}`.replaceAll(/\p{Cc}/gu, " ").slice(0, 300);
  const failure = noted.getStore();
  if (!failure) {
    console.error("next-auth:", why);
    return;
  }
  failure.why ??= why;
  failure.unreachable ||= /ECONN|EAI_AGAIN|ENOTFOUND|ETIMEDOUT|socket hang up|timed out/.test(message);
}

function messageOf(details: unknown): string {
  if (details instanceof Error) return details.message;
  const inner = typeof details === "object" && details !== null && "error" in details ? details.error : null;
  return inner instanceof Error ? inner.message : "";
}

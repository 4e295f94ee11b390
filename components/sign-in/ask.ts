import type { ErrorCode, FieldErrors, StepUpAsked } from "@/lib/errors";

/** A refusal of the server, or of the browser, as a sentence for the person. */
export class Refusal extends Error {
  readonly code: ErrorCode | "internal" | "browser";
  readonly fields: FieldErrors;
  /** The proof that the server wants before it does this. */
  readonly stepUp: StepUpAsked | undefined;

  constructor(code: Refusal["code"], message: string, fields: FieldErrors = {}, stepUp?: StepUpAsked) {
    super(message);
    this.code = code;
    this.fields = fields;
    this.stepUp = stepUp;
  }
}

/** Posts JSON to one of our routes. Raises Refusal with the server's sentence, or that no answer came. */
export async function ask<Answer>(path: string, body: object): Promise<Answer> {
  const response = await fetchOwn(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer as Answer;
  const error = answer?.error ?? {
    code: "internal",
    message: "The server did not answer as it should. Try again.",
  };
  throw new Refusal(error.code, error.message, error.fields, error.stepUp);
}

/** Hands the login ticket, which is in its cookie, to next-auth, and gets the session's cookie for it. */
export async function beginSession(): Promise<void> {
  const { csrfToken } = await (await fetchOwn("/api/auth/csrf", {})).json();
  const response = await fetchOwn("/api/auth/callback/passkey", {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, json: "true" }),
  });
  if (!response.ok)
    throw new Refusal("forbidden", "The sign-in took too long, or was already used. Try again.");
}

/** As fetch, for our own routes: nothing from a cache. Raises Refusal when no answer came. */
export async function fetchOwn(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, cache: "no-store" });
  } catch {
    throw new Refusal("unavailable", "No answer came. Look at your connection and try again.");
  }
}
